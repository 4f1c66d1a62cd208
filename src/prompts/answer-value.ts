import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
type Scalar = z.infer<typeof Scalar>;

const Entries = z.object({
  entries: z.array(z.object({ name: z.string(), value: Scalar })),
});
type Entries = z.infer<typeof Entries>;

/**
 * A value as a model writes it. Structured output allows no object with free keys, so a map is
 * written as its entries, and a list of objects as a list of those.
 */
export const WrittenValue = z
  .union([Scalar, z.array(Scalar), Entries, z.array(Entries)])
  .describe('A map is an object of entries; a list of rows is a list of such objects.');
export type WrittenValue = z.infer<typeof WrittenValue>;

/** A value that one question can hold: plain, a list of plain ones, a map, or a list of rows. */
export type AnswerValue = Scalar | Scalar[] | Record<string, Scalar> | Record<string, Scalar>[];

/** The value that was written. Of entries with one name the last counts. */
export function plainValue(written: WrittenValue): AnswerValue {
  if (!Array.isArray(written)) return isPlain(written) ? written : mapOf(written);
  const rows = written.flatMap((item) => (isPlain(item) ? [] : [mapOf(item)]));
  return rows.length > 0 ? rows : written.filter(isPlain);
}

/** Characters of a value as JSON: what an answer that a person gives may have too. */
export const VALUE_MAX = 8_000;

/** What is wrong with a value's length, as the end of a sentence. */
export function lengthFault(value: AnswerValue): string | undefined {
  const length = typeof value === 'string' ? value.length : JSON.stringify(value).length;
  return length <= VALUE_MAX ? undefined : `must have at most ${VALUE_MAX} characters.`;
}

/** The same value as a model would write it. */
export function writtenValue(value: AnswerValue): WrittenValue {
  if (!Array.isArray(value)) return isPlain(value) ? value : entriesOf(value);
  const rows = value.flatMap((item) => (isPlain(item) ? [] : [entriesOf(item)]));
  return rows.length > 0 ? rows : value.filter(isPlain);
}

function mapOf({ entries }: Entries): Record<string, Scalar> {
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]));
}

function entriesOf(map: Readonly<Record<string, Scalar>>): Entries {
  return { entries: Object.entries(map).map(([name, value]) => ({ name, value })) };
}

function isPlain(value: unknown): value is Scalar {
  return typeof value !== 'object';
}
