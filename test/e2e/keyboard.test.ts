import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingChromium } from './chromium.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';
import {
  ASKED,
  cardOf,
  confirmationOf,
  feedOf,
  fieldFor,
  formOf,
  panelOf,
  panelToggle,
  threadOf,
} from './sights.ts';
import { PATIENCE_MS, type Stage, startStage } from './stage.ts';

const BACK = 'Shift+Tab';

describe.skipIf(missingChromium())(
  'a conversation by keyboard alone',
  { timeout: PATIENCE_MS },
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage();
    }, PATIENCE_MS);
    afterEach((test) => stage.endTest(test));
    afterAll(() => stage.close());

    it('leads from a sentence to a database that is ready', async () => {
      const page = await stage.open('ana');
      const keys = keyboardOf(page);
      await askByCommand(page, keys);
      await clarify(page, keys);
      await keys.use('Choose 1');
      await fillInSettings(page, keys);
      await skipTheRest(page, keys);
      await lookAtReview(page, keys);
      await thinkAgain(page, keys);
      await becomeCleo(page, keys);
      await approve(page, keys);
      await leave(page, keys);

      expect(keys.unseen()).toEqual([]);
      expect(stage.amiss()).toEqual([]);
    });

    it('leaves the field of a thread first, and keeps what is written in it', async () => {
      const page = await stage.open('ana');
      const keys = keyboardOf(page);
      await askByCommand(page, keys);
      const field = page.getByRole('textbox', { name: 'Reply…' });
      await keys.type('not yet @cl');
      await page.getByRole('option', { name: /^Cleo/u }).waitFor();
      await keys.press('Escape');
      await page.getByRole('option').waitFor({ state: 'hidden' });
      await isFocused(page, field);
      await keys.press('Escape');
      await isFocused(page, page.getByRole('group', { name: 'Thread in platform' }));
      expect(await field.inputValue()).toBe('not yet @cl');
      await keys.press('Escape');
      await threadOf(page).waitFor({ state: 'hidden' });

      expect(keys.unseen()).toEqual([]);
      expect(stage.amiss()).toEqual([]);
    });

    it('reaches the side panels, and comes back from them', async () => {
      const page = await stage.open('ana', { place: 'C0000RANDOM' });
      const keys = keyboardOf(page);
      await isFocused(page, fieldFor(page, '#random'));
      await keys.use('Developer', BACK);
      const panel = panelOf(page, 'Developer');
      await panel
        .getByRole('button', { name: /acknowledged in|to Slack/u })
        .first()
        .waitFor();
      await keys.goTo({ role: 'tab', name: 'Traffic' });
      await keys.press('ArrowRight');
      await isFocused(page, panel.getByRole('tab', { name: 'Sessions', selected: true }));
      await panel.getByRole('button', { name: /^scan/u }).waitFor();
      await keys.use(/^scan/u);
      await panel.getByRole('heading', { name: 'State' }).waitFor();
      await keys.press('Escape');
      await panel.waitFor({ state: 'hidden' });
      await isFocused(page, panelToggle(page, 'Developer'));

      await keys.use('Cluster');
      await keys.use('Close Cluster');
      await isFocused(page, panelToggle(page, 'Cluster'));
      await keys.use('Skip to the conversation', BACK);
      await isFocused(page, page.getByRole('main'));

      expect(keys.unseen()).toEqual([]);
      expect(stage.amiss()).toEqual([]);
    });
  },
);

async function askByCommand(page: Page, keys: Keyboard): Promise<void> {
  await keys.goTo({ role: 'button', name: 'Skip to the message field' }, BACK);
  await keys.press('Enter');
  await isFocused(page, fieldFor(page));
  const cards = feedOf(page).getByText(ASKED);
  const earlier = await cards.count();

  await keys.type('/do');
  await page.getByRole('option', { name: /^\/dotai/u, selected: true }).waitFor();
  await keys.press('Escape');
  await page.getByRole('option', { name: /^\/dotai/u }).waitFor({ state: 'hidden' });
  await keys.type('t');
  await keys.press('Tab');
  await keys.press('ArrowDown');
  await page.getByRole('option', { name: /^recommend/u, selected: true }).waitFor();
  await keys.press('Enter');
  await keys.type(ASKED);
  await keys.press('Enter');

  await cards.nth(earlier).waitFor();
  await keys.goTo({ role: 'group', name: '#platform' }, BACK);
  await keys.press('ArrowUp');
  await isFocused(page, feedOf(page).getByRole('article').last());
  await keys.use(/^\d+ repl(y|ies)/u);
  await isFocused(page, page.getByRole('textbox', { name: 'Reply…' }));
}

