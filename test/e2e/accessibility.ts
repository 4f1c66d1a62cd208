import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe found, one line for each element, and how many of its rules looked at something. */
export interface AccessibilityReport {
  readonly violations: readonly string[];
  readonly rulesThatLooked: number;
}

/** Looks at the page as it stands: WCAG 2.2 A and AA, and axe's best practices. */
export async function accessibilityOf(page: Page): Promise<AccessibilityReport> {
  await page.evaluate(SOURCE);
  const options: RunOptions = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  };
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  const violations = results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
  return { violations, rulesThatLooked: results.passes.length };
}
