import { invisibleIn, nameOf } from '../../domain/invisible-characters.ts';
import { redactSecrets } from '../../domain/redaction.ts';

/**
 * Why words cannot stand in what people teach, which everybody reads, and which may be written into the
 * cluster as it is; undefined where they can.
 */
export function hiddenProblem(...texts: readonly string[]): string | undefined {
  if (texts.some((text) => holdsSecret(text))) {
    return 'This looks like a secret, and everybody reads what is written here. Say it without.';
  }
  const names = [...invisibleIn(texts)].map((character) => nameOf(character));
  return names.length === 0
    ? undefined
    : `It holds characters that nobody can see (${names.slice(0, 5).join(', ')}). Write it without them.`;
}

export function holdsSecret(text: string): boolean {
  return redactSecrets(text) !== text;
}
