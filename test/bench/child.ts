import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** One line that a process printed, and when it came, in milliseconds of `performance.now()`. */
export interface PrintedLine {
  readonly text: string;
  readonly atMs: number;
}

/** A Node process that tells by lines on its standard output how far it is. */
export interface Child {
  /** Milliseconds of `performance.now()`. */
  readonly startedAtMs: number;
  readonly lines: readonly PrintedLine[];
  /**
   * Resolves with the first line, past or to come, that the probe accepts. Rejects when the process
   * ends or the time is up before.
   */
  line(accepts: (line: PrintedLine) => boolean, timeoutMs: number): Promise<PrintedLine>;
  /**
   * Present and highest resident memory in MB, the present one with the processes that it started; NaN
   * where the system does not tell (not Linux).
   */
  memory(): { readonly residentMb: number; readonly peakMb: number };
  /** Processor time that its threads and the processes that it started have had, in seconds; NaN as above. */
  processorSeconds(): number;
  hasEnded(): boolean;
  /** Asks it to end, and waits until it did. */
  stop(): Promise<void>;
}

export function startChild(given: {
  readonly script: URL;
  readonly arguments?: readonly string[];
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it starts; this process's own folder where left out. */
  readonly folder?: string;
}): Child {
  const { script, nodeArguments = [], arguments: own = [], environment = {}, folder } = given;
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, script.pathname, ...own], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endsWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endsWithUs);
  child.once('exit', () => process.off('exit', endsWithUs));
  const lines: PrintedLine[] = [];
  const watchers = new Set<() => void>();
  const tell = (): void => watchers.forEach((watcher) => watcher());
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push({ text, atMs: performance.now() });
    tell();
  });
  child.on('exit', tell);

  return {
    startedAtMs,
    lines,
    async line(accepts, timeoutMs) {
      const { promise, resolve, reject } = Promise.withResolvers<PrintedLine>();
      const look = (): void => {
        const found = lines.find(accepts);
        if (found) resolve(found);
        else if (hasEnded(child)) reject(new Error(`${script.pathname} ended:\n${lastOf(lines)}`));
      };
      const timer = setTimeout(
        () => reject(new Error(`no such line in ${timeoutMs} ms:\n${lastOf(lines)}`)),
        timeoutMs,
      );
      watchers.add(look);
      look();
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        watchers.delete(look);
      }
    },
    memory: () => ({
      residentMb: sumOf(familyOf(child.pid).map((id) => memoryOf(id).residentMb)),
      peakMb: memoryOf(child.pid).peakMb,
    }),
    processorSeconds: () => sumOf(familyOf(child.pid).map(processorSecondsOf)),
    hasEnded: () => hasEnded(child),
    async stop() {
      if (hasEnded(child)) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function lastOf(lines: readonly PrintedLine[]): string {
  return lines
    .slice(-5)
    .map(({ text }) => text)
    .join('\n');
}

/**
 * The process, and those that it started and that are there.
 *
 * Source: https://man7.org/linux/man-pages/man5/proc_tid_children.5.html
 */
function familyOf(processId: number | undefined): readonly (number | undefined)[] {
  const started = told(processId, `task/${processId}/children`).split(' ').filter(Boolean);
  return [processId, ...started.map(Number)];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Source: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function memoryOf(processId: number | undefined): ReturnType<Child['memory']> {
  const status = told(processId, 'status');
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

/**
 * Linux counts in hundredths of a second, and adds what a process has spent to whoever started it once
 * it has ended. Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function processorSecondsOf(processId: number | undefined): number {
  // What follows the name, which may hold anything: user time is the 12th, system time the 13th, those of
  // ended processes the 14th and 15th.
  const fields = told(processId, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return sumOf([11, 12, 13, 14].map((at) => Number(fields[at]))) / 100;
}

function told(processId: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${processId}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
