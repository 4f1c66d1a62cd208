import { describe, expect, it } from 'vitest';
import { aModelCall } from '../../test/builders.ts';
import { aHome, viewer } from '../../test/home-builders.ts';
import { createFakeModelLedger } from '../../test/fakes/model-ledger.ts';
import type { Card } from '../chat/card.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { Organisation } from '../domain/organisation.ts';
import type { ModelCall } from '../ports/model-ledger.ts';
import { statusCard, type StatusDependencies } from './status.ts';

const CLAUDE = {
  kind: 'anthropic',
  models: { fast: 'claude-haiku-5-5', reasoning: 'claude-sonnet-5-5' },
} as const;
const RULES = { kind: 'offline' } as const;

interface Given {
  readonly calls?: readonly Partial<ModelCall>[];
  readonly language?: StatusDependencies['language'];
  readonly model?: unknown;
  readonly seesSpend?: boolean;
  readonly isPaused?: boolean;
}

/** The time is 2026-11-02, nine o'clock. */
function statusOf(given: Given = {}): Promise<Card> {
  const { calls = [], language = CLAUDE, model = {}, seesSpend = true, isPaused = false } = given;
  const { dependencies } = aHome([
    { workflow: 'scan', isUnderWay: false, status: ['Read 7 kinds.'], level: 'success' },
  ]);
  return statusCard(
    {
      ...dependencies,
      language,
      rights: async () => ({ seesSpend: async () => seesSpend }),
      ledger: createFakeModelLedger(calls.map(aModelCall)),
      settings: Organisation.parse({ model }).model,
      isPaused: () => isPaused,
    },
    viewer,
  );
}

async function textOf(given?: Given): Promise<string> {
  return renderPlainText(await statusOf(given));
}

/** Rows of the table, the heading first. */
async function tableOf(given: Given): Promise<readonly (readonly string[])[]> {
  const { elements } = await statusOf(given);
  const table = elements.find((element) => element.type === 'table');
  return table ? [table.columns, ...table.rows] : [];
}

describe('the status', () => {
  it('names the model, the cluster and the last scan to everybody, and no cost', async () => {
    const card = await statusOf({ seesSpend: false, calls: [{}] });
    const text = renderPlainText(card);

    expect(text).toContain('Claude: claude-sonnet-5-5, and claude-haiku-5-5 for what is simple');
    expect(text).toMatch(/Cluster .*7 kinds of resources known/u);
    expect(text).toMatch(/Last scan .*Read 7 kinds/u);
    expect(text).not.toMatch(/token|cost|budget/iu);
    expect(card.audience).toBe('thread');
  });

  it('says so where built-in rules answer, and shows no empty figures', async () => {
    const text = await textOf({ language: RULES });

    expect(text).toContain('built-in rules: no language model is connected');
    expect(text).not.toMatch(/token|budget|circuit/iu);
  });

  it('names one model once', async () => {
    const one = { kind: 'anthropic', models: { fast: 'a', reasoning: 'a' } } as const;

    expect(await textOf({ language: one })).toContain('by Claude: a.');
  });

  it('tells what is spent to that person alone', async () => {
    expect((await statusOf()).audience).toEqual(viewer);
  });
});

describe('what the language model costs', () => {
  it('is counted by task and model, for today and for seven days', async () => {
    const calls: readonly Partial<ModelCall>[] = [
      { task: 'b', cacheReadTokens: 3_000, tookMs: 1_540 },
      { task: 'a', model: 'm', outcome: 'limited', inputTokens: 0, outputTokens: 0 },
      { task: 'b', at: '2026-10-27T00:00:00.000Z', tookMs: 9_000 },
      { task: 'b', at: '2026-10-26T23:59:59.999Z', tookMs: 99_000 },
    ];

    expect(await tableOf({ calls })).toEqual([
      [
        'When',
        'Task',
        'Model',
        'Calls',
        'Failed',
        'Tokens in',
        'Tokens out',
        'Cached',
        'Median',
        'p95',
      ],
      ['Today', 'a', 'm', '1', '1', '0', '0', '', '', ''],
      ['Today', 'b', 'claude-sonnet-5-5', '1', '0', '4,000', '200', '75 %', '1.5 s', '1.5 s'],
      ['Today', 'all', '', '2', '1', '4,000', '200', '75 %', '', ''],
      ['7 days', 'a', 'm', '1', '1', '0', '0', '', '', ''],
      ['7 days', 'b', 'claude-sonnet-5-5', '2', '0', '5,000', '400', '60 %', '1.5 s', '9.0 s'],
      ['7 days', 'all', '', '3', '1', '5,000', '400', '60 %', '', ''],
    ]);
  });

  it('is still told where the model is not connected any more', async () => {
    const text = await textOf({ calls: [{}], language: RULES });

    expect(text).toContain('assemble-solutions');
    expect(text).not.toMatch(/left today|circuit/iu);
  });

  it('says what is left of each budget', async () => {
    const calls = [{ actor: 'slack:T1:U1' }, { actor: 'slack:T1:U2' }];
    const budgets = { dayTokens: 3_000, personTokensPerDay: 1_000 };
    const text = await textOf({ calls, model: { budgets } });

    expect(text).toMatch(/everybody: 600 of 3,000 tokens/u);
    expect(text).toMatch(/you: 0 of 1,000 tokens/u);
    expect(text).toMatch(/A conversation may have: 60,000 tokens/u);
    expect(text).toMatch(/A call may have: 16,000 tokens/u);
  });

  it('says so of a week in which nothing was asked', async () => {
    expect(await textOf()).toContain('It was asked nothing in the last 7 days.');
  });

  it.each([
    [false, /asked as usual/u],
    [true, /It failed several times in a row and is left alone/u],
  ])('says whether it is left alone: %s', async (isPaused, words) => {
    expect(await textOf({ isPaused })).toMatch(words);
  });
});

describe('money', () => {
  const prices = { 'claude-sonnet-5-5': { inputPerMillion: 3, outputPerMillion: 15 } };
  const million = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
  const last = (rows: readonly (readonly string[])[]) => rows.map((row) => row.at(-1));

  it('is not mentioned without prices', async () => {
    expect(JSON.stringify(await statusOf({ calls: [million] }))).not.toContain('US$');
  });

  it('is what the tokens cost, those of the cache at its own price', async () => {
    const calls = [
      { task: 'a', ...million },
      { task: 'b', inputTokens: 0, outputTokens: 0, cacheReadTokens: 1e6, cacheCreatedTokens: 1e6 },
      { task: 'c', inputTokens: 1, outputTokens: 1 },
    ];

    const columns = last(await tableOf({ calls, model: { prices } }));
    const period = ['18.00', '4.05', '< 0.01', '22.05'];
    expect(columns).toEqual(['US$', ...period, ...period]);
  });

  it('is found by the short name of a model that answers under its dated one', async () => {
    const calls = [{ ...million, model: 'claude-sonnet-5-5-20261001' }];

    expect(last(await tableOf({ calls, model: { prices } }))).toContain('18.00');
  });

  it('leaves out models without a price, and says which', async () => {
    const calls = [
      { task: 'a', ...million },
      { task: 'b', ...million, model: 'claude-sonnet-5-5-next' },
    ];
    const given = { calls, model: { prices } };

    expect(last(await tableOf(given)).slice(0, 4)).toEqual(['US$', '18.00', '', '18.00']);
    expect(await textOf(given)).toContain('so in no sum: claude-sonnet-5-5-next.');
  });
});
