import { afterEach, describe, expect, it } from 'vitest';
import { CLAUDE_KEY, type ClaudeAnswer } from '../../../test/claude/claude-server.ts';
import {
  askForSolutions as ask,
  INTENT,
  NO_SOLUTION,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';
import { Failure } from '../../domain/failure.ts';

const stages: ClaudeStage[] = [];

async function stageOf(...parts: Parameters<typeof startClaudeStage>): Promise<ClaudeStage> {
  const stage = await startClaudeStage(...parts);
  stages.push(stage);
  return stage;
}

/** Neither an error nor the log may hold the key or what was asked. */
function expectNothingTold(stage: ClaudeStage, error: unknown): void {
  const cause = error instanceof Error ? error.cause : undefined;
  const told = [
    String(error),
    JSON.stringify(error),
    cause instanceof Error ? `${cause.stack} ${JSON.stringify(cause)} ${String(cause.cause)}` : '',
    JSON.stringify(stage.logger.entries),
  ].join('\n');
  expect(told).not.toContain(CLAUDE_KEY);
  expect(told).not.toContain(INTENT);
  expect(told).not.toMatch(/bearer|x-api-key/iu);
}

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop();
});

describe('Claude away', () => {
  it.each<[string, ClaudeAnswer, RegExp, string, number | undefined]>([
    [
      '429 with a wait',
      { type: 'error', status: 429, retryAfterSeconds: 45 },
      /no more requests for now\.$/u,
      'limited',
      45_000,
    ],
    [
      '429 with a long wait',
      { type: 'error', status: 429, retryAfterSeconds: 3_600 },
      /no more requests for now\.$/u,
      'limited',
      3_600_000,
    ],
    [
      '429 with no wait',
      { type: 'error', status: 429 },
      /no more requests for now\.$/u,
      'limited',
      30_000,
    ],
    ['529', { type: 'error', status: 529 }, /overloaded/u, 'unavailable', 30_000],
    ['500', { type: 'error', status: 500 }, /fault of its own/u, 'unavailable', 10_000],
    ['504', { type: 'error', status: 504 }, /fault of its own/u, 'unavailable', 10_000],
    ['a connection that is reset', { type: 'reset' }, /cannot be reached/u, 'unavailable', 10_000],
    ['an answer that breaks off', { type: 'truncated' }, /broke off/u, 'unavailable', 10_000],
    ['a body that is no JSON', { type: 'not-json' }, /broke off/u, 'unavailable', 10_000],
    [
      'too long a body',
      { type: 'error', status: 413 },
      /too long for Claude/u,
      'too-long',
      undefined,
    ],
    [
      'too long a prompt',
      { type: 'error', status: 400, message: 'prompt is too long: 300000 tokens' },
      /too long for Claude/u,
      'too-long',
      undefined,
    ],
    [
      'a full context',
      { type: 'stopped', reason: 'model_context_window_exceeded' },
      /too long for Claude/u,
      'too-long',
      undefined,
    ],
    ['a refusal', { type: 'stopped', reason: 'refusal' }, /declined this/u, 'declined', undefined],
  ])('is told as such: %s', async (_, answer, sentence, outcome, retryAfterMs) => {
    const stage = await stageOf(() => answer);

    const error = await ask(stage);

    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({
      kind: 'model-unavailable',
      message: expect.stringMatching(sentence),
      retryAfterMs,
    });
    expect(stage.claude.requests).toHaveLength(1);
    expect(stage.ledger.calls.map((call) => call.outcome)).toEqual([outcome]);
    expectNothingTold(stage, error);
  });

  it.each<[string, ClaudeAnswer['type'] & ('hang' | 'hang-midway')]>([
    ['at all', 'hang'],
    ['in whole', 'hang-midway'],
  ])('is not waited for longer than set when it does not answer %s', async (_, type) => {
    const stage = await stageOf(() => ({ type }), { timeoutMs: 200, maxRetries: 2 });

    const error = await ask(stage);

    expect(error).toMatchObject({
      kind: 'model-unavailable',
      message: expect.stringContaining('did not answer within 1 s'),
    });
    expect(stage.claude.requests).toHaveLength(1);
    expectNothingTold(stage, error);
  });

  it('is told as such where nobody listens', async () => {
    const stage = await stageOf(() => NO_SOLUTION);
    await stage.claude.stop();

    const error = await ask(stage);

    expect(error).toMatchObject({
      kind: 'model-unavailable',
      message: expect.stringContaining('cannot be reached'),
      cause: expect.objectContaining({
        message: expect.stringMatching(/^no connection to 127\.0\.0\.1:\d+: ECONNREFUSED$/u),
      }),
    });
  });

  it('is asked again by itself after a short wait, and nobody hears of it', async () => {
    const stage = await stageOf(
      (_, index) =>
        index === 0 ? { type: 'error', status: 529, retryAfterSeconds: 0.001 } : NO_SOLUTION,
      { maxRetries: 1 },
    );

    expect(await ask(stage)).toMatchObject({ output: { solutions: [] } });
    expect(stage.claude.requests.map(({ attempt }) => attempt)).toEqual([0, 1]);
    expect(stage.ledger.calls.map(({ outcome }) => outcome)).toEqual(['answered']);
  });

  it('is not asked again by itself where the wait is long', async () => {
    const stage = await stageOf(() => ({ type: 'error', status: 429, retryAfterSeconds: 11 }), {
      maxRetries: 2,
    });

    expect(await ask(stage)).toMatchObject({ retryAfterMs: 11_000 });
    expect(stage.claude.requests).toHaveLength(1);
  });

  it('is left in peace after three failures in a row, and people hear that it was not asked', async () => {
    const stage = await stageOf(() => ({ type: 'error', status: 500 }));
    for (const _ of [1, 2, 3]) await ask(stage);

    expect(await ask(stage)).toMatchObject({
      kind: 'model-unavailable',
      message: 'Claude has not been answering.',
      reason: 'paused',
    });
    expect(stage.claude.requests).toHaveLength(3);
  });
});
