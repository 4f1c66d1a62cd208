import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  askForSolutions,
  NO_SOLUTION,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';
import { TASKS } from '../../prompts/tasks.ts';
import { answerSchema } from './answer-schema.ts';

let stage: ClaudeStage | undefined;

afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

/** Every text that was given by `describe`, read from the zod schema itself. */
function describedIn(schema: z.core.$ZodType): string[] {
  const own = z.globalRegistry.get(schema)?.description;
  return [...(own === undefined ? [] : [own]), ...partsOf(schema).flatMap(describedIn)];
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values<z.core.$ZodType>(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodOptional) return [schema.unwrap()];
  if (schema instanceof z.ZodUnion) return schema.options;
  return [];
}

/** Every description of a JSON schema, read as the service reads it: nothing beside a reference. */
function descriptionsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(descriptionsOf);
  const object = z.record(z.string(), z.unknown()).safeParse(schema);
  if (!object.success || '$ref' in object.data) return [];
  const { description, ...others } = object.data;
  const own = typeof description === 'string' ? [description] : [];
  return [...own, ...Object.values(others).flatMap(descriptionsOf)];
}

describe.each(TASKS.map((task) => [task.id, task.output] as const))(
  'the schema of %s',
  (_, output) => {
    it('holds every description that its contract gives', () => {
      const given = describedIn(output);
      const sent = descriptionsOf(answerSchema(output));

      expect(given.length).toBeGreaterThan(0);
      for (const text of given) {
        const times = given.filter((one) => one === text).length;
        expect(sent.filter((one) => one.startsWith(text)).length).toBeGreaterThanOrEqual(times);
      }
    });
  },
);

describe('a schema that is sent', () => {
  it('says what the provider of a solution is', async () => {
    stage = await startClaudeStage(() => NO_SOLUTION);

    await askForSolutions(stage);

    const [request] = stage.claude.requests;
    expect(descriptionsOf(request?.schema).join('\n')).toContain(
      'The provider it is meant for, where its line names any.',
    );
  });
});
