import { describe, expect, it } from 'vitest';
import { colouredLines } from './coloured-lines.ts';

function pieces(line: string) {
  return (colouredLines(line, 'yaml')[0]?.pieces ?? [])
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`);
}

describe('colouredLines', () => {
  it.each([
    ['kind: Pod', ['key kind']],
    ['  - name: "a: b" # why', ['key name', 'string "a: b"', 'comment  # why']],
    ['replicas: 3', ['key replicas', 'literal 3']],
    ['# only words', ['comment # only words']],
    ['url: http://example.com:80/#part', ['key url']],
    ['- http://example.com', []],
    ['"quoted key": true', ['key "quoted key"', 'literal true']],
  ])('colours %j of a YAML file', (line, coloured) => {
    expect(pieces(line)).toEqual(coloured);
  });

  it('tells the lines of a diff apart', () => {
    const lines = colouredLines('--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n same\n', 'diff');
    expect(lines.map(({ kind }) => kind)).toEqual([
      'hunk',
      'hunk',
      'hunk',
      'removed',
      'added',
      'plain',
    ]);
  });

  it.each(['yaml', 'diff', 'text'])('keeps every character of %s', (language) => {
    const text = '  key: "a\n- b: c: d #e\n\n\t}{[ %*&\n---\n  ?: x';
    const joined = colouredLines(text, language).map((line) =>
      line.pieces.map((piece) => piece.text).join(''),
    );
    expect(joined.join('\n')).toBe(text);
  });
});
