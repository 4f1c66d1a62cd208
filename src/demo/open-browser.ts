import { spawn } from 'node:child_process';
import { platform } from 'node:os';

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
