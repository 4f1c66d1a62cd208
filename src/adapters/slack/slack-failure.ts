import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { Failure, type FailureKind } from '../../domain/failure.ts';

/**
 * Slack's error codes by what a caller can do. Codes that stand nowhere here are bugs of this
 * adapter and pass as they are.
 *
 * Source: the error tables of https://docs.slack.dev/reference/methods
 */
const KINDS: Readonly<Record<string, FailureKind>> = {
  ...asKind('forbidden', [
    'access_denied',
    'account_inactive',
    'cannot_dm_bot',
    'channel_not_found',
    'ekm_access_denied',
    'invalid_auth',
    'is_archived',
    'messages_tab_disabled',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'not_authed',
    'not_in_channel',
    'org_login_required',
    'restricted_action',
    'team_access_not_granted',
    'token_expired',
    'token_revoked',
    'user_disabled',
    'user_not_found',
    'user_not_in_channel',
    'user_not_visible',
  ]),
  ...asKind('conflict', [
    'cant_update_message',
    'edit_window_closed',
    'hash_conflict',
    'message_not_found',
  ]),
  ...asKind('invalid-input', [
    'invalid_arguments',
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_blocks_too_long',
    'msg_too_long',
    'view_too_large',
  ]),
  ...asKind('unavailable', [
    'fatal_error',
    'internal_error',
    'message_limit_exceeded',
    'rate_limited',
    'ratelimited',
    'request_timeout',
    'service_unavailable',
    'team_added_to_org',
  ]),
};

const MESSAGES: Readonly<Record<FailureKind, string>> = {
  forbidden:
    'Slack does not let me do that here. Invite me to the channel, or ask whoever runs me to ' +
    "check the app's scopes.",
  conflict: 'That message was changed or deleted meanwhile.',
  'invalid-input': 'Slack did not accept what I wanted to show.',
  unavailable: 'Slack is not answering right now. I will try again shortly.',
  'model-unavailable': '',
  'bad-model-output': '',
};

/** Waits for a Web API call and turns Slack's errors into `Failure`s. */
export async function asFailure<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    throw failureOf(cause) ?? cause;
  }
}

function failureOf(cause: unknown): Failure | undefined {
  if (cause instanceof WebAPIRateLimitedError) {
    return unavailable(cause, cause.retryAfter * 1_000);
  }
  if (cause instanceof WebAPIRequestError || cause instanceof WebAPIHTTPError) {
    return unavailable(cause);
  }
  const kind = KINDS[slackErrorOf(cause) ?? ''];
  if (kind === undefined) return undefined;
  if (kind === 'unavailable') return unavailable(cause);
  return new Failure(kind, MESSAGES[kind], { cause });
}

/** Without a time where Slack names none: whoever tries again waits longer each time. */
function unavailable(cause: unknown, retryAfterMs?: number): Failure {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new Failure('unavailable', MESSAGES.unavailable, { cause, ...wait });
}

/** Slack's error code (`invalid_blocks`), of an error or of the `Failure` it became. */
export function slackErrorOf(error: unknown): string | undefined {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof Failure ? slackErrorOf(error.cause) : undefined;
}

/** Whether Slack refused a card for its blocks: a plainer one may pass. */
export function areBlocksRefused(error: unknown): boolean {
  return slackErrorOf(error)?.startsWith('invalid_blocks') ?? false;
}

function asKind(kind: FailureKind, codes: readonly string[]): Record<string, FailureKind> {
  return Object.fromEntries(codes.map((code) => [code, kind]));
}
