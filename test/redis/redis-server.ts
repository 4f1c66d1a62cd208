import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = 'redis-server';

/** Whether this machine has a Redis. */
export const hasRedis: boolean = spawnSync(PROGRAM, ['--version']).status === 0;

/** For `describe.skipIf`: says why the suite does not run. */
export function missingRedis(): boolean {
  if (!hasRedis) process.stderr.write('skipped: no redis-server here\n');
  return !hasRedis;
}

/** A real Redis of one's own, with its data in a folder of its own. */
export interface RunningRedis {
  /** Stays the same over a restart. */
  readonly url: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it with the same port, settings and data, after SIGKILL where it runs. */
  restart(): Promise<void>;
  /** Ends it and deletes its data. */
  close(): Promise<void>;
}

const SETTINGS = {
  bind: '127.0.0.1',
  appendonly: 'yes',
  'maxmemory-policy': 'noeviction',
  save: '""',
};

/** How often another port is tried: one that was free may be taken a moment later. */
const TRIES = 5;

/** Resolves when Redis serves. Settings are lines of `redis.conf`: name and what follows it. */
export async function startRedis(
  options: { readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<RunningRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-redis-'));
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = { ...SETTINGS, ...options.settings, port: String(port), dir: folder };
    try {
      const first = await launch(settings);
      return running({ first, settings, folder, url: `redis://127.0.0.1:${port}` });
    } catch (error) {
      if (attempt < TRIES) continue;
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

function running(parts: {
  readonly first: ChildProcess;
  readonly settings: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly url: string;
}): RunningRedis {
  let child = parts.first;
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  return {
    url: parts.url,
    kill,
    async restart() {
      await kill();
      child = await launch(parts.settings);
    },
    async close() {
      await kill();
      rmSync(parts.folder, { recursive: true, force: true });
    },
  };
}

async function launch(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const file = join(settings['dir'] ?? tmpdir(), 'redis.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  writeFileSync(file, lines.join(''));
  const child = spawn(PROGRAM, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  child.once('exit', () => process.off('exit', onExit));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.includes('Ready to accept connections')) break;
  }
  if (child.exitCode !== null || !said.at(-1)?.includes('Ready to accept connections')) {
    throw new Error(`redis-server did not start: ${said.join('\n')}`);
  }
  child.stdout.resume(); // nobody reads on, and a full pipe would stop it
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
