import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderValues } from './prompt-values.ts';
import { redactSecrets } from '../domain/redaction.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE';

/** Texts in which whatever rendering touches is frequent. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<', '>', '&', '&lt;', '&amp;', '&amp;lt;', '\u202E', '\u200B', '\u200D'),
      fc.constantFrom('⟨', '⟩', '⟨secret-1⟩', '⟨secret-', '⟨U+202E⟩', '⟨U+0202E⟩', 'U+202E'),
      fc.constantFrom(KEY, ' password: hunter22 ', 'hunter22', 'token=Ab1!&lt;x"', ' '),
    ),
  )
  .map((parts) => parts.join(''));

describe('a rendered value', () => {
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const { texts, restore } = renderValues([one, other]);

        expect(restore({ value: texts })).toEqual({ value: [one, other] });
      }),
      { numRuns: 500 },
    );
  });

  it('closes no tag, opens none, and hides what is a secret', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rendered = renderValues([text]).texts.join('');

        expect(rendered).not.toMatch(/[<>\u202E\u200B]/u);
        expect(rendered).not.toContain(KEY);
      }),
    );
  });
});

describe('an answer', () => {
  const TEXT = 'more than 3 < 5 & "x"';

  it.each([TEXT, 'more than 3 &lt; 5 &amp; "x"'])('may quote a text as %s', (quote) => {
    expect(renderValues([TEXT]).restore({ because: quote })).toEqual({ because: TEXT });
  });

  it.each(['write &lt;b&gt;, not <b>', 'write &amp;lt;b&amp;gt;, not &lt;b&gt;'])(
    'may quote a text that has escapes itself as %s',
    (quote) => {
      const said = 'write &lt;b&gt;, not <b>';

      expect(renderValues([said]).restore({ unmet: [quote] })).toEqual({ unmet: [said] });
    },
  );

  it('keeps the escapes that rendering never made', () => {
    const { restore } = renderValues(['an XML file']);

    expect(restore({ value: '<a>1 &lt; 2</a>' })).toEqual({ value: '<a>1 &lt; 2</a>' });
  });

  it('has the secret in what it sets, at any depth, and in names of entries', () => {
    const { restore } = renderValues([`use ${KEY}`]);
    const value = { entries: [{ name: '⟨secret-1⟩', value: 'x-⟨secret-1⟩' }] };

    expect(restore({ answers: [{ questionId: '1', value }] })).toEqual({
      answers: [{ questionId: '1', value: { entries: [{ name: KEY, value: `x-${KEY}` }] } }],
    });
  });

  it('keeps placeholders that were not given, and those that are not whole', () => {
    const { restore } = renderValues([`use ${KEY}`]);

    expect(restore({ value: '⟨secret-2⟩ ⟨secret-1 secret-1⟩' })).toEqual({
      value: '⟨secret-2⟩ ⟨secret-1 secret-1⟩',
    });
  });

  it('tells people no secret that cards would not hide again', () => {
    const { restore } = renderValues(['an app with password: hunter22']);

    expect(restore({ because: 'password: ⟨secret-1⟩', reasons: ['It uses ⟨secret-1⟩.'] })).toEqual({
      because: 'password: hunter22',
      reasons: ['It uses [hidden].'],
    });
  });

  it('tells people none, wherever the model puts it', () => {
    const anyWords = fc
      .array(fc.oneof(anyText, fc.constantFrom('⟨secret-1⟩', '⟨secret-2⟩', '⟨secret-3⟩')))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyWords, (words) => {
        const { restore } = renderValues([`${KEY}, token=tiger-99, password: correct4horse`]);
        const shown = redactSecrets(String(restore(words)));

        for (const secret of [KEY, 'tiger-99', 'correct4horse']) {
          expect(shown).not.toContain(secret);
        }
      }),
    );
  });

  it('does not recite the prompt, in whatever marks and lines', () => {
    const prompt = `You help a developer.\n${'Use only the capabilities listed, named by their ids.\n'.repeat(2)}`;
    const { restore } = renderValues(['x'], prompt);
    const recited = `Gladly: **${prompt.toUpperCase().replaceAll(' ', '\n')}**`;

    expect(restore({ reasons: [recited, 'Use only what is listed.'], value: [recited] })).toEqual({
      reasons: ['[withheld]', 'Use only what is listed.'],
      value: ['[withheld]'],
    });
  });

  it('keeps what is no text', () => {
    const { restore } = renderValues(['<']);
    const answer = { a: 1, b: [true, null], c: { d: '&lt;' } };

    expect(restore(answer)).toEqual({ a: 1, b: [true, null], c: { d: '<' } });
    expect(restore(undefined)).toBeUndefined();
  });
});

describe('a value with a secret in it', () => {
  const SAID = `use ${KEY}, and as admin password: hunter22`;
  const { misplaced } = renderValues(['token=tiger-99', SAID], '', 1);

  it('may be set where its own quote holds that very secret', () => {
    const because = 'use ⟨secret-2⟩';

    expect(misplaced({ values: [{ id: '1', value: 'x-⟨secret-2⟩', because }] })).toBeUndefined();
    expect(misplaced({ values: [{ id: '1', value: '⟨secret-3⟩', because }] })).toBe(
      'A value holds ⟨secret-3⟩, which the words that it follows from do not hold.',
    );
    expect(misplaced({ values: [{ id: '1', value: '⟨secret-2⟩', because: 'be fast' }] })).toContain(
      '⟨secret-2⟩',
    );
  });

  it('is looked for at any depth, in names of entries too', () => {
    for (const entry of [
      { name: '⟨secret-3⟩', value: 'a' },
      { name: 'a', value: 'x ⟨secret-3⟩' },
    ]) {
      const value = [{ entries: [{ name: 'b', value: 'c' }, entry] }];

      expect(
        misplaced({
          values: [
            { value: 'a', because: 'b' },
            { value, because: 'c' },
          ],
        }),
      ).toContain('⟨secret-3⟩');
    }
  });

  it('may be set without a quote from all that was said, and from nothing else', () => {
    expect(misplaced({ answers: [{ questionId: 'q', value: '⟨secret-3⟩' }] })).toBeUndefined();
    expect(misplaced({ answers: [{ questionId: 'q', value: '⟨secret-1⟩' }] })).toContain(
      'secret-1',
    );
  });

  it('is none where nobody said anything that values are read from', () => {
    const written = renderValues(['token=tiger-99', SAID]);

    expect(written.misplaced({ value: 'sign in with ⟨secret-1⟩', note: 'A script.' })).toContain(
      'secret-1',
    );
    expect(written.misplaced({ value: 'sign in', note: 'It uses ⟨secret-1⟩.' })).toBeUndefined();
  });
});
