import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Failure } from '../domain/failure.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const PAGE = join('src', 'playground', 'page');
const PROTOCOL = join('src', 'playground', 'page-protocol.ts');
const BUILT = join('dist', 'playground-page');

/**
 * Builds the page where a source of it is newer than what was built last, and returns the folder that
 * holds it. Throws `Failure('unavailable')` with what is wrong with the page, or what to install.
 */
export async function buildPage(
  write: (line: string) => void,
  repository = REPOSITORY,
): Promise<string> {
  const built = join(repository, BUILT);
  if (isUpToDate(built, repository)) return built;
  const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) {
    throw new Failure('unavailable', 'The page is built with development dependencies: npm ci');
  }
  write('Building the page…');
  const beside = `${built}.${randomUUID()}`;
  const startedAt = new Date();
  try {
    await runVite(vite, repository, beside);
    // What is written while the page is built is newer than the page.
    utimesSync(join(beside, 'index.html'), startedAt, startedAt);
    // Another build may have been quicker, and is served from there already.
    if (!isUpToDate(built, repository)) putInPlace(beside, built);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return built;
}

function isUpToDate(built: string, repository: string): boolean {
  const builtAtMs = changedAtMs(join(built, 'index.html'));
  return builtAtMs !== undefined && builtAtMs >= newestSourceMs(repository);
}

/** The latest change of what the page is made from; 0 where its sources are not here. */
function newestSourceMs(repository: string): number {
  const page = join(repository, PAGE);
  const inPage = existsSync(page)
    ? readdirSync(page, { recursive: true, encoding: 'utf8' }).map((name) => join(page, name))
    : [];
  const others = [PROTOCOL, 'package-lock.json'].map((name) => join(repository, name));
  const times = [...inPage, ...others].map((path) => changedAtMs(path) ?? 0);
  return times.reduce((newest, time) => Math.max(newest, time), 0);
}

function changedAtMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

async function runVite(vite: string, repository: string, folder: string): Promise<void> {
  const options = ['--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const child = spawn(process.execPath, [vite, 'build', join(repository, PAGE), ...options], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts: string[] = [];
  for (const stream of [child.stderr, child.stdout]) {
    stream.setEncoding('utf8').on('data', (text: string) => void texts.push(text));
  }
  await once(child, 'close');
  const said = stripVTControlCharacters(texts.join(''));
  if (child.exitCode === 0 && existsSync(join(folder, 'index.html'))) return;
  throw new Failure('unavailable', `The page could not be built: ${tellingLine(said)}`, {
    cause: said,
  });
}

/** Lines by which vite says that there is an error, and not which. */
const HEADING = /^(?:\S+ )?build failed\b|^error during build:?$/iu;
/** Above the lines of a file that it shows: where the error is. */
const PLACE = /^╭─\[ (.+) \]$/u;

/** What is wrong and where: the first line below vite's headings, else the first that sounds like it. */
function tellingLine(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const below = lines.slice(lines.findLastIndex((line) => HEADING.test(line)) + 1);
  const isHeaded = below.length > 0 && below.length < lines.length;
  const told = lines.find((line) => /error|fail|cannot|could not|not found/iu.test(line));
  const error = (isHeaded ? below[0] : told) ?? lines[0];
  if (error === undefined) return 'vite ended without a word.';
  const place = PLACE.exec(isHeaded ? (below[1] ?? '') : '')?.[1];
  return place === undefined ? error : `${error} (${place})`;
}

/** Another build may do the same at the same time: the last one stays, and none is ever half there. */
function putInPlace(built: string, place: string): void {
  const aside = `${place}.${randomUUID()}`;
  for (let attempt = 0; ; attempt += 1) {
    if (existsSync(place)) tolerateMissing(() => renameSync(place, aside));
    try {
      renameSync(built, place);
      break;
    } catch (cause) {
      if (attempt === ATTEMPTS_MAX || !isTaken(cause)) throw cause;
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
}

const ATTEMPTS_MAX = 20;

function tolerateMissing(work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
}

function isTaken(cause: unknown): boolean {
  if (!(cause instanceof Error && 'code' in cause)) return false;
  return cause.code === 'ENOTEMPTY' || cause.code === 'EEXIST';
}
