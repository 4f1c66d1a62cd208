import { afterEach, describe, expect, it } from 'vitest';
import {
  askForSolutions,
  ASSEMBLING,
  MODELS,
  NO_SOLUTION,
  PROMPTS,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';
import { MessageRequest } from '../../../test/claude/message-request.ts';
import { estimateTokens } from '../../domain/tokens.ts';
import { renderPrompt } from '../../prompts/prompt-file.ts';
import { TASKS } from '../../prompts/tasks.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import { answerSchema } from './answer-schema.ts';
import { toRequest } from './exchange.ts';
import { limitsOf, maxTokensOf } from './limits.ts';

const stages: ClaudeStage[] = [];

async function stageOf(...parts: Parameters<typeof startClaudeStage>): Promise<ClaudeStage> {
  const stage = await startClaudeStage(...parts);
  stages.push(stage);
  return stage;
}

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop();
});

const NAMES = [
  'claude-haiku-5-5',
  'claude-sonnet-5-5',
  'claude-opus-5-5',
  'claude-haiku-4-5',
  'own-name',
];

/** Paths of a schema at which an object can hold nothing: a map that the translation has emptied. */
function emptyObjects(schema: unknown, path = 'schema'): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, properties } = schema as { type?: unknown; properties?: object };
  const isEmpty = type === 'object' && Object.keys(properties ?? {}).length === 0;
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    emptyObjects(value, `${path}.${key}`),
  );
  return isEmpty ? [path, ...inner] : inner;
}

describe.each(TASKS.map((task) => [task.id, task] as const))('the request of %s', (id, task) => {
  const prompt = PROMPTS.get(id);
  if (!prompt) throw new Error(`${id} has no prompt.`);
  const values = Object.fromEntries(prompt.inputs.map((place) => [place, 'words']));
  const schema = answerSchema(task.output);

  it('is one that the service takes, for every model and in every round', () => {
    for (const model of NAMES) {
      for (const wrong of [undefined, { answer: '{}', reason: 'It is empty.' }]) {
        const request = toRequest({
          prompt,
          rendered: renderPrompt(prompt, values),
          schema,
          model,
          user: undefined,
          wrong,
          wasCut: wrong !== undefined,
        });

        expect(MessageRequest.safeParse(request).error).toBeUndefined();
      }
    }
  });

  it('has a schema in which every object can hold something', () => {
    expect(emptyObjects(schema)).toEqual([]);
  });
});

describe('a request', () => {
  it('asks for an answer without thought, in the words of each model that can give one', () => {
    const prompt = PROMPTS.get('interpret-reply');
    if (!prompt) throw new Error('The prompt is missing.');
    const rendered = {
      system: 'S',
      user: 'U',
      restore: (output: unknown) => output,
      misplaced: () => undefined,
    };
    const asked = {
      prompt,
      rendered,
      schema: {},
      user: undefined,
      wrong: undefined,
      wasCut: false,
    };

    const kinds = NAMES.map((model) => toRequest({ ...asked, model }).thinking?.type);

    expect(kinds).toEqual(['disabled', 'between_tools', undefined, undefined, undefined]);
  });

  it('names nobody: whoever asks is a hash that another key makes another', async () => {
    const actor = { platform: 'slack', workspace: 'T0123', id: 'U0456' } as const;
    const ours = await stageOf(() => NO_SOLUTION);
    const other = 'sk-ant-api03-the-key-of-somebody-else';
    const theirs = await stageOf(() => NO_SOLUTION, { apiKey: other, server: { apiKey: other } });

    for (const stage of [ours, ours, theirs]) await askForSolutions(stage, { actor });
    await askForSolutions(ours, { actor: { ...actor, id: 'U0457' } });

    const users = [...ours.claude.requests, ...theirs.claude.requests].map(
      ({ body }) => body.metadata?.user_id ?? '',
    );
    expect(users).toHaveLength(4);
    expect(users[0]).toMatch(/^[0-9a-f]{32}$/u);
    expect(users[1]).toBe(users[0]);
    expect(new Set(users).size).toBe(3);
    expect(JSON.stringify(ours.claude.requests)).not.toMatch(/T0123|U0456/u);
  });

  it('marks its stable part for the cache where that is long enough, and the ledger says what it saved', async () => {
    const prompt = PROMPTS.get('assemble-solutions');
    if (!prompt) throw new Error('The prompt is missing.');
    const long = { ...prompt, system: `${prompt.system}\n${'More to know. '.repeat(400)}` };
    const stage = await stageOf(() => NO_SOLUTION, {
      prompts: new Map([[prompt.id, long]]),
    });

    await askForSolutions(stage);
    await askForSolutions(stage);

    const stable = estimateTokens(long.system);
    expect(
      stage.ledger.calls.map((call) => [call.cacheCreatedTokens, call.cacheReadTokens]),
    ).toEqual([
      [stable, 0],
      [0, stable],
    ]);
  });

  it('marks nothing where the stable part is too short to be held', async () => {
    const stage = await stageOf(() => NO_SOLUTION);

    await askForSolutions(stage);

    expect(estimateTokens(stage.claude.requests[0]?.system ?? '')).toBeLessThan(1_024);
    expect(JSON.stringify(stage.claude.requests[0]?.body)).not.toContain('cache_control');
  });

  it('tells the log how many tokens it cost, and nothing of what was said', async () => {
    const stage = await stageOf(() => NO_SOLUTION);

    await askForSolutions(stage);

    expect(stage.logger.entries).toEqual([
      {
        level: 'debug',
        message: 'claude was asked',
        fields: expect.objectContaining({
          task: 'assemble-solutions',
          model: MODELS.reasoning,
          outcome: 'answered',
          inputTokens: expect.any(Number),
          outputTokens: expect.any(Number),
          tookMs: 0,
        }),
      },
    ]);
    expect(JSON.stringify(stage.logger.entries)).not.toContain(ASSEMBLING.intent);
  });

  it('brings back what the prompt has hidden: the answer’s own schema and look are held against that', async () => {
    const secret = 'AKIAABCDEFGHIJKLMNOP';
    const stage = await stageOf((request) => {
      const hidden = /⟨[^⟩]+⟩/u.exec(request.user)?.[0] ?? 'nothing was hidden';
      const draft = {
        title: `For ${hidden}`,
        capabilityIds: ASSEMBLING.capabilities.map(({ id }) => id),
        match: 90,
        reasons: ['It is one.'],
        lacks: [],
        patternIds: [],
      };
      return { type: 'output', output: { solutions: [draft] } };
    });

    const { output } = await stage.model.ask(assembleSolutions, {
      ...ASSEMBLING,
      intent: `a bucket for ${secret}`,
    });

    expect(output.solutions[0]?.title).toBe(`For ${secret}`);
    expect(JSON.stringify(stage.claude.requests)).not.toContain(secret);
  });
});

describe('limits', () => {
  it('give the second answer more room, and never more than the model takes', () => {
    const usual = { task: 'assemble-solutions', tier: 'reasoning', wasCut: false } as const;
    for (const model of [MODELS.reasoning, 'claude-opus-4-1', 'own-name']) {
      const first = maxTokensOf({ ...usual, model });
      const second = maxTokensOf({ ...usual, model, wasCut: true });

      expect(second).toBeGreaterThan(first);
      expect(second).toBeLessThanOrEqual(limitsOf(model).maxTokens);
    }
  });

  it('ask for no effort where a model does not know the word', () => {
    expect(limitsOf('claude-haiku-4-5-20251001').takesEffort).toBe(false);
    expect(limitsOf('claude-sonnet-5-5').takesEffort).toBe(true);
  });
});
