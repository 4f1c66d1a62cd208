import { describe, expect, it } from 'vitest';
import { shownNamed, shownText } from './shown-text.ts';

describe('a text that people see', () => {
  it.each([
    ['turned round', 'size: small\u202E# egral', 'size: small[U+202E]# egral'],
    ['hidden between letters', 'a\u200Bdmin', 'a[U+200B]dmin'],
    ['hidden as tags', 'fine\u{E0061}\u{E0062}', 'fine[U+E0061][U+E0062]'],
    ['moved by a terminal', 'ok\u001B[2K', 'ok[U+001B][2K'],
    ['joined without need', 'a\u200Da', 'a[U+200D]a'],
    ['blank, and yet a letter', 'a\u3164', 'a[U+3164]'],
  ])('shows what is %s', (_what, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it.each(['👩‍💻 team', '👍🏽‍🔥', 'می‌خواهم', 'क्‍ष', 'a\tb\nc', 'naïve', '日本', 'שלום'])(
    'keeps %s',
    (text) => {
      expect(shownText(text)).toBe(text);
    },
  );

  it('has no secrets, even one with hidden characters in it', () => {
    expect(shownText('AKIAIOSF\u200BODNN7EXAMPLE')).toBe('[hidden]');
    expect(shownNamed({ name: 'Password', value: 'tiger\u200Bs' })).toBe('[hidden]');
    expect(shownNamed({ name: 'Size', value: 'sm\u200Ball' })).toBe('sm[U+200B]all');
  });
});
