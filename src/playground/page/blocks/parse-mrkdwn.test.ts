import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from './parse-mrkdwn.ts';

function inline(text: string, isVerbatim = false) {
  const [part] = parseMrkdwn(text, isVerbatim);
  return part?.type === 'rich_text_section' ? part.elements : [];
}
const text = (words: string, style?: object) => ({ type: 'text', text: words, style });

describe('parseMrkdwn', () => {
  it('formats bold, italic, struck and code words', () => {
    expect(inline('a *b* _c_ ~d~ `e`')).toEqual([
      text('a '),
      text('b', { bold: true }),
      text(' '),
      text('c', { italic: true }),
      text(' '),
      text('d', { strike: true }),
      text(' '),
      text('e', { code: true }),
    ]);
  });

  it('formats within formatted words', () => {
    expect(inline('*bold _both_ `code`*')).toEqual([
      text('bold ', { bold: true }),
      text('both', { bold: true, italic: true }),
      text(' ', { bold: true }),
      text('code', { bold: true, code: true }),
    ]);
  });

  it.each(['snake_case_name', '2 * 3 * 4', 'a*b*c', '* open', '~/.kube and ~/.config', '10:30:45'])(
    'leaves %j as it is',
    (words) => {
      expect(inline(words)).toEqual([text(words)]);
    },
  );

  it('takes what is escaped for text, never for markup', () => {
    expect(inline('&lt;@U1&gt; &amp;lt; a &lt; b')).toEqual([text('<@U1> &lt; a < b')]);
    expect(inline('`a &amp;&amp; b`')).toEqual([text('a && b', { code: true })]);
  });

  it('reads mentions, links, broadcasts and dates', () => {
    const all = inline(
      '<@U1|ana> <#C1|platform> <!subteam^S1> <!here> <https://a.example/?x=1&amp;y=2|the &lt;page&gt;>',
    );
    expect(all.filter(({ type }) => type !== 'text')).toEqual([
      { type: 'user', user_id: 'U1', style: undefined },
      { type: 'channel', channel_id: 'C1', style: undefined },
      { type: 'usergroup', usergroup_id: 'S1', style: undefined },
      { type: 'broadcast', range: 'here', style: undefined },
      { type: 'link', url: 'https://a.example/?x=1&y=2', text: 'the <page>', style: undefined },
    ]);
    expect(inline('<!date^1392734382^{date} at {time}|a day in 2014>')).toEqual([
      {
        type: 'date',
        timestamp: 1_392_734_382,
        format: '{date} at {time}',
        fallback: 'a day in 2014',
        style: undefined,
      },
    ]);
  });

  it.each(['<script>', '<javascript:alert(1)|x>', '<!other>', 'a <b and c> d'])(
    'leaves %j, which is no form of Slack, as text',
    (words) => {
      expect(inline(words)).toEqual([text(words)]);
    },
  );

  it('links bare addresses unless the text is verbatim', () => {
    const link = { type: 'link', url: 'https://a.example/x', style: undefined };
    expect(inline('see https://a.example/x.')).toEqual([text('see '), link, text('.')]);
    expect(inline('see https://a.example/x.', true)).toEqual([text('see https://a.example/x.')]);
  });

  it('knows emoji by name and leaves other names', () => {
    expect(inline(':wave::tada: :nope:')).toEqual([
      { type: 'emoji', name: 'wave', unicode: '1f44b' },
      { type: 'emoji', name: 'tada', unicode: '1f389' },
      text(' :nope:'),
    ]);
  });
});

describe('parseMrkdwn, of several parts', () => {
  it('reads code blocks with what is around them', () => {
    expect(parseMrkdwn('before\n```\nkind: *Pod*\n  x\n```\nafter')).toEqual([
      { type: 'rich_text_section', elements: [text('before')] },
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: 'kind: *Pod*\n  x' }],
      },
      { type: 'rich_text_section', elements: [text('after')] },
    ]);
    expect(parseMrkdwn('a ``` b')).toEqual([
      { type: 'rich_text_section', elements: [text('a ')] },
      { type: 'rich_text_section', elements: [text('``` b')] },
    ]);
  });

  it('reads quotes, of single lines and to the end', () => {
    expect(parseMrkdwn('a\n&gt; b\n> c\nd')).toEqual([
      { type: 'rich_text_section', elements: [text('a')] },
      { type: 'rich_text_quote', elements: [text('b\nc')] },
      { type: 'rich_text_section', elements: [text('d')] },
    ]);
    expect(parseMrkdwn('a\n&gt;&gt;&gt; b\nc')).toEqual([
      { type: 'rich_text_section', elements: [text('a')] },
      { type: 'rich_text_quote', elements: [text('b\nc')] },
    ]);
  });
});
