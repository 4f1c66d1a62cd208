import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo.ts';
import { chooseOwnCluster } from '../../src/demo/own-cluster.ts';
import { type DemoCluster, startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';

/** A person's own cluster: nothing of the demo but its API. */
let cluster: DemoCluster;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-own-'));
  cluster = await startDemoCluster({ documents: demoPlatform(), pace: 1_000 });
  writeFileSync(join(folder, 'kubeconfig'), cluster.kubeconfig());
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

async function startOver(allowsWrites: boolean): Promise<Demo> {
  const own = await chooseOwnCluster({
    kubeconfig: join(folder, 'kubeconfig'),
    environmentPath: undefined,
    context: undefined,
    allowsWrites,
    write: () => undefined,
    ask: undefined,
  });
  return startDemo({
    folder,
    pace: 1,
    isKept: true,
    page: false,
    write: () => undefined,
    ownCluster: { ...own, folder },
  });
}

/** Waits until a card in the channel says so. */
function sees({ slack }: Demo, words: string): Promise<Message> {
  const seen = (): Message | undefined => {
    const roots = slack.messages('#platform');
    const all = roots.flatMap(({ ts }) => slack.messages('#platform', { thread: ts }));
    return all.findLast((message) => textOf(message).includes(words));
  };
  return slack.waitFor(seen, { timeoutMs: 15_000, what: `a card that says “${words}”` });
}

async function askForADatabase(demo: Demo): Promise<Message> {
  const ana = demo.slack.as('ana');
  await ana.command('#platform', '/dotai recommend create a PostgreSQL database in AWS');
  const { thread_ts: thread = '' } = await sees(demo, 'A few questions');
  const say = (text: string) => ana.say('#platform', text, { thread });
  await say('skip');
  await sees(demo, 'Solutions');
  await say('1');
  await sees(demo, 'Required settings');
  await say('name: my-db, namespace: a-team, size: small, region: us-east-1');
  await sees(demo, 'Basic settings');
  await say('skip');
  await sees(demo, 'Advanced settings');
  await say('skip');
  await sees(demo, 'Anything else?');
  await say('N/A');
  const review = await sees(demo, 'accepted this in a dry run');
  await ana.press(review, { label: 'Request approval' });
  return sees(demo, 'Exactly ');
}

function labelsOf(message: Message): readonly string[] {
  return buttonsOf(message).map(({ label }) => label);
}

/** What was written for good: dry runs and questions about access are not. */
function writes(): readonly string[] {
  return cluster
    .requests()
    .filter(({ method, url }) => method !== 'GET' && !url.includes('dryRun=All'))
    .filter(({ url }) => !url.includes('/authorization.k8s.io/'))
    .map(({ method, url }) => `${method} ${url}`);
}

it('is sent nothing but dry runs until its owner allows more, and then takes approvals by the platform team', async () => {
  const reading = await startOver(false);
  try {
    expect(reading.cluster).toBeUndefined();
    expect(reading.about.cluster).toContain('dry runs are sent, nothing is stored');
    expect(reading.about.notices[0]).toContain('context demo');

    const closed = await askForADatabase(reading);
    expect(textOf(closed)).toContain(
      'reads the cluster demo and sends it dry runs, of which nothing is stored',
    );
    expect(labelsOf(closed)).toContain('Check again');
    expect(labelsOf(closed)).not.toContain('Approve');
    expect(writes()).toEqual([]);
  } finally {
    await reading.close();
  }

  const writing = await startOver(true);
  try {
    expect(writing.about.notices[0]).toMatch(
      /Changes that are approved here are written to it.*every person in it, the requester and the approver/u,
    );
    await writing.slack.connected();
    const waiting = await sees(writing, 'Exactly ');
    await writing.slack.as('ana').press(waiting, { label: 'Check again' });
    const open = await sees(writing, 'Waits for approval by');
    await writing.slack.as('ben').press(open, { label: 'Approve' });
    await writing.slack.waitFor(() => writing.slack.ephemerals('ben').length > 0);
    expect(writes()).toEqual([]);
    await writing.slack.as('cleo').press(open, { label: 'Approve' });
    await sees(writing, 'every object says so itself');
    expect(writes()).toHaveLength(1);
  } finally {
    await writing.close();
  }
});
