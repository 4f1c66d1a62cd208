import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingChromium } from './chromium.ts';
import { ask, askForApproval, askForSettings } from './fast-forward.ts';
import {
  buttonOn,
  cardOf,
  confirmationOf,
  feedOf,
  fieldFor,
  formOf,
  overhangOf,
  personButton,
  reply,
  replyField,
  threadOf,
} from './sights.ts';
import { PATIENCE_MS, type Stage, startStage } from './stage.ts';

describe.skipIf(missingChromium())('nothing is lost', { timeout: PATIENCE_MS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, PATIENCE_MS);
  afterEach((test) => stage.endTest(test));
  afterAll(() => stage.close());

  it('when the page is loaded again in the middle of a form', async () => {
    const { thread } = await askForSettings(stage.demo.slack);
    const page = await stage.open('ana', { place: `C00PLATFORM/${thread}` });
    const form = await beginForm(page);
    await form.getByRole('textbox', { name: 'Name' }).pressSequentially('reloaded-db');

    await page.reload();
    await form.waitFor();
    expect(await form.getByRole('combobox', { name: 'Namespace' }).inputValue()).toBe('a-team');
    expect(await form.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('reloaded-db');
    await finishForm(page);
    await cardOf(page, 'Required settings').getByText('reloaded-db').waitFor();
    expect(stage.amiss()).toEqual([]);
  });

  it('when it is loaded again in a thread, with a draft, or before a question is answered', async () => {
    const { thread } = await askForApproval(stage.demo.slack, 'kept-db');
    const page = await stage.open('cleo', { place: `C00PLATFORM/${thread}` });
    await replyField(page).fill('I will look at it after lunch');
    await buttonOn(page, 'Change', 'Approve').click();
    await confirmationOf(page).waitFor();

    await page.reload();
    await buttonOn(page, 'Change', 'Approve').waitFor();
    expect(await confirmationOf(page).count()).toBe(0);
    expect(await replyField(page).inputValue()).toBe('I will look at it after lunch');
    expect(await cardOf(page, 'Change').textContent()).toContain('Waits for approval');
    expect(stage.amiss()).toEqual([]);
  });

  it('when two people sit at two tabs of one browser', async () => {
    const { thread } = await askForApproval(stage.demo.slack, 'shared-db');
    const ana = await stage.open('ana', { place: `C00PLATFORM/${thread}` });
    const cleo = await openBeside(ana, 'Cleo Lindqvist');
    await cleo.getByRole('main').waitFor();
    await pressApprove(ana);
    await threadOf(ana).getByText('Somebody else has to decide').waitFor();

    await pressApprove(cleo);
    await cardOf(cleo, 'Change').getByText('Ready: every object says so itself').waitFor();
    await cardOf(ana, 'Change').getByText('Ready: every object says so itself').waitFor();
    expect(await threadOf(ana).getByText('Only visible to you').count()).toBe(1);
    expect(await threadOf(cleo).getByText('Only visible to you').count()).toBe(0);
    expect(stage.amiss()).toEqual([]);
  });

  it('when the bot is started again under an open form', async () => {
    const { thread } = await askForSettings(stage.demo.slack);
    const page = await stage.open('ana', { place: `C00PLATFORM/${thread}` });
    const form = await beginForm(page);
    await form.getByRole('textbox', { name: 'Name' }).fill('restarted-db');

    await stage.demo.restartBot();
    await stage.demo.slack.connected();
    await finishForm(page);
    await cardOf(page, 'Required settings').getByText('restarted-db').waitFor();
    await cardOf(page, 'Basic settings').waitFor();
    expect(stage.amiss()).toEqual([]);
  });

  it('when everything is started again under an open page', async () => {
    stage.expectError(/WebSocket connection to 'ws:.*' failed/u);
    stage.expectError(/Failed to load resource: net::ERR_CONNECTION_REFUSED/u);
    const { thread } = await ask(stage.demo.slack);
    const page = await stage.open('ana', { place: `C00PLATFORM/${thread}` });
    await buttonOn(page, 'A few questions first', 'Skip').waitFor();

    await stage.stop();
    await page.getByRole('status').getByText('Reconnecting…').waitFor();
    await reply(page, 'skip');
    await page.getByText('The playground cannot be reached').waitFor();
    expect(await replyField(page).inputValue()).toBe('skip');

    await stage.startAgain();
    await page.getByText('Reconnecting…').waitFor({ state: 'hidden' });
    await replyField(page).press('Enter');
    await buttonOn(page, 'Solutions', 'Choose 1').click();
    await cardOf(page, 'Required settings').waitFor();
    expect(stage.amiss()).toEqual([]);
  });
});

