import { z } from 'zod';
import { Actor } from './actor.ts';

/**
 * One span of a line. A bare string is always literal: whatever it holds (`*`, `<!channel>`, a
 * mention) is shown as it stands and never interpreted, so nothing that people, models or cluster
 * objects wrote can format, link or notify.
 */
export const Span = z.union([
  z.string(),
  z.object({ bold: z.string() }),
  z.object({ code: z.string() }),
  z.object({ link: z.object({ text: z.string(), url: z.url() }) }),
  z.object({ person: Actor }),
  /** A group of the platform, by its id: notifies its members. */
  z.object({ group: z.string() }),
]);
export type Span = z.infer<typeof Span>;

/** A paragraph; a string may hold line breaks. */
export const Line = z.array(Span);
export type Line = z.infer<typeof Line>;

/**
 * Builds a line: `line\`Chosen: ${bold(title)}\``. Plain values are literal text.
 */
export function line(parts: TemplateStringsArray, ...values: readonly (Span | number)[]): Line {
  const spans: Span[] = [];
  parts.forEach((part, index) => {
    if (part !== '') spans.push(part);
    const value = values[index];
    if (value !== undefined) spans.push(typeof value === 'number' ? String(value) : value);
  });
  return spans;
}

export function bold(text: string): Span {
  return { bold: text };
}

export function code(text: string): Span {
  return { code: text };
}

export function person(actor: Actor): Span {
  return { person: actor };
}
