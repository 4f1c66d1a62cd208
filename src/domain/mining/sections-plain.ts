import type { SafeLine } from './sections-lines.ts';
import { type Block, joined } from './sections-markdown.ts';

/** A paragraph, a comment, a document of YAML. */
export interface Passage extends Block {
  /** `#line-12`, `#document-2`. */
  readonly anchor: string;
}

/** Reads a text line by line; what it gives back is complete. */
export interface PassageReader {
  read(line: SafeLine): readonly Passage[];
  end(): readonly Passage[];
  /** Whether what comes now has nothing to do with what came before. */
  readonly isNew: boolean;
}

/** By empty lines. */
export function createParagraphReader(): PassageReader {
  let open: SafeLine[] = [];

  function close(): readonly Passage[] {
    const passages = passageOf(open, joined(open));
    open = [];
    return passages;
  }

  return {
    isNew: false,
    read(line) {
      if (line.text.trim() === '') return close();
      open.push(line);
      return [];
    },
    end: close,
  };
}

const COMMENT = /^\s*#+ ?/u;

/**
 * By documents of YAML: its comments, each run of them for itself and without its signs, and all the
 * rest as it stands.
 */
export function createYamlReader(): PassageReader {
  let comment: SafeLine[] = [];
  let comments: Passage[] = [];
  let rest: SafeLine[] = [];
  let number = 1;
  let isNew = false;

  function closeComment(): void {
    const lines = comment.map((line) => ({ ...line, text: line.text.replace(COMMENT, '') }));
    comments.push(...passageOf(comment, joined(lines)));
    comment = [];
  }

  function closeDocument(): readonly Passage[] {
    closeComment();
    const text = rest.map((line) => line.text).join('\n');
    const document = passageOf(rest, text).map((one) => ({
      ...one,
      anchor: `#document-${number}`,
    }));
    const passages = [...comments, ...document];
    // An empty one before the first `---` is none.
    if (passages.length > 0) number += 1;
    comments = [];
    rest = [];
    return passages;
  }

  return {
    get isNew() {
      return isNew;
    },
    read(line) {
      isNew = /^(?:---(?:\s|$)|\.\.\.\s*$)/u.test(line.text);
      if (isNew) return closeDocument();
      if (COMMENT.test(line.text)) comment.push(line);
      else {
        closeComment();
        if (line.text.trim() !== '') rest.push(line);
      }
      return [];
    },
    end: closeDocument,
  };
}

function passageOf(lines: readonly SafeLine[], text: string): readonly Passage[] {
  const [first] = lines;
  if (!first || !/[\p{L}\p{N}]/u.test(text)) return [];
  const hidden = lines.reduce((sum, line) => sum + line.hidden, 0);
  // Leading spaces are the first line's place in YAML.
  const shown = text.trimEnd().replace(/^\n+/u, '');
  return [{ text: shown, line: first.number, hidden, anchor: `#line-${first.number}` }];
}
