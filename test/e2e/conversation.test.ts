import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingChromium } from './chromium.ts';
import {
  ASKED,
  buttonOn,
  cardOf,
  confirmationOf,
  feedOf,
  fieldFor,
  formOf,
  openThread,
  panelOf,
  panelToggle,
  personButton,
  reply,
  threadOf,
} from './sights.ts';
import { PATIENCE_MS, type Stage, startStage } from './stage.ts';

describe.skipIf(missingChromium())('a conversation by mouse', { timeout: PATIENCE_MS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, PATIENCE_MS);
  afterEach((test) => stage.endTest(test));
  afterAll(() => stage.close());

  it('leads from a sentence to a database that is ready, in sight of those who build the bot', async () => {
    const page = await stage.open('ana');
    await askByCommand(page);
    await clarify(page);
    await buttonOn(page, 'Solutions', 'Choose 1').click();
    await fillInSettings(page);
    await answerInWords(page);
    await lookAtReview(page);

    await buttonOn(page, 'Review', 'Request approval').click();
    await beRefused(page);
    await findAtHome(page);
    await becomeCleo(page);
    await findAtHome(page);
    await approve(page);

    await lookAtCluster(page);
    await lookAtTraffic(page);
    await findDone(page);
    expect(stage.amiss()).toEqual([]);
  });

  it('shows the quiet parts of Slack: reactions, edits, shortcuts, a direct message', async () => {
    const page = await stage.open('ben', { place: 'C0000ATEAM0' });
    await fieldFor(page, '#a-team').fill('We ned a bucket for backups');
    await page.getByRole('button', { name: 'Send now' }).click();
    const message = feedOf(page, '#a-team').getByRole('article').last();
    await expect.poll(() => message.textContent()).toContain('We ned a bucket');

    await message.hover();
    await message.getByRole('button', { name: 'React with eyes' }).click();
    await message.getByRole('button', { name: /eyes.*1|1.*eyes/iu }).waitFor();
    await message.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit message' }).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('We need a bucket for backups');
    await page.keyboard.press('Enter');
    await message.getByText('(edited)').waitFor();
    expect(await message.textContent()).toContain('We need a bucket');

    await page.getByRole('link', { name: /^dotai APP/u }).click();
    await fieldFor(page, 'dotai').fill('help');
    await page.getByRole('button', { name: 'Send now' }).click();
    await feedOf(page, 'dotai').getByText('/dotai recommend').first().waitFor();
    expect(stage.amiss()).toEqual([]);
  });
});

async function askByCommand(page: Page): Promise<void> {
  const field = fieldFor(page);
  await field.click();
  await field.pressSequentially('/do');
  await page.getByRole('option', { name: /^\/dotai/u }).click();
  await page.getByRole('option', { name: /^recommend/u }).click();
  expect(await field.inputValue()).toBe('/dotai recommend ');
  await field.pressSequentially(ASKED);
  await page.getByRole('button', { name: 'Send now' }).click();
  await feedOf(page).getByText(ASKED).waitFor();
  await openThread(page);
}

async function clarify(page: Page): Promise<void> {
  await buttonOn(page, 'A few questions first', 'Answer').click();
  const form = formOf(page, 'A few questions');
  await form.getByRole('combobox', { name: /managed service/u }).click();
  await page.getByRole('option', { name: /managed service/u }).click();
  await form.getByRole('button', { name: 'Search' }).click();
  await form.waitFor({ state: 'hidden' });
  // As long as the card asks, it names this option, too.
  await buttonOn(page, 'A few questions first', 'Answer').waitFor({ state: 'hidden' });
  await cardOf(page, 'A few questions first').getByText('As a managed service of AWS').waitFor();
}

async function fillInSettings(page: Page): Promise<void> {
  await buttonOn(page, 'Required settings', 'Fill in').click();
  const form = formOf(page, 'Required settings');
  await form.getByRole('textbox', { name: 'Name' }).fill('Orders DB');
  await form.getByRole('combobox', { name: 'Namespace' }).click();
  await form.getByRole('combobox', { name: 'Namespace' }).pressSequentially('a-t');
  await page.getByRole('option', { name: 'b-team' }).waitFor({ state: 'hidden' });
  await page.getByRole('option', { name: 'a-team' }).click();
  await form.getByRole('combobox', { name: 'Size' }).click();
  await page.getByRole('option', { name: 'small' }).click();
  await form.getByRole('button', { name: 'Continue' }).click();

  await form.getByRole('alert').filter({ hasText: 'cannot be used as name' }).waitFor();
  await form.getByRole('textbox', { name: 'Name' }).fill('orders-db');
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.waitFor({ state: 'hidden' });
  await cardOf(page, 'Required settings').getByText('orders-db').waitFor();
}

