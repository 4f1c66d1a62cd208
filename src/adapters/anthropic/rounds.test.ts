import { afterEach, describe, expect, it } from 'vitest';
import type { ClaudeAnswer } from '../../../test/claude/claude-server.ts';
import {
  askForSolutions as ask,
  NO_SOLUTION,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';
import { Failure } from '../../domain/failure.ts';
import { SCAN_ASKER } from '../../ports/language-model.ts';

const stages: ClaudeStage[] = [];

async function stageOf(...parts: Parameters<typeof startClaudeStage>): Promise<ClaudeStage> {
  const stage = await startClaudeStage(...parts);
  stages.push(stage);
  return stage;
}

function answerOf(answer: ClaudeAnswer): unknown {
  const output = answer.type === 'output' ? answer.output : undefined;
  return { output, by: expect.any(String), prompt: expect.any(String) };
}

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop();
});

describe('an answer that was cut off', () => {
  const long = { type: 'text', text: JSON.stringify({ solutions: 'x'.repeat(60_000) }) } as const;

  it('is asked for once more with more room', async () => {
    const stage = await stageOf((_, index) => (index === 0 ? long : NO_SOLUTION));

    expect(await ask(stage)).toMatchObject({ output: { solutions: [] } });
    const [first, second] = stage.claude.requests;
    expect(second?.maxTokens).toBeGreaterThan(first?.maxTokens ?? Infinity);
    expect(second?.repair).toBeUndefined();
    expect(stage.ledger.calls.map(({ outcome }) => outcome)).toEqual(['cut', 'answered']);
  });

  it('has as many times as long as its room is larger', async () => {
    const stage = await stageOf((_, index) => (index === 0 ? long : { type: 'hang' }), {
      timeoutMs: 200,
    });

    expect(await ask(stage)).toMatchObject({
      kind: 'model-unavailable',
      cause: expect.objectContaining({ message: 'no answer within 600 ms' }),
    });
  });

  it.each<[string, ClaudeAnswer, ClaudeAnswer]>([
    ['is cut', { type: 'text', text: 'no' }, { type: 'stopped', reason: 'max_tokens' }],
    ['is wrong', { type: 'stopped', reason: 'max_tokens' }, { type: 'text', text: 'no' }],
  ])('ends the question where the second one %s', async (_, first, second) => {
    const stage = await stageOf((__, index) => [first, second][index] ?? NO_SOLUTION);

    expect(await ask(stage)).toMatchObject({ kind: 'bad-model-output' });
    expect(stage.claude.requests).toHaveLength(2);
  });

  it('fails as bad output when the second is cut too', async () => {
    const stage = await stageOf(() => ({ type: 'stopped', reason: 'max_tokens' }));

    expect(await ask(stage)).toMatchObject({ kind: 'bad-model-output' });
    expect(stage.claude.requests).toHaveLength(2);
  });
});

