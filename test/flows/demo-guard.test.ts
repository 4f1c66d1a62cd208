import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo.ts';
import { DEFAULT_IDENTITY } from '../../src/playground/slack/default-workspace.ts';

let folder = '';
const running: Demo[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-guard-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((demo) => demo.close()));
  rmSync(folder, { recursive: true });
});

async function start(): Promise<Demo> {
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder, { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html>');
  const given = { folder, pace: 1_000, isKept: true, write: () => undefined, pageFolder };
  const demo = await startDemo(given);
  running.push(demo);
  return demo;
}

it('gives the bot tokens that nobody can know beforehand, other ones at each start', async () => {
  const secrets: string[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const demo = await start();
    const { botToken, appToken, signingSecret } = demo.slack.identity;
    secrets.push(botToken, appToken, signingSecret);
    await demo.close();
    running.length = 0;
  }
  const { botToken, appToken, signingSecret } = DEFAULT_IDENTITY;

  expect(new Set([...secrets, botToken, appToken, signingSecret]).size).toBe(9);
});
