import { withVisible } from './invisible-characters.ts';
import { redactNamed, redactSecrets } from './redaction.ts';

/**
 * A text as people may see it, whoever wrote it: without the secrets in it, and with `[U+202E]` in
 * the place of each character that hides or turns round what stands beside it.
 */
export function shownText(text: string): string {
  return withVisible(redactSecrets(text));
}

/** The same for a value beside its name. */
export function shownNamed(named: { readonly name: string; readonly value: string }): string {
  return withVisible(redactNamed(named));
}
