import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser of this machine: `CHROMIUM_PATH`, or the first of the usual names on `PATH`. */
function chromiumPath(): string | undefined {
  const { CHROMIUM_PATH: named, PATH = '' } = process.env;
  const usual = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(named === undefined ? [] : [named]), ...usual].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** For `describe.skipIf`: says why the suite does not run. */
export function missingChromium(): boolean {
  const isMissing = chromiumPath() === undefined;
  if (isMissing) {
    process.stderr.write(
      'skipped: no Chromium here (apt-get install chromium, or CHROMIUM_PATH)\n',
    );
  }
  return isMissing;
}

export function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
  // Root, as in a container, cannot have Chromium's sandbox; the page is our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A window on the page with the tabs that it opens, and all that must not happen in them. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests, and sockets, to any other host than this machine. */
  readonly strayRequests: readonly string[];
  /** What a tab logged as an error, threw, asked by a box of the browser, or was refused by its policy. */
  readonly errors: readonly string[];
}

export interface WindowOptions {
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  /** Pixels of the screen for each pixel of the page. */
  readonly scale?: number;
}

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** For one thing to come on a page: the first look at a cluster takes over 15 s on a machine with ten times its load. */
const PATIENCE_MS = 45_000;

export async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: options.size ?? DESKTOP,
    colorScheme: options.theme ?? 'light',
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const strayRequests: string[] = [];
  const errors: string[] = [];
  function note(address: string): void {
    if (!isOfThisMachine(address)) strayRequests.push(address);
  }
  context.on('request', (request) => note(request.url()));
  context.on('page', (page) => void page.on('websocket', (socket) => note(socket.url())));
  context.on('weberror', (thrown) => void errors.push(thrown.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('dialog', (dialog) => {
    errors.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const page = await context.newPage();
  return { page, context, strayRequests, errors };
}

function isOfThisMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:';
}
