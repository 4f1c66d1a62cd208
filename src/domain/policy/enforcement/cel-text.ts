/**
 * Names that CEL keeps for itself: after a dot they are no field name everywhere.
 *
 * Source: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package ' +
    'namespace return var void while'
  ).split(' '),
);

/** Texts that `r'…'` can hold as they are: printable, without quotes and what Kyverno would replace. */
const RAW = /^(?!.*(?:\{\{|\$\())[ -&(-~]*$/u;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Whether a name can stand after a dot. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_]\w*$/u.test(name) && !RESERVED.has(name);
}

/**
 * A text literal in single quotes. `{{` and `$(` are broken up: Kyverno would replace what follows them
 * (https://kyverno.io/docs/policy-types/cluster-policy/variables/).
 */
export function celText(text: string): string {
  const escaped = Array.from(text, (character) => escapedCharacter(character)).join('');
  return `'${escaped.replaceAll('{{', '{\\u007b').replaceAll('$(', '\\u0024(')}'`;
}

function escapedCharacter(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return character;
  // A lone half of a character is no text that CEL could hold.
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd';
  const isVisible = code >= 0xa0 && !/[\p{C}\p{Z}]/u.test(character);
  if (isVisible) return character;
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** A regular expression as a literal: raw where that is easier to read. */
export function celPattern(pattern: string): string {
  return pattern.includes('\\') && RAW.test(pattern) ? `r'${pattern}'` : celText(pattern);
}

/** Numbers as literals of one type, as lists of CEL must be: `1.0` beside `1.5`. */
export function celNumbers(numbers: readonly number[]): readonly string[] {
  const areWhole = numbers.every((number) => Number.isSafeInteger(number));
  return numbers.map((number) => (areWhole ? String(number) : asDouble(number)));
}

function asDouble(number: number): string {
  const text = String(number);
  return /[.e]/u.test(text) ? text : `${text}.0`;
}
