import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Demo, type DemoOptions, startDemo } from '../../src/demo.ts';
import { doorTo } from '../../src/demo/open-browser.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
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

async function start(options: Partial<DemoOptions> = {}): Promise<Demo> {
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder, { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html>');
  const given = { folder, pace: 1_000, isKept: true, write: () => undefined, pageFolder };
  const demo = await startDemo({ ...given, ...options });
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

it('shows a page before somebody’s own cluster to them alone', async () => {
  const cluster = await startDemoCluster({ documents: [] });
  const kubeconfigPath = join(folder, 'mine');
  writeFileSync(kubeconfigPath, cluster.kubeconfig());
  const own = { kubeconfigPath, context: 'demo', host: 'here', folder, closedBecause: 'No.' };
  try {
    const { url } = await start({ ownCluster: own });

    expect((await fetch(new URL('/', url))).status).toBe(401);
    expect((await fetch(new URL('/playground/sessions', url))).status).toBe(401);
    expect((await fetch(url)).headers.get('set-cookie')).toContain('HttpOnly');

    const door = new URL(doorTo({ url, folder }));
    expect(door.href).not.toContain(new URL(url).search);
    expect(statSync(door).mode & 0o777).toBe(0o600);
    expect(readFileSync(door, 'utf8')).toContain(url);
    await running.pop()?.close();
  } finally {
    await cluster.close();
  }
});

it('shows a page before its own cluster at the address that everybody knows', async () => {
  const { url } = await start();

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  expect((await fetch(url)).status).toBe(200);
  expect(doorTo({ url, folder })).toBe(url);
});
