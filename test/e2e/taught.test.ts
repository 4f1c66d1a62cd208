import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingChromium } from './chromium.ts';
import { confirmationOf, feedOf, fieldFor, openThread, threadOf } from './sights.ts';
import { PATIENCE_MS, type Stage, startStage } from './stage.ts';

const RUNBOOK =
  '# Runbook\n\n## Public services\n\nEverything that must be public in AWS needs an InternetGateway, ' +
  'because without one nothing is reachable from the internet.\n';

describe.skipIf(missingChromium())('what people know', { timeout: PATIENCE_MS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, PATIENCE_MS);
  afterEach((test) => stage.endTest(test));
  afterAll(() => stage.close());

  it('is captured from a thread of the past by a pin, and reviewed there', async () => {
    const page = await stage.open('cleo', { place: 'C0000TALK00' });
    const feed = feedOf(page, '#platform-talk');
    const question = feed.getByRole('article').filter({ hasText: 'How do teams get a database' });
    await question.hover();
    await question.getByRole('button', { name: 'React with pushpin' }).click();
    await question.getByRole('button', { name: /^\d+ repl(?:y|ies)/u }).click();
    const thread = threadOf(page);
    await thread.getByText('Found 1 pattern').first().waitFor({ timeout: PATIENCE_MS });
    await thread.getByRole('button', { name: 'Accept', exact: true }).click();

    await thread.getByText('It is a pattern now.').waitFor();
    await thread.getByRole('button', { name: 'Show the pattern' }).waitFor();
    expect(stage.amiss()).toEqual([]);
  });

  it('is learned from a file that is shared with the bot', async () => {
    const page = await stage.open('ana');
    await attach(page, { name: 'runbook.md', mimeType: 'text/markdown', text: RUNBOOK });
    await page.getByText('runbook.md').waitFor();
    await fieldFor(page).fill('@dotai learn from this');
    await page.getByRole('button', { name: 'Send now' }).click();

    const card = feedOf(page).getByRole('article').filter({ hasText: 'Read runbook.md' });
    await card.getByText('Found 1 pattern').waitFor({ timeout: PATIENCE_MS });
    await openThread(page);
    await threadOf(page).getByText('InternetGateway').first().waitFor();
    expect(stage.amiss()).toEqual([]);
  });

  it('is no picture, which cannot be shared here, and can be taken back', async () => {
    const page = await stage.open('ben', { place: 'C0000ATEAM0' });
    await attach(page, { name: 'cat.jpg', mimeType: 'image/jpeg', text: '\0\0' });
    await page.getByText('cat.jpg is no text').waitFor();
    await attach(page, { name: 'notes.txt', mimeType: 'text/plain', text: 'Notes' });
    await page.getByRole('button', { name: 'Remove notes.txt' }).click();
    expect(await page.getByText('notes.txt').count()).toBe(0);

    await fieldFor(page, '#a-team').fill('This was too much');
    await page.getByRole('button', { name: 'Send now' }).click();
    const message = feedOf(page, '#a-team').getByRole('article').filter({ hasText: 'too much' });
    await message.hover();
    await message.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete message …' }).click();
    await confirmationOf(page).getByRole('button', { name: 'Cancel' }).click();
    expect(await message.count()).toBe(1);
    await message.hover();
    await message.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete message …' }).click();
    await confirmationOf(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await message.waitFor({ state: 'detached' });

    expect(stage.demo.slack.messages('#a-team').map(({ text }) => text)).not.toContain(
      'This was too much',
    );
    expect(stage.amiss()).toEqual([]);
  });
});

async function attach(
  page: Page,
  {
    name,
    mimeType,
    text,
  }: { readonly name: string; readonly mimeType: string; readonly text: string },
): Promise<void> {
  const buffer = Buffer.from(text);
  await page.locator('input[type="file"]').first().setInputFiles({ name, mimeType, buffer });
}