describe.skipIf(missingChromium())(
  'a sentence or a plain sight answers',
  { timeout: PATIENCE_MS },
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage();
    });
    afterEach((test) => stage.endTest(test));
    afterAll(() => stage.close());

    it('a button that is pressed while the bot is away', async () => {
      const { slack } = stage.demo;
      const { thread } = await ask(slack);
      const page = await stage.open('ana', { place: `C00PLATFORM/${thread}` });
      await buttonOn(page, 'A few questions first', 'Skip').waitFor();
      slack.faults.next({ method: 'apps.connections.open', status: 503, times: 1_000 });
      slack.sockets.drop();
      await slack.waitFor(() => !slack.isAppConnected());
      await buttonOn(page, 'A few questions first', 'Skip').click();
      await cardOf(page, 'A few questions first')
        .getByText('dotai is not connected right now')
        .waitFor();
      await reply(page, 'skip');

      slack.faults.clear();
      await slack.connected();
      slack.retryEventsNow();
      await buttonOn(page, 'Solutions', 'Choose 1').waitFor();
      expect(stage.amiss()).toEqual([]);
    });

    it('what looks like markup', async () => {
      const page = await stage.open('ben');
      const typed = `<img src=x onerror="alert(1)"> & <b>bold</b> &lt; <script>alert(2)</script>`;
      await fieldFor(page).fill(typed);
      await fieldFor(page).press('Enter');
      await feedOf(page).getByText(typed, { exact: true }).waitFor();
      await fieldFor(page).fill(`/dotai recommend <b>a PostgreSQL database</b> & <img src=x>`);
      await fieldFor(page).press('Enter');
      await feedOf(page).getByText('<b>a PostgreSQL database</b> & <img src=x>').waitFor();
      expect(await page.getByRole('img').count()).toBe(0);
      expect(stage.amiss()).toEqual([]);
    });

    it('words that nobody can use', async () => {
      const page = await stage.open('ben', { place: 'C0000RANDOM' });
      const field = fieldFor(page, '#random');
      await field.fill('/deploy everything');
      await field.press('Enter');
      await feedOf(page, '#random').getByText('/deploy is not a valid command.').waitFor();
      expect(await field.inputValue()).toBe('/deploy everything');
      await field.fill(' '.repeat(40));
      await field.press('Enter');
      expect(await page.getByRole('button', { name: 'Send now' }).isDisabled()).toBe(true);
      expect(stage.demo.slack.messages('#random')).toEqual([]);
      expect(stage.amiss()).toEqual([]);
    });

    it('a very long message, and hundreds of them', async () => {
      const ben = stage.demo.slack.as('ben');
      for (let count = 1; count <= 300; count += 1) ben.send('#random', `Message number ${count}`);
      const page = await stage.open('ana', { place: 'C0000RANDOM' });
      const feed = feedOf(page, '#random');
      await feed.getByText('Message number 300', { exact: true }).waitFor();
      expect(await isInSight(feed.getByText('Message number 300'), fieldFor(page, '#random'))).toBe(
        true,
      );

      await fieldFor(page, '#random').fill(
        `${'x'.repeat(3_000)} ${'word '.repeat(1_500)} the end.`,
      );
      await fieldFor(page, '#random').press('Enter');
      await feed.getByText(/the end\.$/u).waitFor();
      expect(await overhangOf(page)).toBe(0);
      await feed.focus();
      for (let count = 0; count < 30; count += 1) await page.keyboard.press('PageUp');
      await page.getByRole('button', { name: 'Jump to latest' }).waitFor();
      ben.send('#random', 'One more');
      await page.getByRole('button', { name: 'New messages' }).click();
      await feed.getByText('One more').waitFor();
      expect(await isInSight(feed.getByText('One more'), fieldFor(page, '#random'))).toBe(true);
      expect(stage.amiss()).toEqual([]);
    });

    it('a guest, who sees what he may and approves nothing', async () => {
      const { slack } = stage.demo;
      const { thread } = await askForApproval(slack, 'guarded-db');
      await slack.as('ana').dm('between us: help');
      const direct = slack.state().channels.find(({ kind }) => kind === 'im');
      const ana = await stage.open('ana', { place: 'app/messages' });
      await feedOf(ana, 'dotai').getByText('between us').first().waitFor();
      const page = await stage.open('gus', { place: direct?.id ?? '' });
      await page.getByRole('heading', { name: '#platform, Acme' }).waitFor();
      expect(await page.getByText('between us').count()).toBe(0);

      await page.goto(`${stage.demo.url}#/gus/C00PLATFORM/${thread}`);
      await pressApprove(page);
      await threadOf(page).getByText('Only visible to you').waitFor();
      expect(await cardOf(page, 'Change').textContent()).toContain('Waits for approval');
      expect(stage.amiss()).toEqual([]);
    });
  },
);

/** Opens the form of required settings and fills in all but the name. */
async function beginForm(page: Page) {
  await buttonOn(page, 'Required settings', 'Fill in').click();
  const form = formOf(page, 'Required settings');
  await form.getByRole('combobox', { name: 'Namespace' }).click();
  await page.getByRole('option', { name: 'a-team' }).click();
  await form.getByRole('combobox', { name: 'Size' }).click();
  await page.getByRole('option', { name: 'small' }).click();
  return form;
}

async function finishForm(page: Page): Promise<void> {
  const form = formOf(page, 'Required settings');
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.waitFor({ state: 'hidden' });
}

async function pressApprove(page: Page): Promise<void> {
  await buttonOn(page, 'Change', 'Approve').click();
  await confirmationOf(page).getByRole('button', { name: 'Approve' }).click();
  await confirmationOf(page).waitFor({ state: 'hidden' });
}

async function openBeside(page: Page, person: string): Promise<Page> {
  await personButton(page).click();
  const opening = page.context().waitForEvent('page');
  await page.getByRole('menuitem', { name: `Open as ${person} in a new tab` }).click();
  return opening;
}

/** Whether it stands above the field, and not above the page. */
async function isInSight(message: Locator, field: Locator): Promise<boolean> {
  const [seen, below] = [await message.boundingBox(), await field.boundingBox()];
  if (!seen || !below) return false;
  return seen.y > 0 && seen.y + seen.height < below.y;
}
