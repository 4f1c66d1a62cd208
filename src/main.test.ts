import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

/** What the program says and how it ends, in an empty folder of its own. */
function run(env: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(join(tmpdir(), 'dotai-main-'));
  const program = fileURLToPath(new URL('./main.ts', import.meta.url));
  return spawnSync(process.execPath, [program], { cwd, env, encoding: 'utf8' });
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('stops with the address of a Slack that is not there, and no stack', async () => {
  const at = `http://127.0.0.1:${await closedPort()}`;
  const { status, stdout, stderr } = run({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: `${at}/api/`,
    DOTAI_EMBEDDER: 'none',
  });

  expect(stderr).toMatch(new RegExp(`^Slack cannot be reached at ${at} \\(ECONNREFUSED\\)`, 'u'));
  expect(stdout).toContain('dotai could not start');
  expect(stdout).not.toContain('"stack"');
  expect(status).toBe(1);
});

it('tells a worker what it misses, and the first steps only to who has begun nothing', () => {
  const worker = run({ DOTAI_ROLE: 'worker' });
  const nobody = run({});

  expect(worker.stderr).toMatch(/SLACK_BOT_TOKEN[\s\S]*REDIS_URL[\s\S]*QDRANT_URL/u);
  expect(worker.stderr).not.toContain('app-manifest.yml');
  expect(nobody.stderr).toContain('app-manifest.yml');
  expect([worker.status, nobody.status]).toEqual([1, 1]);
});
