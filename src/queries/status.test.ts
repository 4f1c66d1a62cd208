import { describe, expect, it } from 'vitest';
import { aModelCall } from '../../test/builders.ts';
import { aHome, viewer } from '../../test/home-builders.ts';
import { createFakeModelLedger } from '../../test/fakes/model-ledger.ts';
import type { Card } from '../chat/card.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { Organisation } from '../domain/organisation.ts';
import { actorKey } from '../chat/actor.ts';
import { SCAN_ASKER } from '../ports/language-model.ts';
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
  readonly search?: StatusDependencies['search'];
}

/** The time is 2026-11-02, nine o'clock. */
function statusOf(given: Given = {}): Promise<Card> {
  const { calls = [], language = CLAUDE, model = {}, seesSpend = true } = given;
  const scan = { workflow: 'scan', isUnderWay: false, level: 'success' } as const;
  const { dependencies } = aHome([{ ...scan, status: ['Read 7 kinds.'] }]);
  return statusCard(
    {
      ...dependencies,
      ...(given.search === undefined ? {} : { search: given.search }),
      language,
      channels: { all: async () => [] },
      rights: async () => ({
        mayScan: false,
        seesSpend: async () => seesSpend,
        isIn: async () => false,
      }),
      ledger: createFakeModelLedger(calls.map(aModelCall)),
      settings: Organisation.parse({ model }).model,
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
    expect(text).toMatch(/Policies: None yet[\s\S]*Mining: No channel/u);
    expect(text).not.toMatch(/token|cost|budget/iu);
    expect(card.audience).toBe('thread');
  });

  it('says so where built-in rules answer, and shows no empty figures', async () => {
    const text = await textOf({ language: RULES });

    expect(text).toContain('built-in rules: no language model is connected');
    expect(text).not.toMatch(/token|budget|circuit/iu);
  });

  it('says what the search compares', async () => {
    expect(await textOf({ search: { kind: 'none' } })).toContain('turned off');
    expect(await textOf({ search: { kind: 'builtin' } })).toContain(
      'words and, by a small model in this program, what they mean',
    );
    expect(await textOf({ search: { kind: 'openai', model: 'e-3' } })).toContain(
      'while e-3 answers',
    );
  });

  it('says what scans may still spend today', async () => {
    const actor = actorKey(SCAN_ASKER);
    const calls = [{ actor, inputTokens: 400, outputTokens: 100 }, { inputTokens: 9_000 }];
    const text = await textOf({ calls, model: { budgets: { scanTokensPerDay: 2_000 } } });

    expect(text).toContain('Left today (UTC), scans: 1,500 of 2,000 tokens');
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
      ['When', 'Task (model)', 'Calls', 'Failed', 'Tokens in / out', 'Cached', 'Median / p95'],
      ['Today', 'a (m)', '1', '1', '0 / 0', '', ''],
      ['Today', 'b (claude-sonnet-5-5)', '1', '0', '4,000 / 200', '75 %', '1.5 / 1.5 s'],
      ['Today', 'all', '2', '1', '4,000 / 200', '75 %', ''],
      ['7 days', 'b (claude-sonnet-5-5)', '2', '0', '5,000 / 400', '60 %', '1.5 / 9.0 s'],
      ['7 days', 'all', '3', '1', '5,000 / 400', '60 %', ''],
    ]);
    expect(await textOf({ calls })).toContain('What is not shown for 7 days is the same as today.');
  });

  it('says nothing of a cache that held nothing, nor twice what was asked today alone', async () => {
    expect(await tableOf({ calls: [{}] })).toEqual([
      ['When', 'Task (model)', 'Calls', 'Failed', 'Tokens in / out', 'Median / p95'],
      ['Today', 'assemble-solutions (claude-sonnet-5-5)', '1', '0', '1,000 / 200', '2.0 / 2.0 s'],
    ]);
    const earlier = [{ at: '2026-11-01T00:00:00.000Z' }];
    expect((await tableOf({ calls: earlier })).map(([when]) => when)).toEqual(['When', '7 days']);
    expect(await textOf({ calls: earlier })).not.toContain('is the same as today');
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
    expect(text).toMatch(/model\.budgets in dotai\.yaml: dayTokens, personTokensPerDay/u);
  });

  it('says so of a week in which nothing was asked', async () => {
    expect(await textOf()).toContain('It was asked nothing in the last 7 days.');
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
    expect(columns).toEqual(['US$', '18.00', '4.05', '0.000018', '22.05']);
  });

  it.each([
    [3_333, '0.01'],
    [3_133, '0.0094'],
    [30_333, '0.091'],
    [33_333, '0.10'],
    [0, '0.00'],
  ])('has as many digits as it takes: %i tokens', async (inputTokens, dollars) => {
    const calls = [{ inputTokens, outputTokens: 0 }];

    expect(last(await tableOf({ calls, model: { prices } }))).toEqual(['US$', dollars]);
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

describe('calls that fail', () => {
  const fast = { model: 'claude-haiku-5-5' };
  const at = (minute: number) => `2026-11-02T08:0${minute}:00.000Z`;

  it.each<[ModelCall['outcome'], RegExp]>([
    ['key-refused', /Claude refuses the key: ANTHROPIC_API_KEY needs a look/u],
    ['no-credit', /no credit left or has reached its limit/u],
    ['no-such-model', /no such model: claude-haiku-5-5 \(DOTAI_MODEL_FAST\) needs a look/u],
    ['not-claude', /not the Claude API: ANTHROPIC_BASE_URL/u],
    ['malformed', /a fault of this bot: the log says why/u],
    ['limited', /no more requests.*claude-haiku-5-5/u],
    ['unavailable', /does not answer as claude-haiku-5-5 \(DOTAI_MODEL_FAST\)/u],
  ])('are told with their time and what needs a look: %s', async (outcome, words) => {
    const calls = [{}, { ...fast, at: at(1), outcome }, { ...fast, at: at(4), outcome }];
    const text = await textOf({ calls });

    expect(text).toMatch(words);
    expect(text).toMatch(/Since 2026-11-02 08:01 UTC .*Last: 2026-11-02 08:04 UTC/u);
    expect(text).not.toContain('asked as usual');
  });

  it('point at another address where one is set and none answers, and only then', async () => {
    const calls = [{ outcome: 'unavailable' } as const];
    const language = { ...CLAUDE, baseUrl: 'https://gateway.example' };

    expect(await textOf({ calls, language })).toContain('ANTHROPIC_BASE_URL');
    expect(await textOf({ calls })).not.toContain('ANTHROPIC_BASE_URL');
  });

  it('are told once where both models fail alike', async () => {
    const outcome = 'key-refused';
    const calls = [
      { at: at(2), outcome },
      { ...fast, at: at(1), outcome },
    ] as const;

    expect((await textOf({ calls })).match(/refuses the key/gu)).toHaveLength(1);
    expect(await textOf({ calls })).toMatch(/Since 2026-11-02 08:01 UTC .*Last: 2026-11-02 08:02/u);
  });

  it.each<ModelCall['outcome']>(['answered', 'declined', 'wrong', 'cut', 'too-long'])(
    'are history once one is answered: %s',
    async (outcome) => {
      const calls = [{ at: at(1), outcome: 'key-refused' } as const, { at: at(2), outcome }];

      expect(await textOf({ calls })).toContain('asked as usual');
    },
  );

  it('are nobody’s concern where another model is in use', async () => {
    const calls = [{ model: 'claude-of-old', outcome: 'no-such-model' } as const];

    expect(await textOf({ calls })).toContain('asked as usual');
  });

  it('are not told to those who cannot mend them', async () => {
    const calls = [{ outcome: 'key-refused' } as const];

    expect(renderPlainText(await statusOf({ calls, seesSpend: false }))).not.toContain('ANTHROPIC');
  });
});
