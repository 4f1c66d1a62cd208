import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Entry = z.record(z.string(), Scalar);

/**
 * A value that one question can hold: plain, a list of plain ones, a map, or a list of objects with
 * plain columns. Deliberately not recursive, as structured output of hosted models forbids that.
 */
export const AnswerValue = z.union([Scalar, z.array(Scalar), Entry, z.array(Entry)]);
export type AnswerValue = z.infer<typeof AnswerValue>;
