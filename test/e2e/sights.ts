import type { Locator, Page } from 'playwright-core';

/** What a person finds on the page, by what it is and is called. */

export const ASKED = 'create a PostgreSQL database in AWS';

/** Where one writes: in a channel, or `dotai` for its direct conversation. */
export function fieldFor(page: Page, place = '#platform'): Locator {
  return page.getByRole('textbox', { name: `Message ${place}`, exact: true });
}

export function replyField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Reply…' });
}

export function feedOf(page: Page, name = '#platform'): Locator {
  return page.getByRole('group', { name, exact: true });
}

export function threadOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Thread', exact: true });
}

/** The cards of the open thread with this heading, the newest last. */
export function cardOf(page: Page, heading: string): Locator {
  const named = page.getByRole('heading', { name: heading, exact: true });
  return threadOf(page).getByRole('article').filter({ has: named }).last();
}

export function buttonOn(page: Page, heading: string, label: string): Locator {
  return cardOf(page, heading).getByRole('button', { name: label, exact: true });
}

export function formOf(page: Page, title: string): Locator {
  return page.getByRole('dialog', { name: title, exact: true });
}

export function confirmationOf(page: Page): Locator {
  return page.getByRole('alertdialog');
}

export function panelOf(page: Page, name: 'Developer' | 'Cluster'): Locator {
  return page.getByRole('complementary', { name, exact: true });
}

export function panelToggle(page: Page, name: 'Developer' | 'Cluster'): Locator {
  return page.getByRole('banner').getByRole('button', { name, exact: true });
}

/** The button with one's own name that opens the list of people. */
export function personButton(page: Page): Locator {
  const sidebar = page.getByRole('navigation', { name: 'Channels and messages' });
  return sidebar.getByRole('button', { name: /Switch person/u });
}

/** Says in the open thread. */
export async function reply(page: Page, words: string): Promise<void> {
  await replyField(page).fill(words);
  await replyField(page).press('Enter');
}

/** Opens the thread below the newest message of the channel. */
export async function openThread(page: Page): Promise<void> {
  const link = feedOf(page).getByRole('button', { name: /^\d+ repl(y|ies)/u });
  await link.last().click();
  await threadOf(page).waitFor();
}

/** How far the page can be scrolled sideways. */
export function overhangOf(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}
