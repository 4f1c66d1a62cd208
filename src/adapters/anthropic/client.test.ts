import { Anthropic } from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CLAUDE_KEY } from '../../../test/claude/claude-server.ts';
import {
  askForSolutions,
  NO_SOLUTION,
  startClaudeStage,
  type ClaudeStage,
} from '../../../test/claude/stage.ts';

const stages: ClaudeStage[] = [];

async function stage(): Promise<ClaudeStage> {
  const started = await startClaudeStage(() => NO_SOLUTION);
  stages.push(started);
  return started;
}

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const started of stages.splice(0)) await started.stop();
});

describe('what the SDK would read of the environment', () => {
  it('changes nothing that is sent', async () => {
    const plain = await stage();
    await askForSolutions(plain);
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-ant-api03-another-key');
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'another-token');
    vi.stubEnv('ANTHROPIC_BASE_URL', 'http://127.0.0.1:9');
    vi.stubEnv(
      'ANTHROPIC_CUSTOM_HEADERS',
      'x-leak: 1\nx-api-key: another\nauthorization: Bearer another\nanthropic-version: 2001-01-01\nanthropic-beta: other\ncontent-type: text/plain\nuser-agent: other',
    );

    const stubbed = await stage();
    await askForSolutions(stubbed);

    const before = plain.claude.requests[0]?.headers;
    const after = stubbed.claude.requests[0]?.headers;
    expect(after).toEqual({ ...before, host: expect.any(String) });
    expect(after?.['x-api-key']).toBe(CLAUDE_KEY);
    expect(after).not.toHaveProperty('x-leak');
  });

  it('lets it write nothing to the console', async () => {
    vi.stubEnv('ANTHROPIC_LOG', 'debug');
    const written = (['debug', 'info', 'log', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );

    const stubbed = await stage();
    await askForSolutions(stubbed);

    expect(stubbed.claude.requests).toHaveLength(1);
    expect(written.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });
});

it('speaks the version of the API that the SDK is made for', async () => {
  const sent: Headers[] = [];
  const sdk = new Anthropic({
    apiKey: CLAUDE_KEY,
    maxRetries: 0,
    fetch: async (_, init) => {
      sent.push(new Headers(init?.headers));
      return Response.json({});
    },
  });
  await sdk.messages.create({ model: 'claude-x', max_tokens: 1, messages: [] });
  const ours = await stage();
  await askForSolutions(ours);

  const version = ours.claude.requests[0]?.headers['anthropic-version'];
  expect(version).toBe(sent[0]?.get('anthropic-version'));
});
