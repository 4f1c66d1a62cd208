import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../ports/logger.ts';

/**
 * Bolt's log as ours. Its debug lines hold whole payloads, so they end here; tokens are cut out of
 * the others, whatever they come in.
 */
export function createBoltLogger(logger: Logger): BoltLogger {
  return {
    debug() {},
    info() {},
    warn: (...parts: readonly unknown[]) => logger.warn('Slack SDK', { detail: textOf(parts) }),
    error: (...parts: readonly unknown[]) => logger.error('Slack SDK', { detail: textOf(parts) }),
    // Our logger has its own level.
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

function textOf(parts: readonly unknown[]): string {
  return withoutTokens(parts.map((part) => String(part)).join(' '));
}

/** Bot, user, app and refresh tokens. https://docs.slack.dev/authentication/tokens */
export function withoutTokens(text: string): string {
  return text.replaceAll(/\bx(?:ox[a-z](?:\.xox[a-z])?|app|oxe)-[\w-]+/gu, '[token]');
}
