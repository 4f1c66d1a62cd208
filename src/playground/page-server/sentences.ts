import type { UndeliveredReason } from '../slack/delivery.ts';

/** What Slack shows a person whose press, command or form has not reached the app. */

/** Slack says "did not respond" after 3 s, and names the error where it could not hand the command over. */
export function commandFailed(command: string, reason: UndeliveredReason): string {
  return reason === 'timeout'
    ? `${command} failed because the app did not respond. Please try again or contact the app developer.`
    : `${command} failed with the error "dispatch_failed"`;
}

/** Beside the warning sign at a button or menu. */
export function useFailed(botName: string, reason: UndeliveredReason): string {
  switch (reason) {
    case 'timeout':
      return 'Operation timed out. Apps need to respond within 3 seconds.';
    case 'http_error':
      return 'This app responded with an error. Try again?';
    case 'no_connection':
    case 'connection_lost':
      return `${botName} is not connected right now. Try again?`;
  }
}

export function shortcutFailed(botName: string, reason: UndeliveredReason): string {
  return reason === 'timeout'
    ? `${botName} did not respond to the shortcut. Please try again.`
    : `The shortcut did not reach ${botName}: the app is not responding. Please try again.`;
}

export const SUBMISSION_FAILED = 'We had some trouble connecting. Try again?';

export const SUGGESTIONS_FAILED = 'The options could not be loaded. Try again?';
