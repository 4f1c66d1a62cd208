/** A piece of a line, and what it is in its language. */
export interface Piece {
  readonly kind: 'plain' | 'key' | 'string' | 'literal' | 'comment';
  readonly text: string;
}

export interface ColouredLine {
  readonly kind: 'plain' | 'added' | 'removed' | 'hunk';
  readonly pieces: readonly Piece[];
}

/** The lines of a file, coloured where it is YAML or a diff. */
export function colouredLines(text: string, language: string): readonly ColouredLine[] {
  const lines = text.replace(/\n$/u, '').split('\n');
  switch (language) {
    case 'yaml':
    case 'yml':
      return lines.map((line) => ({ kind: 'plain', pieces: yamlPieces(line) }));
    case 'diff':
    case 'patch':
      return lines.map((line) => ({ kind: diffKind(line), pieces: [plain(line)] }));
    default:
      return lines.map((line) => ({ kind: 'plain', pieces: [plain(line)] }));
  }
}

function plain(text: string): Piece {
  return { kind: 'plain', text };
}

function diffKind(line: string): ColouredLine['kind'] {
  if (/^(?:@@|\+\+\+|---|diff |Index:|={5})/u.test(line)) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'plain';
}

const YAML_LINE =
  /^(?<start>\s*(?:- +)*)(?<key>(?:[^\s#:'"{}[\],&*!|>%@-][^:#]*|"[^"]*"|'[^']*')(?=:(?:\s|$)))?(?<rest>.*)$/u;

function yamlPieces(line: string): readonly Piece[] {
  const { start = '', key = '', rest = '' } = YAML_LINE.exec(line)?.groups ?? {};
  const pieces: Piece[] = [plain(start), { kind: 'key', text: key }, ...valuePieces(rest)];
  return pieces.filter(({ text }) => text !== '');
}

const VALUE = /^(?<before>:?\s*)(?<value>"(?:[^"\\]|\\.)*"|'[^']*'|.*?)(?<comment>(?:^|\s+)#.*)?$/u;

function valuePieces(rest: string): readonly Piece[] {
  const { before = '', value = '', comment = '' } = VALUE.exec(rest)?.groups ?? {};
  return [
    plain(before),
    { kind: valueKind(value), text: value },
    { kind: 'comment', text: comment },
  ];
}

function valueKind(value: string): Piece['kind'] {
  if (/^["']/u.test(value)) return 'string';
  return /^(?:-?\d+(?:\.\d+)?|true|false|null|~)$/u.test(value) ? 'literal' : 'plain';
}
