import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Failure } from './domain/failure.ts';
import { Organisation } from './domain/organisation.ts';
import { readConfig, readDemoSettings } from './config.ts';

function organisationFile(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'dotai-config-')), 'dotai.yaml');
  writeFileSync(file, content);
  return file;
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    const config = readConfig({});

    expect(config.slack).toBeUndefined();
    expect(config.organisation.approvals.quorum).toBe(1);
    expect(config.dataDirectory).toBe('./data');
  });

  it('reports every problem at once, by the name of the setting', () => {
    const settings = { SLACK_BOT_TOKEN: 'xoxp-1', PORT: 'many', DOTAI_LOG_LEVEL: 'loud' };

    expect(() => readConfig(settings)).toThrow(/SLACK_BOT_TOKEN[\s\S]*DOTAI_LOG_LEVEL[\s\S]*PORT/u);
  });

  it('reports what settings owe one another beside a wrong one, which is not also missing', () => {
    const settings = { DOTAI_ROLE: 'worker', REDIS_URL: 'nowhere', QDRANT_URL: 'http://q:6333' };
    const more = { DOTAI_MODEL: 'anthropic', DOTAI_EMBEDDER: 'openai' };

    expect(() => readConfig({ ...settings, ...more })).toThrow(
      new Failure(
        'invalid-input',
        [
          'The settings need a look:',
          '  - REDIS_URL must be a URL that begins with redis:// or rediss://',
          '  - SLACK_BOT_TOKEN is missing, and DOTAI_ROLE says worker',
          '  - ANTHROPIC_API_KEY is missing, and DOTAI_MODEL says anthropic',
          '  - DOTAI_EMBEDDER_KEY or DOTAI_EMBEDDER_URL is missing, and DOTAI_EMBEDDER says openai',
        ].join('\n'),
      ),
    );
  });

  it('refuses a bot token without a way to hear', () => {
    expect(() => readConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_APP_TOKEN/u);
  });

  it('refuses a lost bot token', () => {
    expect(() => readConfig({ SLACK_SIGNING_SECRET: 's' })).toThrow(/SLACK_BOT_TOKEN is missing/u);
  });

  it('reads roles from dotai.yaml', () => {
    const file = organisationFile('roles:\n  approvers:\n    groups: [S1]\n');

    expect(readConfig({ DOTAI_CONFIG: file }).organisation.roles.approvers.groups).toEqual(['S1']);
  });

  it('names the line of dotai.yaml that it does not know', () => {
    const file = organisationFile('roles:\n  aprovers:\n    groups: [S1]\n');

    expect(() => readConfig({ DOTAI_CONFIG: file })).toThrow(/aprovers/u);
  });

  it('says so when the named file is not there', () => {
    expect(() => readConfig({ DOTAI_CONFIG: '/nowhere/dotai.yaml' })).toThrow(/cannot be read/u);
  });
});

