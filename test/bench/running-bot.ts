import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';
import type { Mode } from './shared-services.ts';

/** The bot's processes after they said that they are ready. */
export interface RunningBot {
  /** The one that people speak to; embedded, it works as well. */
  readonly hearing: RunningProcess;
  /** Those that do what was decided; embedded, the same one. */
  readonly working: readonly RunningProcess[];
  /** All of them, each once. */
  readonly processes: readonly RunningProcess[];
  /** When the last of them was ready. */
  readonly readyAtMs: number;
  /** The `count`th such line of the log since they started, of whichever process. */
  logged(message: string, count: number, timeoutMs: number): Promise<LoggedLine>;
  /** When the `count`th scan since they started had ended, and how many kinds it saw. */
  scanned(count: number, timeoutMs: number): Promise<LoggedLine>;
  /** How many such lines there are so far. */
  count(message: string): number;
  /** Processor time that all of them have had, in seconds. */
  processorSeconds(): number;
  stop(): Promise<void>;
}

export interface RunningProcess extends Child {
  readonly role: 'all' | 'bot' | 'worker';
  /** From its start until it said so. */
  readonly readyAfterMs: number;
  readonly residentAtStartMb: number;
}

export interface LoggedLine {
  readonly atMs: number;
  /** NaN where the line names none. */
  readonly kinds: number;
}

const START_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 20;

const Line = z.looseObject({ msg: z.string(), kinds: z.number().default(Number.NaN) });
const Package = z.object({ scripts: z.object({ start: z.string() }) });

export async function startRunningBot(given: {
  readonly mode: Mode;
  /** How many, where bot and worker are processes of their own. */
  readonly workers: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly profileFolder: string | undefined;
}): Promise<RunningBot> {
  const { mode, workers } = given;
  const start = (role: RunningProcess['role']): Promise<RunningProcess> => startOne(given, role);
  const hearing = await start(mode === 'embedded' ? 'all' : 'bot');
  // Workers last: the first scan begins when there is somebody to hear of it.
  const working =
    mode === 'embedded'
      ? [hearing]
      : await Promise.all(Array.from({ length: workers }, () => start('worker')));
  const processes = mode === 'embedded' ? [hearing] : [hearing, ...working];
  async function logged(message: string, count: number, timeoutMs: number): Promise<LoggedLine> {
    const untilMs = performance.now() + timeoutMs;
    for (;;) {
      const found = linesWith(processes, message)[count - 1];
      if (found) return found;
      if (processes.some((one) => one.hasEnded())) throw new Error('a process of the bot ended');
      if (performance.now() > untilMs) throw new Error(`"${message}" was not logged in time`);
      await sleep(LOOK_EVERY_MS);
    }
  }
  return {
    hearing,
    working,
    processes,
    readyAtMs: Math.max(...processes.map((one) => one.startedAtMs + one.readyAfterMs)),
    logged,
    scanned: (count, timeoutMs) => logged('scan finished', count, timeoutMs),
    count: (message) => linesWith(processes, message).length,
    processorSeconds: () => processes.reduce((sum, one) => sum + one.processorSeconds(), 0),
    async stop() {
      for (const one of processes) await one.stop();
    },
  };
}

async function startOne(
  {
    environment,
    profileFolder,
  }: Pick<Parameters<typeof startRunningBot>[0], 'environment' | 'profileFolder'>,
  role: RunningProcess['role'],
): Promise<RunningProcess> {
  const profiling =
    profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profileFolder)}`];
  const child = startChild({
    script: new URL('../../src/main.ts', import.meta.url),
    nodeArguments: [...flagsOfStart(), ...profiling],
    environment: { ...environment, DOTAI_ROLE: role },
    folder: tmpdir(), // where no `.env` of a developer stands
  });
  const ready = await child.line(
    ({ text }) => lineOf(text)?.msg === 'dotai is ready',
    START_TIMEOUT_MS,
  );
  return {
    ...child,
    role,
    readyAfterMs: ready.atMs - child.startedAtMs,
    residentAtStartMb: child.memory().residentMb,
  };
}

/** What `npm start` tells Node of memory: measured is what people run, without their settings file. */
function flagsOfStart(): readonly string[] {
  const { scripts } = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** In the order in which they came. */
function linesWith(processes: readonly Child[], message: string): readonly LoggedLine[] {
  return processes
    .flatMap(({ lines }) => lines)
    .flatMap(({ text, atMs }) => {
      const line = lineOf(text);
      return line?.msg === message ? [{ atMs, kinds: line.kinds }] : [];
    })
    .toSorted((one, other) => one.atMs - other.atMs);
}

function lineOf(text: string): z.infer<typeof Line> | undefined {
  return text.startsWith('{') ? Line.safeParse(JSON.parse(text)).data : undefined;
}
