import { afterEach, describe, expect, it } from 'vitest';
import { CLAUDE_KEY, startClaudeServer, type ClaudeServer } from './claude-server.ts';
import { mismatch, schemaFaults } from './output-schema.ts';

const schema = {
  type: 'object',
  properties: { size: { type: 'string' }, count: { type: 'number' } },
  required: ['size'],
  additionalProperties: false,
};
const question = { role: 'user', content: 'How large?' };
const body = {
  model: 'claude-haiku-5-5',
  max_tokens: 100,
  messages: [question],
  output_config: { format: { type: 'json_schema', schema } },
};
const servers: ClaudeServer[] = [];

async function serve(): Promise<ClaudeServer> {
  const server = await startClaudeServer({
    answer: () => ({ type: 'output', output: { size: 'large' } }),
  });
  servers.push(server);
  return server;
}

async function post(server: ClaudeServer, sent: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/v1/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'anthropic-version': '2026-10-21',
      authorization: `Bearer ${CLAUDE_KEY}`,
      ...headers,
    },
    body: JSON.stringify(sent),
  });
  return { status: response.status, body: JSON.stringify(await response.json()) };
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

describe('the double of Claude', () => {
  it('answers what the service would answer', async () => {
    const server = await serve();

    const answer = await post(server, body);

    expect(answer.status).toBe(200);
    expect(answer.body).toContain('large');
    expect(server.violations).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['a field that the API does not know', { ...body, temperatur: 1 }, /temperatur/u],
    ['no room for an answer', { ...body, max_tokens: 0 }, /max_tokens/u],
    ['no messages', { ...body, messages: [] }, /messages/u],
    ['an empty turn', { ...body, messages: [{ role: 'user', content: ' ' }] }, /non-empty/u],
    [
      'a prefilled answer',
      { ...body, messages: [question, { role: 'assistant', content: '{' }] },
      /prefill/u,
    ],
    [
      'thought switched off in the words of another model',
      { ...body, model: 'claude-sonnet-5-5', thinking: { type: 'disabled' } },
      /thinking/u,
    ],
    ['the same role twice', { ...body, messages: [question, question] }, /alternate/u],
    [
      'five cache marks',
      {
        ...body,
        system: Array.from({ length: 5 }, () => ({
          type: 'text',
          text: 'x',
          cache_control: { type: 'ephemeral' },
        })),
      },
      /maximum of 4/iu,
    ],
    [
      'a schema with free keys',
      {
        ...body,
        output_config: {
          format: { type: 'json_schema', schema: { type: 'object', additionalProperties: true } },
        },
      },
      /additionalProperties/u,
    ],
  ])('refuses %s', async (_, sent, reason) => {
    const server = await serve();

    const answer = await post(server, sent);

    expect(answer.status).toBe(400);
    expect(answer.body).toContain('invalid_request_error');
    expect(answer.body).toMatch(reason);
    expect(server.violations).toHaveLength(1);
    expect(server.requests).toEqual([]);
  });

  it.each<[Record<string, string>, number]>([
    [{ authorization: 'Bearer sk-ant-another' }, 401],
    [{ 'anthropic-version': '' }, 400],
    [{ 'content-type': 'text/plain' }, 400],
  ])('refuses the headers %o', async (headers, status) => {
    expect((await post(await serve(), body, headers)).status).toBe(status);
  });

  it('notes an answer that constrained decoding could not have written', async () => {
    const server = await serve();
    server.answerWith(() => ({ type: 'output', output: { size: 'large', colour: 'red' } }));

    await post(server, body);

    expect(server.violations).toEqual([expect.stringContaining('answer.colour')]);
  });

  it('cuts an answer that is longer than max_tokens', async () => {
    const server = await serve();
    server.answerWith(() => ({ type: 'output', output: { size: 'x'.repeat(1_000) } }));

    const answer = await post(server, body);

    expect(answer.body).toContain('"stop_reason":"max_tokens"');
    expect(answer.body).toContain('"output_tokens":100');
  });
});

describe('the rules of structured output', () => {
  it.each<[string, object, RegExp]>([
    ['a keyword that is not supported', { type: 'string', maxLength: 3 }, /maxLength/u],
    ['a list with two items at least', { type: 'array', minItems: 2, items: {} }, /minItems/u],
    ['a reference to nothing', { $ref: '#/$defs/x' }, /not defined/u],
    [
      'a schema within itself',
      {
        $defs: { tree: { type: 'array', items: { $ref: '#/$defs/tree' } } },
        $ref: '#/$defs/tree',
      },
      /recursive/u,
    ],
  ])('forbid %s', (_, given, reason) => {
    expect(schemaFaults(given).join()).toMatch(reason);
  });

  it.each<[unknown, string | undefined]>([
    [{ size: 'large' }, undefined],
    [{ size: 'large', count: 1 }, undefined],
    [{ size: 'large', count: 1.5 }, undefined],
    [{}, 'answer.size'],
    [{ size: 3 }, 'answer.size'],
    [{ size: 'large', more: 1 }, 'answer.more'],
    [[], 'answer'],
  ])('find where %j is no answer', (value, path) => {
    expect(mismatch(schema, value)).toBe(path);
  });
});
