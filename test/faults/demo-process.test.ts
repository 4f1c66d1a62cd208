import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
const STARTED = /The playground is at (?<url>http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ctrl\+C/u;

let folder = '';
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-demo-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => ended(child, 'SIGKILL')));
  rmSync(folder, { recursive: true });
});

/** `npm run demo -- WORDS` in a folder of its own. Nothing of the tests' environment reaches it. */
function demo(words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [CLI, 'demo', ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  const { promise: url, resolve, reject } = Promise.withResolvers<string>();
  url.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = STARTED.exec(said)?.groups?.['url'];
      if (found !== undefined) resolve(found);
    });
  }
  child.once('close', () => reject(new Error(`it ended:\n${said}`)));
  return { child, url, said: () => said };
}

async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close');
  if (signal) child.kill(signal);
  await closed;
  return child.exitCode;
}

/** Whether anything still listens there. */
async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

describe('words and settings that are off start nothing', () => {
  it.each([
    [['--nonsense'], 2, /--nonsense[\s\S]*Usage:/u],
    [['--port', 'abc'], 2, /--port abc: a port is a number[\s\S]*Usage:/u],
    [
      ['--kubeconfig', '/nowhere/config'],
      1,
      /no kubeconfig that can be read at \/nowhere\/config/u,
    ],
    [['--kubeconfig'], 1, /\.kube\/config/u],
  ])('%j', async (words, code, sentence) => {
    const { child, said } = demo(words);

    expect(await ended(child)).toBe(code);
    expect(said()).toMatch(sentence);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it.each([
    ['roles:\n  aprovers: 3\napprovals:\n  quorum: 99\n', /aprovers[\s\S]*approvals\.quorum/u],
    ['roles: [\n', /dotai\.yaml: .*line 2/u],
  ])('a dotai.yaml such as %j', async (content, problems) => {
    writeFileSync(join(folder, 'dotai.yaml'), content);
    const { child, said } = demo([], { DOTAI_DEMO_PORT: 'abc' });

    expect(await ended(child)).toBe(1);
    expect(said()).toMatch(problems);
    expect(said()).toContain('DOTAI_DEMO_PORT must be a number');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('a kubeconfig whose server refuses connections', async () => {
    const gone = await startDemoCluster({ documents: [] });
    await gone.close();
    writeFileSync(join(folder, 'mine'), gone.kubeconfig());
    const { child, said } = demo(['--kubeconfig', 'mine', '--allow-writes']);

    expect(await ended(child)).toBe(1);
    expect(said()).toContain('does not answer');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('a running demo', () => {
  it('stops at Ctrl+C, with exit code 0 and nothing left behind', async () => {
    const { child, url } = demo(['--port', '0']);
    const address = await url;
    expect(await answers(address)).toBe(true);

    expect(await ended(child, 'SIGINT')).toBe(0);
    expect(await answers(address)).toBe(false);
  });

  it('stops at a Ctrl+C that came while it was starting', async () => {
    const { child, said } = demo(['--port', '0']);
    await once(child, 'spawn');
    while (!existsSync(join(folder, 'data', 'demo', 'dotai.db'))) {
      await new Promise((resolve) => setImmediate(resolve));
    }

    expect(await ended(child, 'SIGINT')).toBe(0);
    expect(said()).not.toContain('Error');
  });

  it('leaves nothing running where a part of it cannot start', async () => {
    mkdirSync(join(folder, 'kubeconfig')); // where the demo would write a file
    const source = new URL('../../src/demo.ts', import.meta.url).href;
    const program = `import { startDemo } from ${JSON.stringify(source)};
      const options = { folder: '.', pace: 1, isKept: true, page: false, write() {} };
      await startDemo(options).catch(({ code }) => console.log(code));`;
    const words = ['--input-type=module', '--eval', program];
    const child = spawn(process.execPath, words, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const said = await Array.fromAsync(child.stdout, String);

    expect(await ended(child)).toBe(0); // by itself: nothing holds it
    expect(said.join('')).toContain('EISDIR');
  });

  it('is not disturbed by a second one on the same data', async () => {
    const first = demo(['--port', '0']);
    const address = await first.url;
    const second = demo(['--port', '0', '--fresh']);

    expect(await ended(second.child)).toBe(1);
    expect(second.said()).toContain('Another demo is running');
    expect(existsSync(join(folder, 'data', 'demo', 'cluster.json'))).toBe(true);
    expect(await answers(address)).toBe(true);
  });

  it('takes the next port where its own is in use, and comes back on its own after kill -9', async () => {
    const other = await startDemoCluster({ documents: [] });
    const { port } = new URL(other.url);
    const moved = demo(['--port', port]);
    expect(new URL(await moved.url).port).not.toBe(port);
    expect(moved.said()).toContain(`Port ${port} is in use`);
    await ended(moved.child, 'SIGKILL');
    await other.close();

    const again = demo(['--port', port]);
    expect(new URL(await again.url).port).toBe(port);
  });

  it('reads its owner’s cluster and says so', async () => {
    const own = await startDemoCluster({ documents: [] });
    writeFileSync(join(folder, 'mine'), own.kubeconfig());
    const { url, said, child } = demo(['--port', '0', '--kubeconfig', 'mine']);
    await url;
    await ended(child, 'SIGINT');
    await own.close();

    expect(said()).toMatch(
      /context demo at [\s\S]*Reading begins at once[\s\S]*sent dry runs; nothing is stored/u,
    );
    expect(existsSync(join(folder, 'data', 'demo'))).toBe(false);
  });
});