/** One stage is answered in words and skipped, one by its button, one in words. */
async function answerInWords(page: Page): Promise<void> {
  await cardOf(page, 'Basic settings').getByText('PostgreSQL version').waitFor();
  await reply(page, 'version: 16');
  await cardOf(page, 'Basic settings').getByText(/✓ 16/u).waitFor();
  await reply(page, 'skip');
  await buttonOn(page, 'Advanced settings', 'Skip').click();
  await cardOf(page, 'Anything else?').getByText('Other requirements').waitFor();
  await reply(page, 'N/A');
}

async function lookAtReview(page: Page): Promise<void> {
  const review = cardOf(page, 'Review');
  await review.getByText('accepted this in a dry run').waitFor();
  await review.getByText('+kind: SqlDatabase').waitFor();
  const file = threadOf(page).getByRole('region', { name: /^File orders-db-.*\.yaml$/u });
  const contents = file.getByRole('region', { name: /^Contents of orders-db-/u });
  await contents.getByText('kind: SqlDatabase').waitFor();
  await file.getByRole('button', { name: /^Expand inline/u }).click();
  await contents.getByText('region: us-east-1').waitFor();
}

async function pressApprove(page: Page): Promise<void> {
  await buttonOn(page, 'Change', 'Approve').click();
  const question = confirmationOf(page);
  await question.getByText('It writes one object').waitFor();
  await question.getByRole('button', { name: 'Approve' }).click();
  await question.waitFor({ state: 'hidden' });
}

async function beRefused(page: Page): Promise<void> {
  await pressApprove(page);
  const told = threadOf(page).getByRole('article').filter({ hasText: 'Only visible to you' });
  await told.getByText('Somebody else has to decide').waitFor();
  await told.getByRole('button', { name: 'Dismiss message' }).click();
  await told.waitFor({ state: 'hidden' });
}

async function becomeCleo(page: Page): Promise<void> {
  await personButton(page).click();
  await page.getByRole('menuitemradio', { name: /^Cleo Lindqvist/u }).click();
  await page
    .getByRole('button', { name: /^Cleo Lindqvist.*Switch person/u })
    .first()
    .waitFor();
}

/** What waits for oneself, or for others, leads to where it waits. */
async function findAtHome(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'dotai Home' }).click();
  const main = page.getByRole('main');
  await main.getByRole('heading', { name: 'Waiting for you' }).waitFor();
  await main.getByRole('link', { name: 'SqlDatabase in AWS' }).first().click();
  await buttonOn(page, 'Change', 'Approve').waitFor();
}

async function approve(page: Page): Promise<void> {
  await pressApprove(page);
  await cardOf(page, 'Change').getByText('Ready: every object says so itself').waitFor();
  await cardOf(page, 'Change').getByText('Cleo Lindqvist').waitFor();
  await buttonOn(page, 'Change', 'Approve').waitFor({ state: 'hidden' });
}

async function lookAtCluster(page: Page): Promise<void> {
  await panelToggle(page, 'Cluster').click();
  const panel = panelOf(page, 'Cluster');
  const team = panel.getByRole('region', { name: 'a-team' });
  const object = team.getByRole('button', { name: /^SqlDatabase orders-db ready/u });
  await object.click();
  await team.getByText('kind: SqlDatabase').waitFor();
  await panel.getByRole('button', { name: 'Close Cluster' }).click();
  await panel.waitFor({ state: 'hidden' });
}

async function lookAtTraffic(page: Page): Promise<void> {
  await panelToggle(page, 'Developer').click();
  const panel = panelOf(page, 'Developer');
  const command = panel.getByRole('button', { name: /\/dotai slash_commands.*acknowledged in/u });
  await command.first().click();
  await panel.getByText(ASKED).first().waitFor();
  await panel
    .getByRole('button', { name: /view_submission.*acknowledged in \d+ ms/u })
    .first()
    .waitFor();
  await panel
    .getByRole('button', { name: /to Slack views\.open ok/u })
    .first()
    .waitFor();

  await panel.getByRole('tab', { name: 'Sessions' }).click();
  await panel.getByRole('button', { name: /^change ready closed/u }).waitFor();
  await panel.getByRole('tab', { name: /^Problems/u }).click();
  await panel.getByText('Nothing that Slack would refuse.').waitFor();
  await panel.getByRole('button', { name: 'Close Developer' }).click();
}

/** What became of it, for who approved and for who asked. */
async function findDone(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'dotai Home' }).click();
  await page.getByRole('main').getByText('Nothing waits for you.').waitFor();
  await personButton(page).click();
  await page.getByRole('menuitemradio', { name: /^Ana Ruiz/u }).click();
  const main = page.getByRole('main');
  await main.getByText('Ready: every object says so itself').waitFor();
  await main.getByRole('link', { name: 'SqlDatabase in AWS' }).first().click();
  await cardOf(page, 'Change').getByText('Ready: every object says so itself').waitFor();
}
