import { describe, expect, it } from 'vitest';
import { Failure } from '../domain/failure.ts';
import { readConfig } from '../config.ts';

const REDIS_URL = 'redis://redis:6379';
const QDRANT_URL = 'http://qdrant:6333';

describe('settings of one process or many', () => {
  it('are one process with a file and the built-in embedder where nothing is said', () => {
    expect(readConfig({ REDIS_URL: '', DOTAI_ROLE: '', DOTAI_EMBEDDER: '' })).toMatchObject({
      role: 'all',
      redis: undefined,
      qdrant: undefined,
      embedder: { kind: 'builtin' },
    });
  });

  it.each([
    ['worker', ['SLACK_BOT_TOKEN', 'REDIS_URL', 'QDRANT_URL']],
    [
      'bot',
      [
        'SLACK_BOT_TOKEN',
        'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
        'REDIS_URL',
        'QDRANT_URL',
      ],
    ],
  ])('name at once all that the role %s misses, and nothing else', (DOTAI_ROLE, missing) => {
    const problems = missing.map(
      (name) => `  - ${name} is missing, and DOTAI_ROLE says ${DOTAI_ROLE}`,
    );

    expect(() => readConfig({ DOTAI_ROLE, QDRANT_API_KEY: 'k' })).toThrow(
      new Failure('invalid-input', `The settings need a look:\n${problems.join('\n')}`),
    );
  });

  it('take a role with a Redis, a Qdrant and tokens of Slack', () => {
    const DOTAI_ROLE = 'bot';
    const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

    expect(() => readConfig({ DOTAI_ROLE, ...tokens, REDIS_URL })).toThrow(
      /QDRANT_URL is missing/u,
    );
    expect(readConfig({ DOTAI_ROLE, ...tokens, REDIS_URL, QDRANT_URL })).toMatchObject({
      role: 'bot',
      redis: { url: REDIS_URL },
      qdrant: { url: QDRANT_URL, apiKey: undefined },
    });
  });

  it('want a Qdrant wherever records are shared, and take one without', () => {
    expect(() => readConfig({ REDIS_URL })).toThrow(/QDRANT_URL is missing/u);
    expect(readConfig({ QDRANT_URL, QDRANT_API_KEY: 'k' }).qdrant).toEqual({
      url: QDRANT_URL,
      apiKey: 'k',
    });
    expect(() => readConfig({ QDRANT_API_KEY: 'k' })).toThrow(/QDRANT_URL is missing/u);
  });

  it('let a worker do without what only a bot needs to hear', () => {
    const worker = { DOTAI_ROLE: 'worker', REDIS_URL, QDRANT_URL, SLACK_BOT_TOKEN: 'xoxb-1' };

    expect(readConfig(worker).slack).toMatchObject({ botToken: 'xoxb-1', appToken: undefined });
    expect(() => readConfig({ ...worker, DOTAI_ROLE: 'bot' })).toThrow(/SLACK_APP_TOKEN/u);
  });

  it.each([
    ['REDIS_URL', 'localhost:6379', /REDIS_URL must be a URL that begins with redis/u],
    ['QDRANT_URL', 'qdrant:6333', /QDRANT_URL must be a URL that begins with http/u],
    ['DOTAI_ROLE', 'both', /DOTAI_ROLE must be all, bot or worker/u],
    ['DOTAI_EMBEDDER', 'big', /DOTAI_EMBEDDER must be builtin, openai or none/u],
    ['DOTAI_EMBEDDER_DIMENSIONS', 'many', /DOTAI_EMBEDDER_DIMENSIONS must be a number/u],
  ])('refuse a wrong %s', (name, value, problem) => {
    expect(() => readConfig({ [name]: value })).toThrow(problem);
  });

  it('take a hosted embedder with a key, or with an address that wants none', () => {
    const DOTAI_EMBEDDER = 'openai';
    expect(() => readConfig({ DOTAI_EMBEDDER })).toThrow(
      /DOTAI_EMBEDDER_KEY or DOTAI_EMBEDDER_URL is missing/u,
    );
    expect(readConfig({ DOTAI_EMBEDDER, DOTAI_EMBEDDER_KEY: 'k' }).embedder).toEqual({
      kind: 'openai',
      baseUrl: undefined,
      apiKey: 'k',
      model: 'text-embedding-3-small',
      dimensions: 1_536,
    });
    const own = { DOTAI_EMBEDDER_URL: 'http://here/v1', DOTAI_EMBEDDER_DIMENSIONS: '768' };
    expect(readConfig({ DOTAI_EMBEDDER, ...own }).embedder).toMatchObject({
      baseUrl: 'http://here/v1',
      dimensions: 768,
    });
  });
});
