import { describe, expect, it } from 'vitest';
import { markdownForLibrary } from './markdown-for-library.ts';
import { blocksForLibrary } from './rich-text-for-library.ts';

describe('markdownForLibrary', () => {
  it('makes links of pictures, and signs of boxes', () => {
    expect(markdownForLibrary('![a](https://example.com/a.png)\n- [ ] open\n1. [x] done')).toBe(
      '[a](https://example.com/a.png)\n- ☐ open\n1. ☑ done',
    );
  });

  it('leaves code as it is', () => {
    const code = '```\n![a](b)\n- [ ] x\n```\nand `![a]`';
    expect(markdownForLibrary(code)).toBe(code);
  });
});

describe('blocksForLibrary', () => {
  it('keeps lists apart, so that each is numbered from its own start', () => {
    const section = { type: 'rich_text_section' as const, elements: [] };
    const list = { type: 'rich_text_list' as const, elements: [section] };
    const blocks = blocksForLibrary(
      [
        { ...list, style: 'bullet' },
        { ...list, style: 'ordered', offset: 2 },
      ],
      new Date(),
    );
    expect(blocks.map(({ elements }) => elements.length)).toEqual([1, 1]);
    expect(blocks[1]?.elements[0]).toMatchObject({ style: 'ordered', offset: 2 });
  });

  it('writes dates, with their address where they have one', () => {
    const date = { type: 'date' as const, timestamp: 0, format: '{week}', fallback: 'long ago' };
    const url = 'https://example.com';
    const [block] = blocksForLibrary(
      [{ type: 'rich_text_section', elements: [date, { ...date, url }] }],
      new Date(),
    );
    expect(block?.elements[0]?.elements).toEqual([
      { type: 'text', text: 'long ago' },
      { type: 'link', url, text: 'long ago' },
    ]);
  });
});
