import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A worker as a process of its own: see worker-program.ts. */
export interface WorkerProcess {
  /** What it said until now. */
  readonly said: readonly string[];
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: it is there, and does nothing. */
  freeze(): void;
  thaw(): void;
  /** SIGTERM; resolves with the exit code once it has ended by itself. */
  stop(): Promise<number | null>;
}

const PROGRAM = fileURLToPath(new URL('worker-program.ts', import.meta.url));

export function startWorkerProcess(url: string, prefix: string): WorkerProcess {
  const said: string[] = [];
  const child = spawn(process.execPath, [PROGRAM, url, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  return {
    said,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
