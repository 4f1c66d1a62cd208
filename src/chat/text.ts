import { z } from 'zod';
import { Actor, Place } from './actor.ts';

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
  /**
   * A conversation: leads to its thread where the platform can tell the address, else plain text; to one
   * message in it where `message` names that.
   */
  z.object({
    thread: z.object({ text: z.string(), place: Place, message: z.string().optional() }),
  }),
  /** A time, which the platform shows as the reader's clock has it. */
  z.object({ time: z.iso.datetime() }),
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

export function thread(text: string, place: Place): Span {
  return { thread: { text, place } };
}

export function time(at: string): Span {
  return { time: at };
}

/** A time where there is no reader's clock to show it by: `2026-11-02 09:00 UTC`. */
export function timeText(at: string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
