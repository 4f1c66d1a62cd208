import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { assembleSolutions } from '../../src/prompts/assemble-solutions.ts';
import { CLAUDE_KEY, startClaudeServer } from '../claude/claude-server.ts';
import { baselineFile } from './baseline.ts';
import { type FigureId, totalOf } from './figures.ts';
import { intentCases, PLATFORM, setPlatformStage } from './intents.ts';
import { createMeter } from './meter.ts';
import { openMeter } from './model.ts';
import { readOptions } from './options.ts';
import { runCases } from './run-case.ts';
import { taskCases } from './tasks.ts';

const LABELS = PLATFORM.filter(({ name }) =>
  ['postgres in AWS', 'kafka topic', 'pizza'].includes(name),
);

/**
 * Holds the last solution for the best one, and so the wrong one wherever there are several. Their order alone
 * would say nothing: code ranks by what the model makes of each.
 */
function upsideDown(model: LanguageModel): LanguageModel {
  return {
    name: model.name,
    async ask(task, input, asking) {
      const answer = await model.ask(task, input, asking);
      if (task.id !== assembleSolutions.id) return answer;
      const { solutions } = assembleSolutions.output.parse(answer.output);
      const matches = solutions.map(({ match }) => match);
      const misjudged = solutions
        .toReversed()
        .map((solution, place) => ({ ...solution, match: matches[place] }));
      return { ...answer, output: task.output.parse({ solutions: misjudged }) };
    },
  };
}

async function runOver(model: LanguageModel) {
  const stage = await setPlatformStage();
  onTestFinished(() => stage.close());
  const meter = createMeter(model);
  const ran = await runCases(intentCases(LABELS, { stage, meter }), meter);
  return { ran, got: (id: FigureId) => totalOf(ran, id)?.got };
}

describe('an evaluation of intents', () => {
  it('leads them to their dry run, counts what it costs, and is the same twice', async () => {
    const [one, other] = [await runOver(createOfflineModel()), await runOver(createOfflineModel())];

    expect(one.got('dry-run')).toBe(2);
    expect(one.got('nothing')).toBe(1);
    expect(one.got('tokens-in')).toBeGreaterThan(1_000);
    expect(one.ran.map(({ marks }) => marks)).toEqual(other.ran.map(({ marks }) => marks));
  });

  it('sees a model that ranks badly', async () => {
    const good = await runOver(createOfflineModel());
    const bad = await runOver(upsideDown(createOfflineModel()));

    expect(bad.got('primary@1')).toBeLessThan(good.got('primary@1') ?? 0);
  });

  it('goes on after a model that breaks, and counts it', async () => {
    const { ran, got } = await runOver({
      name: 'broken',
      ask: () => Promise.reject(new TypeError('no such thing')),
    });

    // Nobody is asked about the pizza: the search finds nothing.
    expect(got('failed')).toBe(2);
    expect(totalOf(ran, 'primary@1')).toEqual({ got: 0, of: 2 });
    expect(ran[0]?.remarks).toContain('broke: TypeError: no such thing');
  });
});

describe('an evaluation of Claude', () => {
  it('goes by the bot’s own adapter and counts what was billed, repairs included', async () => {
    const server = await startClaudeServer({
      answer: () => ({ type: 'output', output: { isAnswer: true, answers: [] } }),
    });
    onTestFinished(() => server.stop());
    const meter = openMeter('anthropic', {
      ANTHROPIC_API_KEY: CLAUDE_KEY,
      ANTHROPIC_BASE_URL: server.url,
    });
    const [first] = await runCases(taskCases('interpret-reply', meter).slice(0, 1), meter);

    expect(server.violations).toEqual([]);
    // Read as an answer that answers nothing: refused, asked again, refused again.
    expect(first?.marks).toMatchObject({ calls: { got: 2 }, failed: { got: 1 } });
    expect(first?.marks['tokens-in']?.got).toBeGreaterThan(0);
  });

  it('wants a key', () => {
    expect(() => openMeter('anthropic', {})).toThrow('Set ANTHROPIC_API_KEY to evaluate Claude.');
  });
});

describe('the words of the command', () => {
  it('choose parts by group and by name', () => {
    expect(readOptions([])?.parts).toHaveLength(10);
    expect(readOptions(['tasks', '--only', 'platform'])?.parts).toEqual([
      'platform',
      'interpret-reply',
      'clarify-intent',
      'write-for-me',
      'apply-open',
      'unseen-tasks',
    ]);
  });

  it('choose the embedder, whose runs by words alone are saved apart', () => {
    expect(readOptions([])?.embedder).toBe('builtin');
    expect(readOptions(['--embedder', 'none'])?.embedder).toBe('none');
    expect(baselineFile('offline', 'none')).not.toBe(baselineFile('offline', 'builtin'));
  });

  it.each([
    ['sums', /group “sums”/u],
    ['--embedder sums', /embedder “sums”/u],
    ['--only sums', /part “sums”/u],
    ['--model sums', /model “sums”/u],
    ['--against sums', /model “sums”/u],
    ['--save --case disk', /not saved/u],
    ['--sums', /--sums/u],
  ])('are refused where they mean nothing: %s', (words, reason) => {
    expect(() => readOptions(words.split(' '))).toThrow(reason);
  });

  it('end with 1 when nothing was run', () => {
    const script = join(import.meta.dirname, 'eval.ts');
    const words = ['--only', 'write-for-me', '--case', 'no such case'];
    const { status, stdout } = spawnSync(process.execPath, [script, ...words]);

    expect(status).toBe(1);
    expect(String(stdout)).toContain('No case was run.');
  });
});