describe('cancelling', () => {
  it('ends the request on the wire at once and throws the reason, no failure', async () => {
    const cancelled = new AbortController();
    const stage = await stageOf(() => {
      cancelled.abort(new Error('cancelled by the person'));
      return { type: 'hang' };
    });

    const error = await ask(stage, { signal: cancelled.signal });

    expect(error).toBe(cancelled.signal.reason);
    await expect.poll(() => stage.claude.givenUp).toBe(1);
    expect(stage.ledger.calls.map(({ outcome }) => outcome)).toEqual(['cancelled']);
    expect(stage.logger.entries.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it('keeps a request from being made at all', async () => {
    const stage = await stageOf(() => NO_SOLUTION);

    const error = await ask(stage, { signal: AbortSignal.abort(new Error('too late')) });

    expect(String(error)).toContain('too late');
    expect(stage.claude.requests).toEqual([]);
  });

  it('ends a wait between two tries', async () => {
    const cancelled = new AbortController();
    const stage = await stageOf(
      () => {
        setImmediate(() => cancelled.abort(new Error('cancelled')));
        return { type: 'error', status: 529, retryAfterSeconds: 9 };
      },
      { maxRetries: 2 },
    );

    expect(await ask(stage, { signal: cancelled.signal })).toBe(cancelled.signal.reason);
    expect(stage.claude.requests).toHaveLength(1);
  });
});

describe('a service that is down', () => {
  it('is not asked for 30 s after three failures in a row, then by one question first', async () => {
    const stage = await stageOf(() => ({ type: 'error', status: 529 }));
    for (let turn = 0; turn < 3; turn += 1) await ask(stage);

    const error = await ask(stage);
    expect(error).toMatchObject({ kind: 'model-unavailable', retryAfterMs: 30_000 });
    expect(String(error)).toContain('has not been answering.');
    expect(stage.claude.requests).toHaveLength(3);

    await stage.clock.advance(30_000);
    const { promise: answered, resolve: answer } = Promise.withResolvers<ClaudeAnswer>();
    stage.claude.answerWith(() => answered);
    const answers = Promise.all(Array.from({ length: 10 }, () => ask(stage)));
    await expect.poll(() => stage.claude.requests.length).toBe(4);
    answer(NO_SOLUTION);

    expect(await answers).toEqual(Array.from({ length: 10 }, () => answerOf(NO_SOLUTION)));
    expect(stage.claude.requests).toHaveLength(13);
  });

  it('is still asked for people where a scan’s requests failed, and for a scan where people’s did', async () => {
    const asScan = { actor: SCAN_ASKER };
    const stage = await stageOf(() => ({ type: 'error', status: 529 }));
    for (let turn = 0; turn < 3; turn += 1) await ask(stage, asScan);
    expect(String(await ask(stage, asScan))).toContain('has not been answering.');
    expect(stage.claude.requests).toHaveLength(3);

    for (let turn = 0; turn < 3; turn += 1) {
      expect(String(await ask(stage))).toContain('is overloaded');
    }
    expect(String(await ask(stage))).toContain('has not been answering.');
    expect(stage.claude.requests).toHaveLength(6);

    await stage.clock.advance(30_000);
    stage.claude.answerWith(() => NO_SOLUTION);
    expect(await ask(stage, asScan)).toEqual(answerOf(NO_SOLUTION));
    expect(await ask(stage)).toEqual(answerOf(NO_SOLUTION));
  });

  it.each([429, 400, 401, 404, 413])('is up where it refuses: status %d', async (status) => {
    const stage = await stageOf(() => ({ type: 'error', status: 500 }));
    for (let turn = 0; turn < 3; turn += 1) await ask(stage);
    await stage.clock.advance(30_000);

    stage.claude.answerWith(() => ({ type: 'error', status }));
    expect(await ask(stage)).toMatchObject({
      message: expect.not.stringContaining('has not been'),
    });
    stage.claude.answerWith(() => ({ type: 'error', status: 500 }));
    for (let turn = 0; turn < 3; turn += 1) await ask(stage);

    expect(stage.claude.requests).toHaveLength(7);
  });

  it('is no fault of the one who cancels: the next one tries', async () => {
    const stage = await stageOf(() => ({ type: 'error', status: 500 }));
    for (let turn = 0; turn < 3; turn += 1) await ask(stage);
    await stage.clock.advance(30_000);
    stage.claude.answerWith((_, index) => (index === 3 ? { type: 'hang' } : NO_SOLUTION));
    const cancelled = new AbortController();
    const trying = ask(stage, { signal: cancelled.signal });
    await expect.poll(() => stage.claude.requests.length).toBe(4);
    const waiting = ask(stage);
    cancelled.abort(new Error('not needed any more'));

    expect(await trying).toBe(cancelled.signal.reason);
    expect(await waiting).toEqual(answerOf(NO_SOLUTION));
  });

  it('is one that fails by itself: limits, refusals and refused keys do not count', async () => {
    const answers: readonly ClaudeAnswer[] = [
      { type: 'error', status: 429, retryAfterSeconds: 20 },
      { type: 'stopped', reason: 'refusal' },
      { type: 'error', status: 401 },
      { type: 'error', status: 413 },
    ];
    const stage = await stageOf((_, index) => answers[index % answers.length] ?? NO_SOLUTION);
    for (let turn = 0; turn < 8; turn += 1) await ask(stage);

    expect(stage.claude.requests).toHaveLength(8);
  });

  it('is asked on as long as it answers in between', async () => {
    const stage = await stageOf((_, index) =>
      index % 3 === 2 ? NO_SOLUTION : { type: 'error', status: 500 },
    );
    for (let turn = 0; turn < 9; turn += 1) await ask(stage);

    expect(stage.claude.requests).toHaveLength(9);
  });
});

describe('a ledger that cannot be written', () => {
  it('is logged, and costs nobody the answer', async () => {
    const broken = async (): Promise<never> => {
      throw new Failure('unavailable', 'The disk is full.');
    };
    const stage = await stageOf(() => NO_SOLUTION, {
      ledger: { record: broken, spent: broken, summary: broken, standings: broken },
    });

    expect(await ask(stage)).toMatchObject({ output: { solutions: [] } });
    expect(stage.logger.entries.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});
