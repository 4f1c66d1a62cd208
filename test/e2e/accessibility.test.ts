import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AccessibilityReport, accessibilityOf } from './accessibility.ts';
import { DESKTOP, PHONE, missingChromium } from './chromium.ts';
import { ask, askForApproval, askForSettings } from './fast-forward.ts';
import {
  buttonOn,
  cardOf,
  confirmationOf,
  fieldFor,
  formOf,
  overhangOf,
  panelOf,
  panelToggle,
  personButton,
  threadOf,
} from './sights.ts';
import { PATIENCE_MS, type Stage, startStage } from './stage.ts';

interface Sight {
  readonly name: string;
  /** Default: `#platform`. */
  readonly place?: () => string;
  readonly as?: string;
  readonly show: (page: Page) => Promise<void>;
}

describe.skipIf(missingChromium())('everybody can use', { timeout: PATIENCE_MS }, () => {
  let stage: Stage;
  let waiting = '';
  let asking = '';
  let choosing = '';
  beforeAll(async () => {
    stage = await startStage();
    waiting = `C00PLATFORM/${(await askForApproval(stage.demo.slack, 'seen-db')).thread}`;
    asking = `C00PLATFORM/${(await askForSettings(stage.demo.slack)).thread}`;
    const chooser = await ask(stage.demo.slack);
    await chooser.say('skip', 'Solutions');
    choosing = `C00PLATFORM/${chooser.thread}`;
  }, PATIENCE_MS);
  afterEach((test) => stage.endTest(test));
  afterAll(() => stage.close());

  const sights: readonly Sight[] = [
    {
      name: 'an empty channel, and what completes a command in it',
      place: () => 'C0000RANDOM',
      async show(page) {
        await fieldFor(page, '#random').pressSequentially('/dotai ');
        await page.getByRole('option', { name: /^recommend/u }).waitFor();
      },
    },
    {
      name: 'a thread with solutions, and the list of what can be done with a message',
      place: () => choosing,
      async show(page) {
        await cardOf(page, 'Solutions').hover();
        await buttonOn(page, 'Solutions', 'More actions').click();
        await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
      },
    },
    {
      name: 'a thread with the review, its file, and the change that waits',
      place: () => waiting,
      async show(page) {
        const file = threadOf(page).getByRole('region', { name: /^File seen-db/u });
        await file.getByRole('button', { name: /^Expand inline/u }).click();
        await file.getByRole('button', { name: 'Collapse' }).waitFor();
      },
    },
    {
      name: 'a form with what is wrong in it, and an open menu',
      place: () => asking,
      async show(page) {
        await buttonOn(page, 'Required settings', 'Fill in').click();
        const form = formOf(page, 'Required settings');
        await form.getByRole('button', { name: 'Continue' }).click();
        await form.getByRole('alert').first().waitFor();
        await form.getByRole('combobox', { name: 'Size' }).click();
        await page.getByRole('option', { name: 'small' }).waitFor();
      },
    },
    {
      name: 'the question before a change is approved',
      place: () => waiting,
      as: 'cleo',
      async show(page) {
        await buttonOn(page, 'Change', 'Approve').click();
        await confirmationOf(page).waitFor();
      },
    },
    {
      name: 'the Home of an approver',
      place: () => 'app/home',
      as: 'cleo',
      async show(page) {
        await page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
        await page.getByText('seen-db').first().waitFor();
      },
    },
    {
      name: 'a direct conversation that is empty',
      place: () => 'app/messages',
      as: 'drew',
      async show(page) {
        await page.getByRole('group', { name: 'Suggested prompts' }).waitFor();
      },
    },
    {
      name: 'the traffic, with a record unfolded',
      async show(page) {
        const panel = await openPanel(page, 'Developer');
        await panel.getByRole('searchbox').fill('recommend');
        await panel
          .getByRole('button', { name: /slash_commands/u })
          .first()
          .click();
        await panel.getByText('Payload').first().waitFor();
      },
    },
    {
      name: 'the sessions, with one unfolded',
      async show(page) {
        const panel = await openPanel(page, 'Developer');
        await panel.getByRole('tab', { name: 'Sessions' }).click();
        await panel
          .getByRole('button', { name: /^change/u })
          .first()
          .click();
        await panel.getByRole('heading', { name: 'State' }).waitFor();
      },
    },
    {
      name: 'what Slack would refuse',
      async show(page) {
        const panel = await openPanel(page, 'Developer');
        await panel.getByRole('tab', { name: /^Problems/u }).click();
        await panel.getByText('Nothing that Slack would refuse.').waitFor();
      },
    },
    {
      name: 'the cluster',
      async show(page) {
        await openPanel(page, 'Cluster');
      },
    },
    {
      name: 'the menu of people',
      async show(page) {
        await personButton(page).click();
        await page.getByRole('menuitemradio', { name: /^Cleo/u }).waitFor();
      },
    },
    {
      name: 'the search',
      async show(page) {
        await fieldFor(page).and(page.locator(':focus')).waitFor();
        await page.keyboard.press('Control+k');
        await page.getByRole('option').first().waitFor();
      },
    },
  ];

  it.each(sights)('$name', async ({ place = () => 'C00PLATFORM', as = 'ana', show }) => {
    const page = await stage.open(as, { place: place() });
    await show(page);

    expect(await looks(page)).toEqual({});
    expect(stage.amiss()).toEqual([]);
  });

  it('a small screen, one part at a time, without scrolling sideways', async () => {
    const page = await stage.open('ana', { size: PHONE, theme: 'dark' });
    const seen: Record<string, AccessibilityReport & { readonly overhangPx: number }> = {};
    async function look(name: string): Promise<void> {
      seen[name] = { ...(await accessibilityOf(page)), overhangPx: await overhangOf(page) };
    }
    await fieldFor(page).waitFor();
    await look('a channel');
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('link', { name: 'a-team' }).waitFor();
    await look('the list');
    await page.goto(`${stage.demo.url}#/ana/${waiting}`);
    await cardOf(page, 'Change').waitFor();
    await look('a thread');
    await page.goto(`${stage.demo.url}#/ana/${asking}`);
    await buttonOn(page, 'Required settings', 'Fill in').click();
    await formOf(page, 'Required settings').getByRole('button', { name: 'Continue' }).waitFor();
    await look('a form');
    await page.keyboard.press('Escape');
    await page.goto(`${stage.demo.url}#/cleo/app/home`);
    await page.getByText('seen-db').first().waitFor();
    await look('the Home');

    for (const { violations, rulesThatLooked, overhangPx } of Object.values(seen)) {
      expect({ violations, overhangPx }).toEqual({ violations: [], overhangPx: 0 });
      expect(rulesThatLooked).toBeGreaterThan(RULES_MIN);
    }
    expect(Object.keys(seen)).toHaveLength(5);
    expect(stage.amiss()).toEqual([]);
  });
});

