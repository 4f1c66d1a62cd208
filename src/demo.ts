import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystem, startBot } from './compose.ts';
import { Organisation } from './domain/organisation.ts';
import { startDemoCluster } from './playground/cluster/demo-cluster.ts';
import { demoPlatform } from './playground/platform/demo-platform.ts';
import { playConversation } from './playground/script.ts';
import { type LocalSlack, startLocalSlack } from './playground/slack/local-slack.ts';
import { printConversation } from './playground/terminal.ts';
import { chatInTerminal } from './playground/terminal-chat.ts';

/** Where the demo keeps what was done, from where it is started. */
export const DEMO_FOLDER = join('data', 'demo');

type Write = (line: string) => void;

interface Demo {
  readonly slack: LocalSlack;
  close(): Promise<void>;
}

/** Plays one whole conversation and ends. Leaves nothing behind. */
export async function runScript(write: Write): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-demo-'));
  const demo = await startDemo({ folder, pace: SCRIPT_PACE, isKept: false, write });
  try {
    const stop = printConversation(demo.slack, write);
    await playConversation(demo.slack);
    stop();
  } finally {
    await demo.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A Slack in the terminal, until the person leaves. What was done is found again the next time. */
export async function runDemo(write: Write): Promise<void> {
  const folder = DEMO_FOLDER;
  mkdirSync(folder, { recursive: true });
  const demo = await startDemo({ folder, pace: DEMO_PACE, isKept: true, write });
  try {
    const { stdin: input, stdout: output } = process;
    await chatInTerminal(demo.slack, { input, write, ...(input.isTTY ? { output } : {}) });
  } finally {
    await demo.close();
  }
}

/** A database of a minute becomes ready in five seconds: long enough to see that it was not. */
const SCRIPT_PACE = 12;
const DEMO_PACE = 2;

/** The local Slack, the demo cluster, and between them the bot that production runs. */
async function startDemo(options: {
  folder: string;
  pace: number;
  isKept: boolean;
  write: Write;
}): Promise<Demo> {
  const { folder, pace, isKept, write } = options;
  const cluster = await startDemoCluster({
    documents: demoPlatform(),
    pace,
    ...(isKept ? { stateFile: join(folder, 'cluster.json') } : {}),
  });
  const slack = await startLocalSlack({
    manifest: join(import.meta.dirname, '..', 'app-manifest.yml'),
    ...(isKept ? { stateFile: join(folder, 'slack.json') } : {}),
  });
  const kubeconfigPath = join(folder, 'kubeconfig');
  writeFileSync(kubeconfigPath, cluster.kubeconfig(), { mode: 0o600 });
  const { botToken, appToken } = slack.identity;
  const bot = await startBot({
    config: {
      slack: { botToken, appToken, signingSecret: undefined, apiUrl: slack.apiUrl },
      kubernetes: { kubeconfigPath, context: undefined },
      dataDirectory: folder,
      port: 0,
      logLevel: 'warn',
      organisation: Organisation.parse({}),
      isDemo: true,
    },
    ...createSystem('warn', (line) => write(`log: ${line.trimEnd()}`)),
    onLeaseLost: () => process.exit(1),
  });
  return {
    slack,
    async close() {
      await bot.stop();
      await slack.close();
      await cluster.close();
    },
  };
}
