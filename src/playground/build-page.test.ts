import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../domain/failure.ts';
import { buildPage } from './build-page.ts';

/** Does what vite does with a page, and counts how often. */
const VITE = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const folder = process.argv[process.argv.indexOf('--outDir') + 1];
appendFileSync('builds', 'x');
mkdirSync(folder + '/assets', { recursive: true });
writeFileSync(folder + '/index.html', 'page ' + process.pid);
writeFileSync(folder + '/assets/code.js', 'page ' + process.pid);
`;
const BROKEN_VITE = `
console.error('\\n\\u001b[33mx a look at the page\\u001b[39m');
console.error('\\u001b[31merror: Could not resolve "./gone.tsx" in app.tsx\\u001b[39m\\n    at code');
process.exitCode = 1;
`;
/** What vite 8 says below its two headings. */
const FAILURES = [
  [
    "[UNRESOLVED_IMPORT] Could not resolve './gone.tsx' in page/main.tsx",
    '   ╭─[ page/main.tsx:1:8 ]\n   │',
    "[UNRESOLVED_IMPORT] Could not resolve './gone.tsx' in page/main.tsx (page/main.tsx:1:8)",
  ],
  [
    '[builtin:vite-transform] Expected `:` but found `decimal`',
    '   ╭─[ page/main.tsx:1:29 ]\n   │',
    '[builtin:vite-transform] Expected `:` but found `decimal` (page/main.tsx:1:29)',
  ],
  [
    'Error: [vite]: Rolldown failed to resolve import "nowhere" from "page/main.tsx".',
    'This is most likely unintended because it can break your application at runtime.',
    'Error: [vite]: Rolldown failed to resolve import "nowhere" from "page/main.tsx".',
  ],
] as const;
const PAGE = 'src/playground/page/main.tsx';

let repository: string;
const lines: string[] = [];

function write(path: string, text: string): void {
  const file = join(repository, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The moment of the last change, in seconds from now. */
function touch(path: string, seconds: number): void {
  const time = new Date(Date.now() + seconds * 1_000);
  utimesSync(join(repository, path), time, time);
}

function build(): Promise<string> {
  return buildPage((line) => void lines.push(line), repository);
}

function builds(): number {
  const counted = join(repository, 'builds');
  return existsSync(counted) ? readFileSync(counted, 'utf8').length : 0;
}

beforeEach(() => {
  lines.length = 0;
  repository = mkdtempSync(join(tmpdir(), 'dotai-build-'));
  write('package.json', '{}');
  write('node_modules/vite/bin/vite.js', VITE);
  for (const path of [PAGE, 'src/playground/page-protocol.ts', 'package-lock.json']) {
    write(path, '');
    touch(path, -60);
  }
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('the page', () => {
  it('is built once, and again when a source of it is newer', async () => {
    const folder = await build();
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toMatch(/^page/u);
    await build();
    expect(builds()).toBe(1);
    for (const path of [PAGE, 'src/playground/page-protocol.ts', 'package-lock.json']) {
      touch('dist/playground-page/index.html', -30);
      touch(path, -20);
      await build();
      touch(path, -60);
    }
    expect(builds()).toBe(4);
    expect(lines).toEqual(Array.from({ length: 4 }, () => 'Building the page…'));
  });

  it('is whole, and leaves nothing beside it, where two build it at once', async () => {
    const folders = await Promise.all([build(), build(), build(), build()]);

    expect(new Set(folders).size).toBe(1);
    const [folder] = folders;
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe(
      readFileSync(join(folder, 'assets', 'code.js'), 'utf8'),
    );
    expect(readdirSync(dirname(folder))).toEqual(['playground-page']);
  });

  it('stays as it was where it cannot be built, and the reason is told', async () => {
    const folder = await build();
    const before = readFileSync(join(folder, 'index.html'), 'utf8');
    write('node_modules/vite/bin/vite.js', BROKEN_VITE);
    touch(PAGE, 60);
    const failed = build();

    await expect(failed).rejects.toBeInstanceOf(Failure);
    await expect(failed).rejects.toThrow(
      'The page could not be built: error: Could not resolve "./gone.tsx" in app.tsx',
    );
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe(before);
    expect(readdirSync(dirname(folder))).toEqual(['playground-page']);
  });

  it.each(FAILURES)('cannot be built where vite says: %s', async (error, below, told) => {
    const headings = '✗ Build failed in 107ms\nerror during build:\nBuild failed with 1 error:\n\n';
    const said = JSON.stringify(`warning: cannot minify\n${headings}${error}\n${below}\n`);
    const broken = `console.error(${said}); process.exitCode = 1;`;
    write('node_modules/vite/bin/vite.js', broken);

    await expect(build()).rejects.toMatchObject({
      message: `The page could not be built: ${told}`,
    });
  });

  it('needs vite only where it must be built', async () => {
    await build();
    rmSync(join(repository, 'node_modules'), { recursive: true });
    expect(await build()).toContain('playground-page');
    touch(PAGE, 60);

    await expect(build()).rejects.toThrow(
      'The page is built with development dependencies: npm ci',
    );
  });
});