/** Fewer would mean that axe saw no page. */
const RULES_MIN = 20;

async function openPanel(page: Page, name: 'Developer' | 'Cluster') {
  await panelToggle(page, name).click();
  const panel = panelOf(page, name);
  await panel
    .getByText(name === 'Cluster' ? /Nothing has been applied|ready/u : 'Live')
    .first()
    .waitFor();
  return panel;
}

/** What axe finds in the page as it stands, light and dark, wide and narrow; empty where all is well. */
async function looks(page: Page): Promise<Record<string, unknown>> {
  const problems: Record<string, unknown> = {};
  async function look(name: string, rules: 'all' | 'colours' | 'shapes'): Promise<void> {
    const { violations, rulesThatLooked } = await accessibilityOf(page, rules);
    const least = rules === 'colours' ? 1 : RULES_MIN;
    if (violations.length > 0) problems[name] = violations;
    if (rulesThatLooked < least) problems[`${name}: rules`] = rulesThatLooked;
  }
  await look('light', 'all');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('dark', 'colours');
  await page.setViewportSize(PHONE);
  await look('narrow', 'shapes');
  const overhangPx = await overhangOf(page);
  if (overhangPx > 0) problems['narrow, overhang'] = overhangPx;
  await page.setViewportSize(DESKTOP);
  return problems;
}
