/** A text of which a part is selected. */
export interface Selected {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'code-block' | 'quote';

const SIGNS = { bold: '*', italic: '_', strike: '~', code: '`' } as const;

/** Formats what is selected in Slack's markup, or takes the format away where it is there already. */
export function formatted(selected: Selected, format: Format): Selected {
  if (format === 'quote') return eachLine(selected, '> ');
  if (format === 'code-block') return around(selected, { before: '```\n', after: '\n```' });
  const sign = SIGNS[format];
  return around(selected, { before: sign, after: sign });
}

function around(
  { text, from, to }: Selected,
  { before, after }: { readonly before: string; readonly after: string },
): Selected {
  const has = text.slice(0, from).endsWith(before) && text.slice(to).startsWith(after);
  if (has) {
    const start = from - before.length;
    return {
      text: text.slice(0, start) + text.slice(from, to) + text.slice(to + after.length),
      from: start,
      to: to - before.length,
    };
  }
  return {
    text: text.slice(0, from) + before + text.slice(from, to) + after + text.slice(to),
    from: from + before.length,
    to: to + before.length,
  };
}

function eachLine({ text, from, to }: Selected, mark: string): Selected {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const lines = text.slice(start, to).split('\n');
  const isMarked = lines.every((line) => line.startsWith(mark));
  const changed = lines
    .map((line) => (isMarked ? line.slice(mark.length) : `${mark}${line}`))
    .join('\n');
  const end = start + changed.length;
  return { text: text.slice(0, start) + changed + text.slice(to), from: end, to: end };
}