async function clarify(page: Page, keys: Keyboard): Promise<void> {
  await keys.use('Answer', BACK);
  const form = formOf(page, 'A few questions');
  await isFocused(page, form.getByRole('combobox').first());
  await keys.press('Escape');
  await form.waitFor({ state: 'hidden' });
  await isFocused(page, threadOf(page).getByRole('button', { name: 'Answer', exact: true }));

  await keys.press('Enter');
  await isFocused(page, form.getByRole('combobox').first());
  await keys.press('ArrowDown');
  await page.getByRole('option', { name: /managed service/u }).waitFor();
  await keys.press('Enter');
  await keys.use('Search');
  await form.waitFor({ state: 'hidden' });
  await cardOf(page, 'Solutions').waitFor();
  await isFocusedIn(threadOf(page));
}

async function fillInSettings(page: Page, keys: Keyboard): Promise<void> {
  await keys.use('Fill in');
  const form = formOf(page, 'Required settings');
  await isFocused(page, form.getByRole('textbox', { name: 'Name' }));
  await keys.press('Control+Enter');
  await form.getByRole('alert').first().waitFor();
  await isFocused(page, form.getByRole('textbox', { name: 'Name' }));
  await keys.type('keys-db');
  await keys.goTo({ role: 'combobox', name: 'Namespace' });
  await keys.type('a-t');
  await page.getByRole('option', { name: 'b-team' }).waitFor({ state: 'hidden' });
  await keys.press('Enter');
  await keys.goTo({ role: 'combobox', name: 'Size' });
  await keys.press('ArrowDown');
  await page.getByRole('option', { name: 'small' }).waitFor();
  await keys.press('Enter');
  await keys.press('Control+Enter');
  await form.waitFor({ state: 'hidden' });
  await isFocusedIn(threadOf(page));
}

async function skipTheRest(page: Page, keys: Keyboard): Promise<void> {
  await cardOf(page, 'Basic settings').waitFor();
  await keys.use('Skip');
  await cardOf(page, 'Advanced settings').waitFor();
  await keys.use('Skip');
  await keys.use('Nothing else, build it');
}

/** All that is still to come would move what is looked at. */
async function lookAtReview(page: Page, keys: Keyboard): Promise<void> {
  await threadOf(page).getByText('kind: SqlDatabase', { exact: true }).waitFor();
  await keys.use(/^Expand inline/u);
  await threadOf(page).getByRole('button', { name: 'Collapse' }).waitFor();
  await keys.use('Request approval', BACK);
  await cardOf(page, 'Change').getByRole('button', { name: 'Approve' }).waitFor();
}

/** Escape is no, and leads back to the button. */
async function thinkAgain(page: Page, keys: Keyboard): Promise<void> {
  await keys.use('Approve');
  const question = confirmationOf(page);
  await isFocused(page, question.getByRole('button', { name: 'Approve' }));
  await keys.press('Escape');
  await question.waitFor({ state: 'hidden' });
  await isFocused(page, cardOf(page, 'Change').getByRole('button', { name: 'Approve' }));
}

async function becomeCleo(page: Page, keys: Keyboard): Promise<void> {
  await keys.goTo({ role: 'link', name: 'Home' }, 'F6');
  await keys.use(/^Ana Ruiz.*Switch person/u);
  await page.getByRole('menuitemradio', { name: /^Ana Ruiz/u }).waitFor();
  await keys.press('Escape');
  await isFocused(page, page.getByRole('button', { name: /^Ana Ruiz.*Switch person/u }).first());
  await keys.press('ArrowDown');
  await keys.press('c');
  await isFocused(page, page.getByRole('menuitemradio', { name: /^Cleo Lindqvist/u }));
  await keys.press('Enter');
  await page
    .getByRole('button', { name: /^Cleo Lindqvist.*Switch person/u })
    .first()
    .waitFor();
}

async function approve(page: Page, keys: Keyboard): Promise<void> {
  await keys.goTo({ role: 'region', name: 'Thread' }, 'F6');
  await keys.use('Approve');
  await isFocused(page, confirmationOf(page).getByRole('button', { name: 'Approve' }));
  await keys.press('Enter');
  await cardOf(page, 'Change').getByText('Ready: every object says so itself').waitFor();
  await isFocusedIn(threadOf(page));
}

/** Escape closes the thread and leads to its message; the switcher leads elsewhere. */
async function leave(page: Page, keys: Keyboard): Promise<void> {
  await keys.press('Escape');
  await threadOf(page).waitFor({ state: 'hidden' });
  await isFocused(page, feedOf(page).getByRole('article').last());
  await keys.press('Control+k');
  await isFocused(page, page.getByRole('combobox', { name: 'Search Acme' }));
  await keys.type('rand');
  await page.getByRole('option', { name: 'random', selected: true }).waitFor();
  await keys.press('Enter');
  await isFocused(page, fieldFor(page, '#random'));
}

/** Until it has the focus. */
async function isFocused(page: Page, wanted: Locator): Promise<void> {
  await wanted.and(page.locator(':focus')).waitFor();
}

async function isFocusedIn(around: Locator): Promise<void> {
  await around.locator(':focus').waitFor();
}
