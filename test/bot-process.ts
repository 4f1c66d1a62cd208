import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The bot as a process of its own, started as `npm start` starts it. */
export interface BotProcess {
  /** Resolves when it says that it is ready. Rejects with its last words when it ends before. */
  start(): Promise<void>;
  /** SIGKILL: no goodbye. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Stops it from running without ending it, as a machine that hangs; `kill` still works. */
  freeze(): void;
  /** Lets it run on. */
  thaw(): void;
  /** Everything that all its lives wrote. */
  output(): string;
  /** Log lines of level warn and above. */
  complaints(): readonly string[];
}

const PROGRAM = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const READY = 'dotai is ready';
const READY_WITHIN_MS = 120_000;
const WARN = 40;

/** Nothing of the tests' own environment reaches it but `environment`. */
export function createBotProcess(environment: Readonly<Record<string, string>>): BotProcess {
  const lines: string[] = [];
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const running = child;
    if (!running) return null;
    if (running.exitCode !== null || running.signalCode !== null) return running.exitCode;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
    return running.exitCode;
  }

  return {
    async start() {
      const from = lines.length;
      const started = spawn(process.execPath, [PROGRAM], {
        cwd: tmpdir(), // where no `.env` of a developer stands
        env: { ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const failed = (why: string): void => {
        reject(new Error(`the bot ${why}:\n${lines.slice(from).join('\n')}`));
      };
      for (const stream of [started.stdout, started.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          if (line.includes(READY)) resolve();
        });
      }
      started.once('close', (code) => failed(`ended with ${code}`));
      const timer = setTimeout(() => {
        failed('was not ready in time');
        started.kill('SIGKILL'); // nobody else would: who started it knows of no process
      }, READY_WITHIN_MS);
      await promise.finally(() => clearTimeout(timer));
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    output: () => lines.join('\n'),
    complaints: () => lines.filter((line) => levelOf(line) >= WARN),
  };
}

function levelOf(line: string): number {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && 'level' in parsed
      ? Number(parsed.level)
      : 0;
  } catch {
    return 0;
  }
}
