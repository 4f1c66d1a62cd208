import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { type Demo, startDemo } from '../../src/demo.ts';
import { type Window, type WindowOptions, launchChromium, openWindow } from './chromium.ts';

/** So fast that what takes a minute in the demo cluster takes less than a second. */
const PACE = 100;

/** For a whole conversation, or the start of the demo with a page to be built, on a busy machine. */
export const PATIENCE_MS = 120_000;

/** The demo as `npm run demo` starts it, and a browser to look at it with. */
export interface Stage {
  readonly demo: Demo;
  /** A window of its own, as this person: `a-team`, `app/home`. `#platform` where no place is named. */
  open(as: string, options?: WindowOptions & { readonly place?: string }): Promise<Page>;
  /** Ends the demo; nothing is at its address any more. */
  stop(): Promise<void>;
  /** Starts the next demo on what the one before left, at the same address. */
  startAgain(): Promise<void>;
  /** An error that belongs to this test. */
  expectError(words: RegExp): void;
  /** What must never happen and did since the test began: the last word of every test. */
  amiss(): readonly string[];
  /** Closes the windows, and forms that are open. A test that failed shows first what stood in them. */
  endTest(test: TestContext): Promise<void>;
  close(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-e2e-'));
  const options = { folder, pace: PACE, isKept: true, write: () => undefined };
  const browser = await launchChromium();
  let demo = await startDemo(options).catch(async (cause: unknown) => {
    await browser.close();
    throw cause;
  });
  const { port } = new URL(demo.url);
  let windows: readonly Window[] = [];
  let expected: readonly RegExp[] = [];
  let violations: readonly string[] = [];

  async function stop(): Promise<void> {
    violations = [...violations, ...violationsOf(demo)];
    await demo.close();
  }
  return {
    get demo() {
      return demo;
    },
    async open(as, { place = 'C00PLATFORM', ...looks } = {}) {
      const window = await openWindow(browser, looks);
      windows = [...windows, window];
      await window.page.goto(`${demo.url}#/${as}/${place}`);
      await window.page.getByRole('main').waitFor();
      return window.page;
    },
    stop,
    async startAgain() {
      demo = await startDemo({ ...options, port: Number(port) });
      if (demo.isMoved) throw new Error(`Something else took port ${port}.`);
      await demo.slack.connected();
    },
    expectError(words) {
      expected = [...expected, words];
    },
    amiss: () => [
      ...windows.flatMap(({ strayRequests }) => strayRequests),
      ...windows.flatMap(({ errors }) => errors).filter((error) => !fits(error, expected)),
      ...violations,
      ...violationsOf(demo),
    ],
    async endTest({ task }) {
      if (task.result?.state === 'fail') await showWindows(windows);
      await Promise.all(windows.map(({ context }) => context.close()));
      windows = [];
      expected = [];
      await closeForms(demo);
    },
    async close() {
      await browser.close();
      await demo.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For whoever reads why a test failed: what a person would have found. */
async function showWindows(windows: readonly Window[]): Promise<void> {
  for (const page of windows.flatMap(({ context }) => context.pages())) {
    const seen = await page.locator('body').ariaSnapshot();
    process.stderr.write(`\n${page.url()} showed:\n${seen}\n`);
  }
}

/** A form stays open until it is closed, whoever looks. */
async function closeForms({ slack }: Demo): Promise<void> {
  for (const { id } of slack.people) {
    while (slack.views(id).length > 0) await slack.as(id).closeView();
  }
}

function fits(error: string, expected: readonly RegExp[]): boolean {
  return expected.some((words) => words.test(error));
}

function violationsOf({ slack }: Demo): readonly string[] {
  return slack.violations.map((violation) => JSON.stringify(violation));
}
