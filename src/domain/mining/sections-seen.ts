import type { SafeLine } from './sections-lines.ts';

/**
 * What a reader of the page sees of a line of Markdown, line after line: front matter and comments are
 * cut out. Undefined where nothing of it is seen; an empty line is seen as one. In code, a comment is
 * text like any other.
 */
export function createSeenLines(): (line: SafeLine, isInCode: boolean) => SafeLine | undefined {
  let isFrontMatter = false;
  let isComment = false;

  function withoutComments(text: string): string {
    const seen: string[] = [];
    let from = 0;
    while (from < text.length) {
      const at = text.indexOf(isComment ? '-->' : '<!--', from);
      if (!isComment) seen.push(text.slice(from, at < 0 ? text.length : at));
      if (at < 0) break;
      from = at + (isComment ? 3 : 4);
      isComment = !isComment;
    }
    return seen.join('');
  }

  return (line, isInCode) => {
    if (isInCode) return line;
    if (line.number === 1 && /^---[ \t]*$/u.test(line.text)) {
      isFrontMatter = true;
      return undefined;
    }
    if (isFrontMatter) {
      isFrontMatter = !/^(?:---|\.\.\.)[ \t]*$/u.test(line.text);
      return undefined;
    }
    if (!isComment && !line.text.includes('<!--')) return line;
    const text = withoutComments(line.text);
    return text.trim() === '' ? undefined : { ...line, text };
  };
}
