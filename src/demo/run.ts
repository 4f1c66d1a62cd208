import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystem } from '../compose.ts';
import { type DemoSettings, readDemoSettings } from '../config.ts';
import { type Demo, type DemoOptions, startDemo } from '../demo.ts';
import { playConversation } from '../playground/script.ts';
import { chatInTerminal } from '../playground/terminal-chat.ts';
import { printConversation } from '../playground/terminal.ts';
import type { DemoArguments } from './arguments.ts';
import { DEMO_FOLDER, prepareFolder } from './folder.ts';
import { doorTo, openBrowser } from './open-browser.ts';
import { chooseOwnCluster, type OwnCluster } from './own-cluster.ts';
import { stopAsked } from './stop-asked.ts';
import { terminalQuestion } from './terminal-question.ts';

type Write = (line: string) => void;

/** The port that people know; another one where it is in use. */
const PAGE_PORT = 4_100;

/** A database of a minute becomes ready in five seconds: long enough to see that it was not. */
const SCRIPT_PACE = 12;
const DEMO_PACE = 2;

/** Runs until the person ends it. Throws `Failure` where it cannot start. */
export async function runDemo(typed: DemoArguments, write: Write): Promise<void> {
  const settings = readDemoSettings();
  if (typed.shows === 'script') return runScript(settings, write);
  const ownCluster = await ownClusterFor(typed, settings, write);
  const folder = ownCluster?.folder ?? DEMO_FOLDER;
  // From here on there is something to end in an orderly way.
  const stop = typed.shows === 'page' ? stopAsked() : undefined;
  const { clock } = createSystem('warn');
  const lock = prepareFolder({ folder, isFresh: typed.isFresh, clock });
  try {
    const options = {
      folder,
      pace: DEMO_PACE,
      isKept: true,
      write,
      ...fromSettings(settings),
      ...(ownCluster ? { ownCluster } : {}),
    };
    if (!stop) return await chat(options);
    const port = typed.port ?? settings.port ?? PAGE_PORT;
    await showUntilStopped({ ...options, port }, { stop, opensBrowser: typed.opensBrowser });
  } finally {
    lock.release();
  }
}

/** Plays one whole conversation and ends. Leaves nothing behind. */
async function runScript(settings: DemoSettings, write: Write): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-demo-'));
  const given = { folder, pace: SCRIPT_PACE, isKept: false, write, page: false };
  try {
    const demo = await startDemo({ ...given, ...fromSettings(settings) });
    try {
      const stop = printConversation(demo.slack, write);
      await playConversation(demo.slack);
      stop();
    } finally {
      await demo.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fromSettings({ organisation, model, embedder }: DemoSettings) {
  return { organisation, model, embedder };
}

async function ownClusterFor(
  { kubeconfig, context, allowsWrites }: DemoArguments,
  settings: DemoSettings,
  write: Write,
): Promise<OwnCluster | undefined> {
  if (kubeconfig === undefined) return undefined;
  return chooseOwnCluster({
    kubeconfig,
    environmentPath: settings.kubeconfigPath,
    context: context ?? settings.context,
    allowsWrites,
    write,
    ask: terminalQuestion(),
  });
}

/** A Slack in the terminal, until the person leaves. */
async function chat(options: DemoOptions): Promise<void> {
  const { write } = options;
  const demo = await startDemo({ ...options, page: false });
  try {
    const { stdin: input, stdout: output } = process;
    demo.about.notices.forEach((notice) => write(notice));
    await chatInTerminal(demo.slack, { input, write, ...(input.isTTY ? { output } : {}) });
  } finally {
    await demo.close();
  }
}

/** The page, until Ctrl+C: also one that was pressed while everything was still starting. */
async function showUntilStopped(
  options: DemoOptions & { readonly port: number },
  { stop, opensBrowser }: { readonly stop: Promise<void>; readonly opensBrowser: boolean },
): Promise<void> {
  const demo = await startDemo(options);
  try {
    introduction(demo, options).forEach((line) => options.write(line));
    if (opensBrowser && !(await openBrowser(doorTo({ url: demo.url, folder: options.folder })))) {
      options.write('  There is no browser that could be opened from here: follow the address.');
    }
    await stop;
    options.write('Stopping. What was done is kept.');
  } finally {
    await demo.close();
  }
}

function introduction(demo: Demo, options: DemoOptions & { readonly port: number }): string[] {
  const { url, isMoved, about } = demo;
  return [
    `The playground is at ${url}`,
    ...(new URL(url).searchParams.has('key')
      ? ['  Whoever knows this address can act as anybody in it: keep it to yourself.']
      : []),
    ...(isMoved ? [`  Port ${options.port} is in use: this is the next free one.`] : []),
    `  Model    ${about.model}`,
    `  Cluster  ${about.cluster}`,
    `  Data     ${options.folder} (--fresh forgets them)`,
    '  Stop     Ctrl+C',
    ...about.notices.map((notice) => `  Note     ${notice}`),
  ];
}
