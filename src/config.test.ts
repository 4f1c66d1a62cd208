import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
    expect(readDemoSettings({})).toMatchObject({ port: undefined, hasAnthropicKey: false });
  });

  it('reads port, cluster and organisation, and whether there is a key, never the key', () => {
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
    expect(settings.hasAnthropicKey).toBe(true);
    expect(JSON.stringify(settings)).not.toContain('sk-ant-1');
  });

  it('reports a port that is none together with what is wrong in dotai.yaml', () => {
    const DOTAI_CONFIG = organisationFile('approvals:\n  quorum: none\n');

    for (const DOTAI_DEMO_PORT of ['abc', '70000', '-1', '1.5']) {
      expect(() => readDemoSettings({ DOTAI_DEMO_PORT, DOTAI_CONFIG })).toThrow(
        /DOTAI_DEMO_PORT[\s\S]*approvals\.quorum/u,
      );
    }
  });

  it('says where a dotai.yaml that is no YAML stops being any', () => {
    const DOTAI_CONFIG = organisationFile('roles:\n  approvers: [\n');

    expect(() => readDemoSettings({ DOTAI_CONFIG })).toThrow(/dotai\.yaml: .*line 3/u);
  });
});
