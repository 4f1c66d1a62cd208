import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** In the demo's folder; leads to the page. */
export const DOOR_FILE = 'open.html';

/**
 * What the browser is given to open. Every account of a machine sees the words that programs are
 * started with: an address with a key in it goes by a file that only this account can read.
 */
export function doorTo({ url, folder }: { readonly url: string; readonly folder: string }): string {
  if (!new URL(url).searchParams.has('key')) return url;
  const file = resolve(folder, DOOR_FILE);
  const page = `<!doctype html><meta http-equiv="refresh" content="0; url=${url}"><title>Playground</title><a href="${url}">Open the playground</a>`;
  rmSync(file, { force: true });
  writeFileSync(file, page, { mode: 0o600 });
  return pathToFileURL(file).href;
}

/** Opens an address in the person's browser; false where the system has no command for it. */
export async function openBrowser(url: string): Promise<boolean> {
  const [command, ...before] = openingCommand();
  const child = spawn(command, [...before, url], { detached: true, stdio: 'ignore' });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false));
  child.once('spawn', () => resolve(true));
  child.unref();
  return promise;
}

function openingCommand(): readonly [string, ...string[]] {
  switch (platform()) {
    case 'darwin':
      return ['open'];
    case 'win32':
      // `start` takes its first quoted word for a window's title.
      return ['cmd', '/c', 'start', ''];
    default:
      return ['xdg-open'];
  }
}
