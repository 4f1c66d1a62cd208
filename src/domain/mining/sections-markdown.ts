import type { SafeLine } from './sections-lines.ts';
import { createSeenLines } from './sections-seen.ts';

/** Lines that belong together: a paragraph, a list, a table, a block of code. */
export interface Block {
  readonly text: string;
  /** Of its first line. */
  readonly line: number;
  readonly hidden: number;
}

export interface Heading extends Block {
  readonly level: number;
  /** `#databases`, as GitHub makes it. */
  readonly anchor: string;
}

/** What stands under a heading, up to the next one of any level. */
export interface MarkdownSection {
  /** From the outermost heading to its own; none for what stands before the first. */
  readonly path: readonly Heading[];
  readonly blocks: readonly Block[];
}

/**
 * Reads Markdown line by line. Front matter and comments, which nobody sees on the page, are skipped;
 * lines of code are no headings, and a block of code stays whole.
 */
export interface MarkdownReader {
  /** The section that this line ends, where it is a heading. */
  read(line: SafeLine): MarkdownSection | undefined;
  end(): MarkdownSection;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/u;
/** What cannot be the text of a heading that is underlined. */
const NO_TITLE = /^\s*(?:$|[-*+>|#]|\d+[.)]\s|```|~~~)/u;
/** Where a line of its own begins within a block: an item, a row, a quote. */
const OWN_LINE = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|\||>)/u;

export function createMarkdownReader(): MarkdownReader {
  const anchors = createAnchors();
  const seenOf = createSeenLines();
  const collected = createBlocks();
  let path: readonly Heading[] = [];

  function begin(level: number, title: string, { number: line, hidden }: SafeLine) {
    const section = { path, blocks: collected.take() };
    const text = plainTitle(title);
    const heading = { text, level, line, hidden, anchor: anchors.of(text) };
    path = [...path.filter((one) => one.level < level), heading];
    return section;
  }

  return {
    read(given) {
      const line = seenOf(given, collected.isInCode());
      if (!line) return undefined;
      if (!collected.isInCode()) {
        const [, signs, title = ''] = HEADING.exec(line.text) ?? [];
        if (signs !== undefined) return begin(signs.length, title, line);
        const above = UNDERLINE.test(line.text) ? collected.takeTitle() : undefined;
        if (above) return begin(line.text.includes('=') ? 1 : 2, above.text.trim(), above);
      }
      collected.add(line);
      return undefined;
    },
    end: () => ({ path, blocks: collected.take() }),
  };
}

/** Makes blocks of the lines between two headings. */
function createBlocks() {
  let blocks: Block[] = [];
  let open: SafeLine[] = [];
  let fence: string | undefined;

  function close(): void {
    const [first] = open;
    const text = fence === undefined ? joined(open) : open.map((line) => line.text).join('\n');
    const hidden = open.reduce((sum, line) => sum + line.hidden, 0);
    if (first && /[\p{L}\p{N}]/u.test(text)) {
      blocks.push({ text: text.trim(), line: first.number, hidden });
    }
    open = [];
    fence = undefined;
  }

  return {
    isInCode: () => fence !== undefined,
    add(line: SafeLine): void {
      const [, mark] = fence === undefined ? (FENCE.exec(line.text) ?? []) : [];
      if (mark !== undefined || (fence === undefined && line.text.trim() === '')) close();
      if (mark !== undefined) fence = mark;
      if (fence !== undefined || line.text.trim() !== '') open.push(line);
      if (mark === undefined && fence !== undefined && isFenceEnd(line.text, fence)) close();
    },
    /** The line above, where it can be the text of a heading that is underlined. */
    takeTitle(): SafeLine | undefined {
      const [only] = open;
      if (!only || open.length > 1 || NO_TITLE.test(only.text)) return undefined;
      open = [];
      return only;
    },
    take(): readonly Block[] {
      close();
      const taken = blocks;
      blocks = [];
      return taken;
    },
  };
}

function isFenceEnd(text: string, mark: string): boolean {
  const end = text.trim();
  return end.length >= mark.length && end.replaceAll(mark.charAt(0), '') === '';
}

/** Lines that were only wrapped are one. */
export function joined(lines: readonly Pick<SafeLine, 'text'>[]): string {
  return lines
    .map(({ text }, index) => {
      const isOwn = OWN_LINE.test(text) || / {2}$/u.test(lines[index - 1]?.text ?? '');
      if (index === 0) return text.trimEnd();
      return isOwn ? `\n${text.trimEnd()}` : ` ${text.trim()}`;
    })
    .join('');
}

/** The words of a heading without what marks them: links, code, emphasis. */
function plainTitle(title: string): string {
  return title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/[`*]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<[^>]{0,200}>/gu, '')
    .trim();
}

/**
 * Lower case, without signs but `-` and `_`, a dash for each space; the second of the same name has
 * `-1` behind it.
 *
 * Source: https://github.com/Flet/github-slugger, which does as GitHub does
 */
function createAnchors(): { of(title: string): string } {
  const used = new Map<string, number>();
  return {
    of(title) {
      const plain = title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
        .replaceAll(' ', '-');
      let count = used.get(plain) ?? 0;
      let anchor = count === 0 ? plain : `${plain}-${count}`;
      for (; used.has(anchor); anchor = `${plain}-${count}`) count += 1;
      used.set(plain, count);
      used.set(anchor, used.get(anchor) ?? 0);
      return `#${anchor}`;
    },
  };
}
