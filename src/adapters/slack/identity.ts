import { WebAPIHTTPError, WebAPIRequestError, type WebClient } from '@slack/web-api';
import { Failure } from '../../domain/failure.ts';
import { innermostCause } from '../../domain/innermost-cause.ts';
import type { Logger } from '../../ports/logger.ts';
import { BOT_SCOPES } from './app-contract.ts';
import { AuthTest } from './payloads.ts';
import { asFailure, slackErrorOf } from './slack-failure.ts';

/** Who the bot is in Slack. */
export interface SlackIdentity {
  readonly team: string;
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
  readonly botUserId: string;
  readonly botId: string | undefined;
  /** The workspace's address, `https://acme.slack.com/`. */
  readonly url: string | undefined;
}

/**
 * Asks Slack whose token this is, and warns of missing scopes. Throws `Failure('forbidden')` when
 * Slack refuses the token, `Failure('unavailable')` when it does not answer.
 */
export async function readIdentity(client: WebClient, logger: Logger): Promise<SlackIdentity> {
  const answer = await asFailure(client.auth.test()).catch((error: unknown) => {
    const code = slackErrorOf(error);
    if (error instanceof Failure && error.kind === 'unavailable') {
      throw unreachable(client.slackApiUrl, error);
    }
    if (code === undefined) throw error;
    throw refusedToken('SLACK_BOT_TOKEN', 'OAuth & Permissions → Bot User OAuth Token', error);
  });
  warnOfMissingScopes(answer.response_metadata?.scopes, logger);
  const { team, team_id: teamId, user_id, bot_id, enterprise_id, url } = AuthTest.parse(answer);
  return {
    team: team ?? teamId,
    teamId,
    enterpriseId: enterprise_id,
    botUserId: user_id,
    botId: bot_id,
    url,
  };
}

/** At the start nobody tries again but the operator. */
function unreachable(apiUrl: string, { cause, retryAfterMs }: Failure): Failure {
  const { protocol, host } = new URL(apiUrl);
  const words =
    cause instanceof WebAPIHTTPError
      ? `status ${cause.statusCode}`
      : innermostCause(cause instanceof WebAPIRequestError ? cause.original : cause);
  const message = `Slack cannot be reached at ${protocol}//${host} (${words}). Check SLACK_API_URL, where it is set, and whether this machine may reach that address (DNS, firewall, proxy); then start again.`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new Failure('unavailable', message, { cause, ...wait });
}

export function refusedToken(setting: string, where: string, cause: unknown): Failure {
  const code = slackErrorOf(cause) ?? 'refused';
  const message = `Slack refuses ${setting} (${code}). Copy it again from ${where}, and start again.`;
  return new Failure('forbidden', message, { cause });
}

const REMEDY = 'Unless it is refused on purpose: docs/slack.md, "Updating the app".';

/** An operator may refuse a scope on purpose; what then fails should not be a riddle. */
function warnOfMissingScopes(granted: readonly string[] | undefined, logger: Logger): void {
  if (granted === undefined) return;
  for (const [scope, purpose] of Object.entries(BOT_SCOPES)) {
    if (granted.includes(scope)) continue;
    logger.warn('Slack scope is missing', { scope, purpose, remedy: REMEDY });
  }
}
