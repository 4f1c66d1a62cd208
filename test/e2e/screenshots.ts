import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../src/demo.ts';
import { launchChromium, openWindow, PHONE, type WindowOptions } from './chromium.ts';
import { haveColleaguesTalk } from './colleagues.ts';
import { moveDate } from './moved-date.ts';
import { begin, type Talk, talkUnder } from './talk.ts';

/** Writes the pictures of the README: `npm run screenshots`. */

const REPOSITORY = join(import.meta.dirname, '..', '..');
const IMAGES = join(REPOSITORY, 'docs', 'images');
const PLATFORM = 'C00PLATFORM';

interface Stage {
  readonly demo: Demo;
  readonly browser: Browser;
}

interface Sight extends WindowOptions {
  readonly as: string;
  /** Behind the person in the address. */
  readonly address: string;
}

const folder = mkdtempSync(join(tmpdir(), 'dotai-screenshots-'));
try {
  mkdirSync(IMAGES, { recursive: true });
  await haveColleaguesTalk(folder, join(REPOSITORY, 'app-manifest.yml'));
  moveDate(new Date('2026-03-11T09:24:00Z'));
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const demo = await startDemo({ folder, pace: 40, isKept: true, write });
  const browser = await launchChromium();
  try {
    await demo.slack.connected();
    await play({ demo, browser });
  } finally {
    await browser.close();
    await demo.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function play(stage: Stage): Promise<void> {
  const { slack } = stage.demo;
  await haveBucket(stage);
  const ana = await openSight(stage, { as: 'ana', address: PLATFORM });
  const field = ana.getByRole('textbox', { name: 'Message #platform' });
  await field.fill('/dotai recommend create a PostgreSQL database in AWS');
  await field.press('Enter');
  const root = await slack.waitFor(
    () => slack.messages('#platform').find(({ user }) => user === slack.identity.botUserId),
    { timeoutMs: 30_000, what: 'a first card' },
  );
  const talk = talkUnder(slack, root, 'ana');
  await showSolutions(stage, talk, ana);
  await showForm(talk, ana);
  await finishSettings(talk);
  await showApproval(stage, talk);
  await showReady(talk, ana);
}

async function showSolutions(stage: Stage, talk: Talk, ana: Page): Promise<void> {
  await talk.sees('A few questions');
  const first = ana.getByRole('article').filter({ hasText: 'create a PostgreSQL' });
  await first.getByRole('button', { name: /repl(y|ies)/u }).click();
  await talk.say(
    'It should be a managed PostgreSQL (RDS) with DB schema management, and publicly accessible.',
  );
  await talk.sees('Solutions');
  await showFrom(ana, 'Solutions');
  await shoot(ana, 'recommend-light');
  const address = `${PLATFORM}/${talk.root.ts}`;
  const dark = await openSight(stage, { as: 'ana', address, theme: 'dark' });
  await showFrom(dark, 'Solutions');
  await shoot(dark, 'recommend-dark');
  await dark.context().close();
}

async function showForm(talk: Talk, ana: Page): Promise<void> {
  await talk.press('Choose 1');
  await talk.sees('Required settings');
  await talk.say('name: my-db, namespace: a-team');
  await talk.sees('✓ a-team');
  await ana.getByRole('button', { name: 'Fill in' }).last().click();
  const form = ana.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).waitFor();
  await shoot(ana, 'form');
  await form.getByRole('button', { name: 'Cancel' }).click();
}

async function finishSettings(talk: Talk): Promise<void> {
  await talk.fillIn({ Size: 'small' });
  await talk.sees('Basic settings');
  await talk.say('Databases: db-01, db-02');
  await talk.sees('✓ db-01, db-02');
  await talk.press('Write Schemas for me');
  await talk.sees('written for you');
  await talk.press('Continue', 'Skip');
  await talk.sees('Advanced settings');
  await talk.press('Skip');
  await talk.sees('Anything else?');
  await talk.say('N/A');
  await talk.press('Request approval');
}

async function showApproval(stage: Stage, talk: Talk): Promise<void> {
  await talk.sees('Waits for approval');
  const cleo = await openSight(stage, { as: 'cleo', address: `${PLATFORM}/${talk.root.ts}` });
  await cleo.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await shoot(cleo, 'approval');
  await cleo.goto(`${stage.demo.url}#/cleo/app/home`);
  await cleo.getByText('Waiting for you').waitFor();
  await shoot(cleo, 'home');
  await cleo.context().close();
  const phone = { as: 'cleo', address: `${PLATFORM}/${talk.root.ts}`, size: PHONE, scale: 2 };
  const small = await openSight(stage, phone);
  await shoot(small, 'mobile');
  await small.context().close();
}

async function showReady(talk: Talk, ana: Page): Promise<void> {
  await ana.getByRole('button', { name: 'Developer', exact: true }).click();
  await talk.pressAs('cleo', 'Approve');
  await talk.sees('not ready yet');
  await shoot(ana, 'developer');
  await talk.sees('every object says so itself');
  await ana.getByRole('button', { name: 'Cluster', exact: true }).click();
  await ana.getByRole('button', { name: /^SqlDatabase my-db/u }).click();
  await shoot(ana, 'ready-cluster');
}

/** What Ben asked for a little earlier, in another channel. */
async function haveBucket({ demo: { slack } }: Stage): Promise<void> {
  const line = '/dotai recommend a bucket for invoices in AWS';
  const talk = await begin(slack, { who: 'ben', channel: '#a-team', line });
  await talk.sees('A few questions');
  await talk.press('Skip');
  await talk.press('Choose 1');
  await talk.sees('Required settings');
  await talk.say('name: invoices, namespace: a-team, region: eu-west-1');
  await talk.sees('Advanced settings');
  await talk.press('Skip');
  await talk.press('Nothing else, build it');
  await talk.press('Request approval');
  await talk.pressAs('drew', 'Approve');
  await talk.sees('every object says so itself');
}

async function openSight(stage: Stage, { as, address, ...options }: Sight): Promise<Page> {
  const { page } = await openWindow(stage.browser, options);
  await page.clock.setFixedTime(new Date());
  await page.goto(`${stage.demo.url}#/${as}/${address}`);
  return page;
}

/** Scrolls the thread to a card, its author above it. */
async function showFrom(page: Page, heading: string): Promise<void> {
  const thread = page.getByRole('region', { name: 'Thread' });
  const card = thread.getByRole('article').filter({ hasText: heading }).last();
  await card.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

/** Waits until nothing moves any more. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.clock.setFixedTime(new Date());
  await page.mouse.move(0, 0);
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}
