export interface YamlToken {
  readonly kind: 'plain' | 'key' | 'text' | 'number' | 'word' | 'comment';
  readonly text: string;
}
export type YamlLine = readonly YamlToken[];

/** Indentation and list dashes, then a key with its colon, then the rest. */
const LINE =
  /^(?<lead>\s*(?:- +)*(?:-$)?)(?<key>(?:"[^"]*"|'[^']*'|[^\s#'"[{&*!|>%@`-][^:#]*|-[^\s:#][^:#]*):(?=\s|$))?(?<rest>.*)$/su;
const NUMBER = /^[-+]?(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|0x[\da-f]+|\.inf)$/iu;
const WORD = /^(?:true|false|null|~|\{\}|\[\])$/iu;
const OPENS_BLOCK = /^\s*[|>][-+\d]*\s*(?:#.*)?$/u;

/**
 * Colours for YAML as a serializer writes it: one document of block style. Joined together the
 * tokens of a line are the line, whatever it holds.
 */
export function yamlLines(yaml: string): readonly YamlLine[] {
  let blockIndent: number | undefined;
  return yaml.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length;
    const isInBlock = blockIndent !== undefined && (line.trim() === '' || indent > blockIndent);
    if (isInBlock) return pieces([['text', line]]);
    const { lead = '', key = '', rest = '' } = LINE.exec(line)?.groups ?? { rest: line };
    // A block belongs to its key, or in a bare list to its dash: whatever is deeper is its text.
    const owner = key === '' ? indent : lead.length;
    blockIndent = OPENS_BLOCK.test(rest) && lead + key !== '' ? owner : undefined;
    return pieces([['plain', lead], ['key', key], ...valueOf(rest)]);
  });
}

type Piece = readonly [kind: YamlToken['kind'], text: string];

function valueOf(rest: string): readonly Piece[] {
  const comment = /(?:^|\s)#.*$/su.exec(rest)?.[0] ?? '';
  const isQuoted = /^\s*["']/u.test(rest);
  if (comment === '' || isQuoted) return [[kindOf(rest.trim()), rest]];
  const value = rest.slice(0, rest.length - comment.length);
  return [
    [kindOf(value.trim()), value],
    ['comment', comment],
  ];
}

function kindOf(value: string): YamlToken['kind'] {
  if (value === '' || /^[|>]/u.test(value)) return 'plain';
  if (NUMBER.test(value)) return 'number';
  return WORD.test(value) ? 'word' : 'text';
}

function pieces(parts: readonly Piece[]): YamlLine {
  return parts.flatMap(([kind, text]) => (text === '' ? [] : [{ kind, text }]));
}
