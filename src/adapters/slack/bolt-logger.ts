import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../ports/logger.ts';

/**
 * Bolt's log as ours. Its debug lines hold whole payloads, so they end here; tokens are cut out of
 * the others, whatever they come in. Its errors are warnings here: what they mean for the bot, the
 * adapter says itself (a `Failure`, or a connection that is opened again).
 */
export function createBoltLogger(logger: Logger): BoltLogger {
  function warning(...parts: readonly unknown[]): void {
    logger.warn('Slack SDK', { detail: textOf(parts) });
  }
  return {
    debug() {},
    info() {},
    warn: warning,
    error: warning,
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
