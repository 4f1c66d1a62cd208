import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yamlLines } from './yaml-tokens.ts';

/** `key|name:` and so on, for each line. */
function read(yaml: string): string[] {
  return yamlLines(yaml).map((line) =>
    line
      .filter(({ text }) => text.trim() !== '')
      .map(({ kind, text }) => `${kind}|${text.trim()}`)
      .join(' '),
  );
}

describe('the colours of YAML', () => {
  it('tell keys, text, numbers and words apart', () => {
    expect(read('name: web\nreplicas: 3\npaused: true\nnothing: null\nspec:')).toEqual([
      'key|name: text|web',
      'key|replicas: number|3',
      'key|paused: word|true',
      'key|nothing: word|null',
      'key|spec:',
    ]);
  });

  it('see keys behind dashes, quotes and slashes', () => {
    expect(read('  - name: web\n  - 8080\n"a: b": c\ndotai.dev/change: x\n- - deep: 1')).toEqual([
      'plain|- key|name: text|web',
      'plain|- number|8080',
      'key|"a: b": text|c',
      'key|dotai.dev/change: text|x',
      'plain|- - key|deep: number|1',
    ]);
  });

  it('leave a dash that begins a value to the value', () => {
    expect(read('- --port=80\n- -1\nlevel: -2\n-')).toEqual([
      'plain|- text|--port=80',
      'plain|- number|-1',
      'key|level: number|-2',
      'plain|-',
    ]);
  });

  it('take a colon inside a value for text', () => {
    expect(read('image: registry:5000/web:1\ntime: 2026-03-01T10:00:00Z')).toEqual([
      'key|image: text|registry:5000/web:1',
      'key|time: text|2026-03-01T10:00:00Z',
    ]);
  });

  it('read a block of text to its end', () => {
    expect(read('script: |\n  key: value\n\n  more\nnext: 1')).toEqual([
      'key|script: plain||',
      'text|key: value',
      '',
      'text|more',
      'key|next: number|1',
    ]);
  });

  it('end a block inside a list where the next key of its entry begins', () => {
    expect(read('- script: |\n    a: b\n  name: x\n- |\n  c: d\n- e: f')).toEqual([
      'plain|- key|script: plain||',
      'text|a: b',
      'key|name: text|x',
      'plain|- plain||',
      'text|c: d',
      'plain|- key|e: text|f',
    ]);
  });

  it('see comments, but not inside quotes', () => {
    expect(read('# all\na: 1 # one\nb: "x # y"')).toEqual([
      'comment|# all',
      'key|a: number|1 comment|# one',
      'key|b: text|"x # y"',
    ]);
  });

  it('lose and add no character', () => {
    const characters = constantFrom(
      ...'a b 1 : - # " \' | > \n \t { } [ ] é & * !'.split(' '),
      ' ',
    );
    assert(
      property(string({ unit: characters }), (yaml) => {
        const lines = yamlLines(yaml).map((line) => line.map(({ text }) => text).join(''));

        expect(lines.join('\n')).toBe(yaml);
      }),
    );
  });
});
