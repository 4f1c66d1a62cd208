import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { z } from 'zod';

/**
 * The schema of an answer as structured output takes it. Every part stands where it is used: the
 * service reads nothing beside a reference, and a description there would be lost.
 */
export function answerSchema(output: z.ZodType): Record<string, unknown> {
  return transformJSONSchema(z.toJSONSchema(output, { reused: 'inline' }));
}
