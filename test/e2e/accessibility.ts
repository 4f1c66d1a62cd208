import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe found, one line for each element, ids that stand twice, and how many rules looked at something. */
export interface AccessibilityReport {
  readonly violations: readonly string[];
  readonly rulesThatLooked: number;
}

/** WCAG 2.2 A and AA, and axe's best practices. */
const ALL: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const RULES = {
  all: ALL,
  /** All that another theme can break. */
  colours: { runOnly: ['color-contrast', 'link-in-text-block'] },
  /** All that another width can break. */
  shapes: { ...ALL, rules: { 'color-contrast': { enabled: false } } },
} satisfies Readonly<Record<string, RunOptions>>;

/** Looks at the page as it stands. */
export async function accessibilityOf(
  page: Page,
  rules: keyof typeof RULES = 'all',
): Promise<AccessibilityReport> {
  // Once a page: it stays there until the page is loaded again.
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(SOURCE);
  // Of what passes it is enough to know that it was looked at.
  const options = { ...RULES[rules], resultTypes: ['violations'] };
  return page.evaluate<AccessibilityReport>(`(${REPORT})(${JSON.stringify(options)})`);
}

/** Made in the page, since all that axe knows is a megabyte. */
const REPORT = `async (options) => {
  const { violations, passes } = await axe.run(options);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return {
    violations: [
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => [id, target.join(' '), failureSummary].join(': ')),
      ),
      ...[...repeated].map((id) => 'repeated id: ' + id),
    ],
    rulesThatLooked: passes.length,
  };
}`;
