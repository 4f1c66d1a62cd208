import { z } from 'zod';

/** `reason` is a sentence: what the object itself says, or that it says nothing yet. */
export interface Readiness {
  readonly state: 'waiting' | 'ready' | 'failed';
  readonly reason: string;
}

const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  observedGeneration: z.number().optional(),
});
export type Condition = z.infer<typeof Condition>;

/** Longest text of an object that is told, in characters. */
const MESSAGE_MAX = 200;

/** What of a list of conditions has their shape. */
export function conditionsIn(values: readonly unknown[]): readonly Condition[] {
  return values.flatMap((value) => {
    const parsed = Condition.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A condition in a sentence, with its own words. */
export function told({ type, status, reason, message }: Condition): string {
  const head = status === 'Unknown' ? `${type} is not known` : `${type} is ${status.toLowerCase()}`;
  const why = reason === undefined || reason === '' ? '' : ` (${reason})`;
  const said = message === undefined || message === '' ? '' : `: ${shortened(message)}`;
  return `${head}${why}${said}`.replace(/[.\s]*$/u, '.');
}

export function shortened(text: string): string {
  const folded = text.replace(/\s+/gu, ' ').trim();
  return folded.length <= MESSAGE_MAX ? folded : `${folded.slice(0, MESSAGE_MAX - 1)}…`;
}

export function ready(reason: string): Readiness {
  return { state: 'ready', reason };
}

export function waiting(reason: string): Readiness {
  return { state: 'waiting', reason };
}

export function failed(reason: string): Readiness {
  return { state: 'failed', reason };
}
