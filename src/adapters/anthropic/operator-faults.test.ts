import { afterEach, describe, expect, it, vi } from 'vitest';
import { CLAUDE_KEY, type ClaudeAnswer } from '../../../test/claude/claude-server.ts';
import {
  askForSolutions as ask,
  INTENT,
  NO_SOLUTION,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';

const stages: ClaudeStage[] = [];

async function stageOf(...parts: Parameters<typeof startClaudeStage>): Promise<ClaudeStage> {
  const stage = await startClaudeStage(...parts);
  stages.push(stage);
  return stage;
}

/** What operators are told of it: one line. */
function toldOperators({ logger }: ClaudeStage): Readonly<Record<string, unknown>> {
  const lines = logger.entries.filter(({ level }) => level !== 'debug');
  expect(lines).toMatchObject([{ level: 'error', message: 'claude refuses this bot' }]);
  expect(JSON.stringify(lines)).not.toContain(CLAUDE_KEY);
  expect(JSON.stringify(lines)).not.toContain(INTENT);
  return lines[0]?.fields ?? {};
}

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stage of stages.splice(0)) await stage.stop();
});

const NOT_SET_UP = 'Claude is not set up right. Tell an operator.';
const NO_CREDIT =
  'The account of the language model has no credit left, or has reached its limit. Tell an operator.';
const KEY = 'ANTHROPIC_API_KEY';
const ADDRESS = 'ANTHROPIC_BASE_URL';

describe('what an operator must mend', () => {
  it.each<[string, ClaudeAnswer, string, string, string | undefined]>([
    ['a refused key', { type: 'error', status: 401 }, NOT_SET_UP, 'key-refused', KEY],
    ['a gateway’s refusal', { type: 'page', status: 401 }, NOT_SET_UP, 'key-refused', KEY],
    ['a forbidden key', { type: 'error', status: 403 }, NOT_SET_UP, 'key-refused', KEY],
    ['no credit', { type: 'error', status: 402 }, NO_CREDIT, 'no-credit', undefined],
    [
      'no credit, as the service says it too',
      { type: 'error', status: 400, message: 'Your credit balance is too low to access the API.' },
      NO_CREDIT,
      'no-credit',
      undefined,
    ],
    [
      'a limit of spending',
      { type: 'error', status: 429, code: 'enforced_spend_limit_reached' },
      NO_CREDIT,
      'no-credit',
      undefined,
    ],
    [
      'no such model',
      { type: 'error', status: 404 },
      NOT_SET_UP,
      'no-such-model',
      'DOTAI_MODEL_REASONING',
    ],
    ['a page that is missing', { type: 'page', status: 404 }, NOT_SET_UP, 'not-claude', ADDRESS],
    ['a page that forbids', { type: 'page', status: 403 }, NOT_SET_UP, 'not-claude', ADDRESS],
    ['a page that greets', { type: 'page', status: 200 }, NOT_SET_UP, 'not-claude', ADDRESS],
    [
      'another address',
      { type: 'page', status: 307, location: '/v1/messages' },
      NOT_SET_UP,
      'not-claude',
      ADDRESS,
    ],
    [
      'a whole answer that is no message',
      { type: 'body', body: { type: 'completion', choices: [] } },
      NOT_SET_UP,
      'not-claude',
      ADDRESS,
    ],
  ])(
    'is told to the person without names, to operators with them: %s',
    async (_, answer, sentence, outcome, setting) => {
      const stage = await stageOf(() => answer);

      const error = await ask(stage, { sessionId: 's1' });

      expect(error).toMatchObject({
        kind: 'model-unavailable',
        reason: 'operator',
        message: sentence,
        retryAfterMs: undefined,
        isOfQuestion: false,
      });
      const told = toldOperators(stage);
      expect(told).toMatchObject({ outcome, model: 'claude-sonnet-5-5', sessionId: 's1' });
      expect(told).toHaveProperty('cause');
      expect(told['setting']).toBe(setting);
      expect(stage.ledger.calls.map((call) => call.outcome)).toEqual([outcome]);
    },
  );

  it('is told without the key that was refused', async () => {
    const stage = await stageOf(() => NO_SOLUTION, {
      apiKey: 'sk-ant-api03-another-key-altogether',
    });

    await ask(stage);

    expect(JSON.stringify(toldOperators(stage))).not.toContain('another-key');
  });

  it('is a request of ours that was not well made, and why', async () => {
    const stage = await stageOf(() => ({
      type: 'error',
      status: 400,
      message: 'output_config.format.schema: the compiled grammar is too large',
    }));

    const error = await ask(stage);

    expect(error).toMatchObject({
      kind: 'model-unavailable',
      message: expect.stringContaining('a fault of mine. Tell an operator'),
      isOfQuestion: true,
    });
    expect(String(error)).not.toContain('grammar');
    expect(toldOperators(stage)).toMatchObject({
      outcome: 'malformed',
      cause: expect.stringContaining('the compiled grammar is too large'),
    });
  });

  it.each(['X Leak: 1', ': 1', 'x-leak: ☃'])(
    'is a header of the environment that is none: %j stops the request, and not the bot',
    async (header) => {
      vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', header);
      const stage = await stageOf(() => NO_SOLUTION);

      expect(await ask(stage)).toMatchObject({ kind: 'model-unavailable', reason: 'operator' });
      expect(toldOperators(stage)).toMatchObject({ outcome: 'malformed' });
    },
  );
});

it('sends the key to no other address than the one that was set', async () => {
  const other = await stageOf(() => NO_SOLUTION);
  const location = `${other.claude.url}/v1/messages`;
  const stage = await stageOf(() => ({ type: 'page', status: 308, location }));

  expect(await ask(stage)).toMatchObject({ reason: 'operator' });
  expect(other.claude.requests).toEqual([]);
});

it.each([500, 502, 503])('a page of status %d is an outage', async (status) => {
  const stage = await stageOf(() => ({ type: 'page', status }));

  expect(await ask(stage)).toMatchObject({ reason: undefined, retryAfterMs: 10_000 });
  expect(stage.logger.entries.filter(({ level }) => level !== 'debug')).toEqual([]);
});
