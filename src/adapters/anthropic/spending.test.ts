import { afterEach, describe, expect, it } from 'vitest';
import type { ClaudeAnswer } from '../../../test/claude/claude-server.ts';
import {
  askForSolutions as ask,
  ASSEMBLING,
  MODELS,
  NO_SOLUTION,
  PROMPTS,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';
import { estimateTokens } from '../../domain/tokens.ts';
import type { RequestCost } from '../../ports/model-budget.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import { renderPrompt } from '../../prompts/prompt-file.ts';
import { Failure } from '../../domain/failure.ts';
import { answerSchema } from './answer-schema.ts';

const stages: ClaudeStage[] = [];

async function stageOf(...parts: Parameters<typeof startClaudeStage>): Promise<ClaudeStage> {
  const stage = await startClaudeStage(...parts);
  stages.push(stage);
  return stage;
}

/** What the first request of `ask` sends, by estimate. */
function promptTokens(): number {
  const prompt = PROMPTS.get('assemble-solutions');
  if (!prompt) throw new Error('The prompt is missing.');
  const { system, user } = renderPrompt(prompt, assembleSolutions.values(ASSEMBLING));
  const schema = JSON.stringify(answerSchema(assembleSolutions.output));
  return [system, user, schema].reduce((sum, text) => sum + estimateTokens(text), 0);
}

/** A budget that tells what was asked of it, and refuses from the given request on. */
function aBudget(refuses = Infinity) {
  const admitted: RequestCost[] = [];
  let running = 0;
  return {
    admitted,
    running: () => running,
    async admit(cost: RequestCost) {
      if (admitted.length >= refuses) throw new Failure('model-unavailable', 'It is spent.');
      admitted.push(cost);
      running += 1;
      return () => {
        running -= 1;
      };
    },
  };
}

const WRONG: ClaudeAnswer = { type: 'text', text: '{"solutions": "none of what was offered"}' };
const CUT: ClaudeAnswer = { type: 'stopped', reason: 'max_tokens' };

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop();
});

describe('a budget', () => {
  it('is asked for all that a request sends, and for the longest answer that it allows', async () => {
    const budget = aBudget();
    const stage = await stageOf(() => NO_SOLUTION, { budget });

    await ask(stage);

    const [request] = stage.claude.requests;
    expect(budget.admitted).toEqual([
      { promptTokens: promptTokens(), answerTokens: request?.maxTokens },
    ]);
    expect(budget.running()).toBe(0);
  });

  it.each<[string, ClaudeAnswer, keyof RequestCost]>([
    ['a wrong answer, which is sent along', WRONG, 'promptTokens'],
    ['a cut answer, which may be longer', CUT, 'answerTokens'],
  ])('is asked again for the request after %s', async (_, first, larger) => {
    const budget = aBudget();
    const stage = await stageOf((__, index) => (index === 0 ? first : NO_SOLUTION), { budget });

    await ask(stage);

    const [one, two] = budget.admitted;
    expect(budget.admitted).toHaveLength(2);
    expect(two?.[larger]).toBeGreaterThan(one?.[larger] ?? Infinity);
    expect(two?.answerTokens).toBe(stage.claude.requests[1]?.maxTokens);
  });

  it('that does not last for the second request keeps it from being made', async () => {
    const stage = await stageOf(() => WRONG, { budget: aBudget(1) });

    expect(await ask(stage)).toMatchObject({ message: 'It is spent.' });
    expect(stage.claude.requests).toHaveLength(1);
  });

  it.each<[string, ClaudeAnswer]>([
    ['an answer', NO_SOLUTION],
    ['a fault', { type: 'error', status: 500 }],
    ['a refusal', { type: 'stopped', reason: 'refusal' }],
  ])('hears of the end after %s, when the ledger knows it', async (_, answer) => {
    const budget = aBudget();
    const running: number[] = [];
    const stage = await stageOf(() => answer, {
      budget,
      ledger: {
        record: async () => void running.push(budget.running()),
        spent: async () => 0,
        summary: async () => [],
        standings: async () => [],
      },
    });

    await ask(stage);

    expect(running).toEqual([1]);
    expect(budget.running()).toBe(0);
  });
});

describe('the ledger', () => {
  it.each<[string, ClaudeAnswer, string]>([
    ['was too slow', { type: 'hang' }, 'unavailable'],
    ['broke off', { type: 'truncated' }, 'unavailable'],
    [
      'is no message, and says nothing of its cost',
      { type: 'body', body: { choices: [] } },
      'not-claude',
    ],
  ])(
    'counts the prompt, as estimated, of a request whose answer %s',
    async (_, answer, outcome) => {
      const stage = await stageOf(() => answer, { timeoutMs: 200 });

      await ask(stage);

      expect(stage.ledger.calls).toMatchObject([
        { outcome, inputTokens: promptTokens(), outputTokens: 0 },
      ]);
    },
  );

  it('counts nothing of a page', async () => {
    const stage = await stageOf(() => ({ type: 'page', status: 200 }));

    await ask(stage);

    expect(stage.ledger.calls).toMatchObject([{ inputTokens: 0, outputTokens: 0 }]);
  });

  it('counts the prompt, as estimated, of a request that was cancelled', async () => {
    const cancelled = new AbortController();
    const stage = await stageOf(() => {
      cancelled.abort(new Error('cancelled by the person'));
      return { type: 'hang' };
    });

    await ask(stage, { signal: cancelled.signal });

    expect(stage.ledger.calls).toMatchObject([
      { outcome: 'cancelled', inputTokens: promptTokens() },
    ]);
  });

  it('counts what an answer of another shape says that it cost', async () => {
    const usage = { input_tokens: 9_000, output_tokens: 5 };
    const body = { model: 'x'.repeat(200), content: [], stop_reason: 'end_turn', usage };
    const stage = await stageOf(() => ({ type: 'body', body }));

    await ask(stage);

    expect(stage.ledger.calls).toMatchObject([{ inputTokens: 9_000, outputTokens: 5 }]);
  });

  it('counts nothing where the service took nothing', async () => {
    const stage = await stageOf(() => ({ type: 'error', status: 529 }));
    await ask(stage);
    await stage.claude.stop();
    await ask(stage);

    expect(stage.ledger.calls).toMatchObject([{ inputTokens: 0 }, { inputTokens: 0 }]);
  });

  it('keeps answers and failures under the name that was asked', async () => {
    const stage = await stageOf(
      (_, index) => (index === 0 ? NO_SOLUTION : { type: 'error', status: 500 }),
      { server: { suffix: '-20261001' } },
    );

    const answer = await ask(stage);
    await ask(stage);

    expect(answer).toMatchObject({ by: `${MODELS.reasoning}-20261001` });
    expect(await stage.ledger.summary('')).toMatchObject([
      { model: MODELS.reasoning, calls: 2, failures: 1 },
    ]);
  });
});
