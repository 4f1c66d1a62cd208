import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Demo, startDemo } from '../../src/demo.ts';
import { Organisation } from '../../src/domain/organisation.ts';
import { playConversation } from '../../src/playground/script.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(options: Partial<Parameters<typeof startDemo>[0]> = {}): Promise<Demo> {
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder, { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html>');
  const given = { folder, pace: 1_000, isKept: true, write: () => undefined, pageFolder };
  return startDemo({ ...given, ...options });
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

async function ask(demo: Demo): Promise<Message> {
  const line = '/dotai recommend create a PostgreSQL database in AWS';
  await demo.slack.as('ana').command('#platform', line);
  return sees(demo, 'A few questions');
}

const Sessions = z.object({
  sessions: z.array(z.object({ workflow: z.string(), isOpen: z.boolean() })),
});

async function sessionsOf(demo: Demo) {
  const answer = await fetch(new URL('/playground/sessions', demo.url));
  return Sessions.parse(await answer.json()).sessions;
}

describe('the demo', () => {
  it('plays its script to the end', async () => {
    const demo = await start({ page: false, isKept: false });
    try {
      await playConversation(demo.slack);
      expect(textOf(await sees(demo, 'every object says so itself'))).toContain('@U000000CLEO');
      expect(demo.slack.violations).toEqual([]);
    } finally {
      await demo.close();
    }
  });

  it('shows a page that goes on with a conversation after the bot was restarted', async () => {
    const demo = await start();
    try {
      const page = await fetch(demo.url);
      expect(await page.text()).toContain('<!doctype html>');
      const card = await ask(demo);
      const before = await sessionsOf(demo);
      expect(before).toContainEqual(
        expect.objectContaining({ workflow: 'recommend', isOpen: true }),
      );

      await demo.restartBot();
      await demo.slack.connected();

      expect(await sessionsOf(demo)).toHaveLength(before.length + 1); // and the look at the cluster
      await demo.slack.as('ana').press(card, { label: 'Skip' });
      await sees(demo, 'Solutions');
    } finally {
      await demo.close();
    }
  });

  it('is found again, with its cards alive, by the next demo on the same folder', async () => {
    const first = await start({ page: false });
    const { ts } = await ask(first);
    await first.close();

    const second = await start({ page: false });
    try {
      await second.slack.connected();
      const card = await sees(second, 'A few questions');
      expect(card.ts).toBe(ts);
      await second.slack.as('ana').press(card, { label: 'Skip' });
      expect(buttonsOf(await sees(second, 'Solutions')).map(({ label }) => label)).toContain(
        'Choose 1',
      );
    } finally {
      await second.close();
    }
  });

  it('takes the next free port where its own is in use, and says so', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const demo = await start({ port });
    await demo.close();
    other.close();

    expect(demo.isMoved).toBe(true);
    expect(Number(new URL(demo.url).port)).toBeGreaterThan(port);
  });

  it('says what answers, and what of dotai.yaml it cannot play', async () => {
    const roles = { approvers: { people: ['U1'] } };
    const demo = await start({
      page: false,
      model: {
        kind: 'anthropic',
        apiKey: 'sk-ant-1',
        baseUrl: undefined,
        models: { fast: 'claude-haiku-5-5', reasoning: 'claude-sonnet-5-5' },
      },
      organisation: Organisation.parse({ roles }),
    });
    await demo.close();

    expect(demo.about.model).toContain('Claude (claude-sonnet-5-5, claude-haiku-5-5)');
    expect(JSON.stringify(demo.about)).not.toContain('sk-ant-1');
    expect(demo.about.notices).toEqual([
      expect.stringContaining('Claude answers, since ANTHROPIC_API_KEY is set'),
      expect.stringContaining('approvers that dotai.yaml names'),
    ]);
  });

  it('says how to go on where what is kept cannot be read', async () => {
    writeFileSync(join(folder, 'slack.json'), '{"people": ');

    await expect(start({ page: false })).rejects.toThrow(/cannot be read.*--fresh/u);
  });
});

it('is the only one that opens the look at the records', () => {
  const main = readFileSync('src/main.ts', 'utf8');
  const config = readFileSync('src/config.ts', 'utf8');

  expect(main).toContain('startBot({ config, clock, logger, onLeaseLost })');
  expect(config).not.toMatch(/inspect/iu);
});
