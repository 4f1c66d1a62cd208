import { HIDDEN, inOrder, withReplaced } from '../redaction.ts';

/**
 * What stands in talk and is a program's: names of settings and what they are set to, paths, addresses,
 * commands, names of people, channels and pictures, and what was hidden. No word of it names a kind.
 */
const CODE: readonly RegExp[] = [
  /[a-z][a-z\d+.-]*:\/\/\S+/giu,
  /[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /(?<![\p{L}\p{N}])[@#][\p{L}\p{N}][\p{L}\p{N}_.-]*/gu,
  /(?<![\p{L}\p{N}:]):[a-z\d_+-]+:(?![\p{L}\p{N}])/gu,
  // SOME_SETTING, some_name=value
  /(?<![\p{L}\p{N}_])_?[\p{L}\p{N}]+(?:_+[\p{L}\p{N}]+)+(?:=\S*)?/gu,
  /(?<![\p{L}\p{N}_])[\p{L}\p{N}][\p{L}\p{N}_.-]*=\S+/gu,
  /(?<=^|\s)--?[a-z][\w-]*/gu,
  /(?<![\p{L}\p{N}])(?:~|\.{1,2})?\/[\w.-]+(?:\/[\w.-]+)*/gu,
  /(?<![\p{L}\p{N}/])[a-z\d_.-]+(?:\/[a-z\d_.-]+){2,}/gu,
  /(?<![\p{L}\p{N}])[\w.-]+(?:\/[\w.-]+)*\.(?:ya?ml|json|toml|tf|tfvars|hcl|md|txt|sh|go|ts|js|py|env|conf|lock)(?![\p{L}\p{N}])/giu,
  /`(?:kubectl|k|helm|terraform|git|docker|aws|gcloud|az|oc|make|export|curl)\s[^`\n]+`/gu,
];

/** The text as long as it was, with what is code in it blotted out. */
export function withoutCode(text: string): string {
  const hidden = new RegExp(HIDDEN.replaceAll(/[[\]]/gu, String.raw`\$&`), 'gu');
  const found = [...CODE, hidden].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: part, index }) => ({
      start: index,
      end: index + part.length,
    })),
  );
  return withReplaced(text, inOrder(found), (part) => BLOT.repeat(part.length));
}

/** No letter, no space and no sign that stands within a name. */
const BLOT = '\u0000';

/**
 * Whether a stretch is a part of a longer name of lower case letters, which names one thing of somebody's:
 * "secret" of "payments-secret-v2".
 */
export function isPartOfName(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const before = /[\p{L}\p{N}][\p{L}\p{N}-]*-$/u.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^-[\p{L}\p{N}-]*[\p{L}\p{N}]/u.exec(text.slice(end))?.[0] ?? '';
  const whole = `${before}${text.slice(start, end)}${after}`;
  return before + after !== '' && /^[a-z\d-]+$/u.test(whole);
}
