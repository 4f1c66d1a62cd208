import { z } from 'zod';

/** A setting that is set to nothing is not set. */
export const blankAsMissing = (value: unknown): unknown => (value === '' ? undefined : value);

export const text = z.preprocess(blankAsMissing, z.string().optional());

export function issueText({
  path,
  message,
}: {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}): string {
  return `${path.map(String).join('.')} ${message}`;
}
