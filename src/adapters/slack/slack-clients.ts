import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '../../ports/logger.ts';
import { createBoltLogger } from './bolt-logger.ts';

/** Two clients with one token. */
export interface SlackClients {
  /** For sends from the outbox and for look-ups. */
  readonly patient: WebClient;
  /** For answers to a click, which Slack takes for 3 s only. */
  readonly quick: WebClient;
}

/**
 * Below the 10 s after which the effect of a process that stands still is begun elsewhere: a call that
 * was under way then is over, or nearly, when the other looks for what it left.
 */
const PATIENT_TIMEOUT_MS = 8_000;
const QUICK_TIMEOUT_MS = 2_500;

/**
 * Neither client repeats a call by itself. A message whose outcome is unknown must be looked up
 * before it is sent again, and who waits for how long is decided by the outbox, which knows
 * `retryAfterMs`: the SDK's default would go on for half an hour.
 */
export function createSlackClients(given: {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly logger: Logger;
}): SlackClients {
  const { botToken, apiUrl, logger } = given;
  const options: WebClientOptions = {
    ...apiOptions(apiUrl),
    logger: createBoltLogger(logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  return {
    patient: new WebClient(botToken, { ...options, timeout: PATIENT_TIMEOUT_MS }),
    quick: new WebClient(botToken, { ...options, timeout: QUICK_TIMEOUT_MS }),
  };
}

/** Slack itself, or whatever `SLACK_API_URL` names. */
export function apiOptions(apiUrl: string | undefined): Pick<WebClientOptions, 'slackApiUrl'> {
  return apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
}