describe('readDemoSettings', () => {
  it('needs nothing', () => {
    expect(readDemoSettings({})).toMatchObject({ port: undefined, model: { kind: 'offline' } });
  });

  it('reads port, cluster, organisation and the model, and nothing of Slack', () => {
    const file = organisationFile('approvals:\n  quorum: 2\n');
    const settings = readDemoSettings({
      DOTAI_DEMO_PORT: '4200',
      KUBECONFIG: '/etc/kubeconfig',
      DOTAI_CONFIG: file,
      ANTHROPIC_API_KEY: 'sk-ant-1',
      SLACK_BOT_TOKEN: 'not for the demo',
    });

    expect(settings).toMatchObject({ port: 4200, kubeconfigPath: '/etc/kubeconfig' });
    expect(settings.organisation.approvals.quorum).toBe(2);
    expect(settings.model).toMatchObject({ kind: 'anthropic', apiKey: 'sk-ant-1' });
  });

  it('reports a port that is none together with what is wrong in dotai.yaml', () => {
    const DOTAI_CONFIG = organisationFile('approvals:\n  quorum: none\n');

    for (const DOTAI_DEMO_PORT of ['abc', '70000', '-1', '1.5']) {
      expect(() => readDemoSettings({ DOTAI_DEMO_PORT, DOTAI_CONFIG })).toThrow(
        /DOTAI_DEMO_PORT[\s\S]*approvals\.quorum/u,
      );
    }
  });

  it.each([
    ['roles:\n  approvers: [\n', /dotai\.yaml: .*line 3, column 1: approvers: \[$/u],
    ['roles:\n  approvers: [a: : b]\n', /line 2, column 18: approvers: \[a: : b\]$/u],
    ['roles: *nobody\n', /dotai\.yaml: Unresolved alias .*nobody$/u],
  ])('says where a dotai.yaml that is no YAML stops being any: %j', (content, problem) => {
    const DOTAI_CONFIG = organisationFile(content);

    expect(() => readDemoSettings({ DOTAI_CONFIG })).toThrow(problem);
  });
});

describe('the file .env', () => {
  /** What `npm run dotai -- audit verify` says there: it names the folder that is set. */
  function verify(env: Readonly<Record<string, string>>, dotEnv?: string) {
    const cwd = mkdtempSync(join(tmpdir(), 'dotai-env-'));
    if (dotEnv !== undefined) writeFileSync(join(cwd, '.env'), dotEnv);
    const program = fileURLToPath(new URL('./cli.ts', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, [program, 'audit', 'verify'], {
      cwd,
      env,
      encoding: 'utf8',
    });
    return { said: stdout.trim(), complained: stderr };
  }

  it('completes the environment, which wins', () => {
    const file = 'DOTAI_DATA_DIR="./from the file"\n';

    expect(verify({}, file).said).toBe('There is no audit trail in ./from the file yet.');
    expect(verify({ DOTAI_DATA_DIR: './set' }, file).said).toContain('in ./set yet');
  });

  it('may be left out without a word', () => {
    expect(verify({})).toEqual({
      said: 'There is no audit trail in ./data yet.',
      complained: '',
    });
  });
});

it.each(['dotai.example.yaml', 'manifests/base/dotai.yaml'])(
  'takes %s as it stands, and nothing in it differs from what is said without it',
  (name) => {
    const DOTAI_CONFIG = fileURLToPath(new URL(`../${name}`, import.meta.url));

    expect(readConfig({ DOTAI_CONFIG }).organisation).toEqual(Organisation.parse({}));
  },
);

describe('the language model', () => {
  it('is Claude where there is a key, with a model for each tier', () => {
    const { model } = readConfig({
      ANTHROPIC_API_KEY: 'sk-ant-1',
      DOTAI_MODEL_REASONING: 'claude-opus-5-5',
    });

    expect(model).toEqual({
      kind: 'anthropic',
      apiKey: 'sk-ant-1',
      baseUrl: undefined,
      models: { fast: 'claude-haiku-5-5', reasoning: 'claude-opus-5-5' },
    });
  });

  it('is the built-in rules where nothing else is wanted', () => {
    expect(readConfig({}).model).toEqual({ kind: 'offline' });
    expect(readConfig({ ANTHROPIC_API_KEY: 'sk-ant-1', DOTAI_MODEL: 'offline' }).model).toEqual({
      kind: 'offline',
    });
  });

  it.each([
    ['ANTHROPIC_BASE_URL', 'localhost:4795', /begins with http/u],
    ['ANTHROPIC_BASE_URL', 'https://gateway.example/v1/', /must not end in \/v1/u],
    ['ANTHROPIC_API_KEY', 'sk-ant 1', /has a blank in it/u],
  ])('refuses %s=%s', (name, value, reason) => {
    expect(() => readConfig({ [name]: value })).toThrow(reason);
  });

  it('takes a key as it was pasted, and a gateway with a path', () => {
    const { model } = readConfig({
      ANTHROPIC_API_KEY: ' sk-ant-1\n',
      ANTHROPIC_BASE_URL: 'https://gateway.example/claude',
    });

    expect(model).toMatchObject({
      apiKey: 'sk-ant-1',
      baseUrl: 'https://gateway.example/claude',
    });
  });

  it('names what is missing, for the bot and the demo', () => {
    for (const read of [readConfig, readDemoSettings]) {
      expect(() => read({ DOTAI_MODEL: 'anthropic' })).toThrow(/ANTHROPIC_API_KEY is missing/u);
    }
  });
});
