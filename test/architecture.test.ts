import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..', 'src');

interface Layer {
  /** Folders of `src` that it may import beside itself. */
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** Modules of Node's own; `any` where the outside world is its business. */
  readonly node: 'any' | readonly string[];
}

const PURE = ['node:crypto'];

/** What starts the program leaves the adapters to `compose.ts`. */
const STARTERS = ['compose.ts', 'compose/', 'config.ts', 'domain/', 'ports/'];

/** Puts all the rest together. */
const COMPOSE: Layer = {
  folders: [''],
  packages: ['zod', 'pino', '@slack/', '@kubernetes/'],
  node: 'any',
};

/** Who may import what. The first row whose name begins a file's path is that file's. */
const LAYERS: Readonly<Record<string, Layer>> = {
  'domain/': { folders: [], packages: ['zod'], node: PURE },
  'chat/': { folders: ['domain/'], packages: ['zod'], node: PURE },
  'workflows/': { folders: ['domain/', 'chat/'], packages: ['zod'], node: PURE },
  'ports/': { folders: ['domain/', 'chat/'], packages: ['zod'], node: [] },
  'prompts/': { folders: ['domain/', 'ports/'], packages: ['zod', 'yaml'], node: 'any' },
  'activities/': {
    folders: ['domain/', 'chat/', 'workflows/', 'ports/', 'prompts/'],
    packages: ['zod', 'yaml', 'diff'],
    // Long loops give way to others between two turns; waiting is the clock's.
    node: [...PURE, 'node:timers/promises'],
  },
  'queries/': { folders: ['domain/', 'chat/', 'ports/'], packages: ['zod'], node: PURE },
  'runtime/': {
    folders: ['domain/', 'chat/', 'workflows/', 'ports/', 'activities/', 'queries/'],
    packages: ['zod'],
    node: PURE,
  },
  'adapters/slack/': adapter([
    '@slack/bolt',
    '@slack/socket-mode',
    '@slack/types',
    '@slack/web-api',
  ]),
  'adapters/kubernetes/': adapter(['@kubernetes/client-node', 'yaml']),
  'adapters/sqlite/': adapter([]),
  'adapters/redis/': adapter(['ioredis']),
  'adapters/bullmq/': adapter(['bullmq', 'ioredis']),
  'adapters/qdrant/': adapter(['@qdrant/js-client-rest']),
  'adapters/embedding/': adapter(['@lat.md/', 'openai']),
  'adapters/system/': adapter(['pino']),
  'adapters/cel/': adapter(['@marcbachmann/cel-js']),
  'adapters/anthropic/': adapter(['@anthropic-ai/sdk'], ['prompts/']),
  'adapters/offline/': adapter([], ['prompts/']),
  'workers/': { folders: ['domain/', 'ports/', 'runtime/'], packages: [], node: 'any' },
  // Before its folder's row: what runs in the browser.
  'playground/page/': {
    folders: ['playground/', 'domain/'],
    packages: ['react', 'react-dom', 'slack-blocks-to-jsx', '@fontsource/', 'vite', 'zod'],
    // Its build settings only.
    node: ['node:path'],
  },
  'playground/': {
    folders: ['domain/'],
    packages: ['ws', 'yaml', 'zod', '@marcbachmann/cel-js'],
    node: 'any',
  },
  'config.ts': { folders: ['domain/', 'config/'], packages: ['zod'], node: 'any' },
  'config/': { folders: ['domain/'], packages: ['zod', 'yaml'], node: 'any' },
  'compose.ts': COMPOSE,
  'compose/': COMPOSE,
  'main.ts': { folders: STARTERS, packages: [], node: 'any' },
  'demo.ts': { folders: [...STARTERS, 'demo/', 'playground/'], packages: [], node: 'any' },
  'demo/': { folders: [...STARTERS, 'demo.ts', 'playground/'], packages: [], node: 'any' },
  'cli.ts': { folders: [...STARTERS, 'demo.ts', 'demo/'], packages: [], node: 'any' },
};

function adapter(sdk: readonly string[], more: readonly string[] = []): Layer {
  return {
    folders: ['domain/', 'chat/', 'ports/', ...more],
    packages: ['zod', ...sdk],
    node: 'any',
  };
}

/** What a module names in `import`, `export … from`, `import()` and `new URL(…, import.meta.url)`. */
const SPECIFIERS = [
  /(?:^|\n)\s*(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]/gu,
  /(?:^|\n)\s*import\s*['"]([^'"]+)['"]/gu,
  /\bimport\(\s*['"]([^'"]+)['"]/gu,
  /\bnew URL\(\s*['"](\.[^'"]+\.ts)['"]\s*,\s*import\.meta\.url/gu,
];

function specifiersOf(text: string): string[] {
  return SPECIFIERS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []),
  );
}

/** Why `file` may not import `specifier`; undefined when it may. Paths are relative to `src`. */
function faultOf(file: string, specifier: string): string | undefined {
  const [name, layer] = Object.entries(LAYERS).find(([prefix]) => file.startsWith(prefix)) ?? [];
  if (!name || !layer) return `${file}: no row of the table is its own`;
  const isAllowed = specifier.startsWith('.')
    ? mayImportFile(resolved(file, specifier), [name, ...layer.folders])
    : specifier.startsWith('node:')
      ? layer.node === 'any' || layer.node.includes(specifier)
      : layer.packages.some((allowed) => isPackage(specifier, allowed));
  return isAllowed ? undefined : `${file} imports ${specifier}`;
}

function resolved(file: string, specifier: string): string {
  return normalize(join(dirname(file), specifier));
}

function mayImportFile(target: string, folders: readonly string[]): boolean {
  const isInside = !target.startsWith('..') && !/\.test\.tsx?$/u.test(target);
  return isInside && folders.some((folder) => target.startsWith(folder));
}

function isPackage(specifier: string, allowed: string): boolean {
  return allowed.endsWith('/')
    ? specifier.startsWith(allowed)
    : specifier === allowed || specifier.startsWith(`${allowed}/`);
}

/** Every TypeScript file below a folder, by walking it. */
function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? walk(join(folder, entry.name)).map((file) => join(entry.name, file))
      : /\.tsx?$/u.test(entry.name)
        ? [entry.name]
        : [],
  );
}

const files = walk(SOURCE).map((path) => ({
  path,
  text: readFileSync(join(SOURCE, path), 'utf8'),
}));
const product = files.filter(({ path }) => !/\.test\.tsx?$/u.test(path));

describe('architecture', () => {
  it('was looked at in every file', () => {
    const listed = globSync(['**/*.ts', '**/*.tsx'], { cwd: SOURCE });

    expect(files.length).toBeGreaterThan(0);
    expect(files.map(({ path }) => path).toSorted()).toEqual(listed.toSorted());
    const imports = product.flatMap(({ text }) => specifiersOf(text));
    expect(imports.length).toBeGreaterThan(product.length);
  });

  it('lets each folder import what the table says, and nothing else', () => {
    const faults = product.flatMap(({ path, text }) =>
      specifiersOf(text).flatMap((specifier) => faultOf(path, specifier) ?? []),
    );

    expect(faults).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = product
      .filter(({ path, text }) => path !== 'config.ts' && /\bprocess\s*\.\s*env\b/u.test(text))
      .map(({ path }) => path);

    expect(readers).toEqual([]);
  });
});

describe('the architecture test itself', () => {
  it('sees every way to import', () => {
    const text = [
      "import { one } from './one.ts';",
      "import type {\n  Two,\n  Too,\n} from '../two.ts';",
      "import 'three';",
      "export * from './four.ts';",
      "const five = await import('five');",
      "new Worker(new URL('./six-worker.ts', import.meta.url));",
    ].join('\n');

    expect(specifiersOf(text).toSorted()).toEqual(
      ['./one.ts', '../two.ts', 'three', './four.ts', 'five', './six-worker.ts'].toSorted(),
    );
  });

  it.each([
    ['domain/json.ts', 'node:crypto'],
    ['runtime/dispatch.ts', '../ports/clock.ts'],
    ['adapters/slack/render.ts', '@slack/bolt'],
    ['adapters/offline/model.ts', '../../prompts/clarify.ts'],
    ['compose.ts', './adapters/slack/chat.ts'],
    ['demo.ts', './playground/script.ts'],
    ['playground/page/app.tsx', '../page-protocol.ts'],
    ['playground/page/app.tsx', '@fontsource/lato/400.css'],
  ])('lets %s import %s', (file, specifier) => {
    expect(faultOf(file, specifier)).toBeUndefined();
  });

  it.each([
    ['domain/json.ts', '../chat/card.ts'],
    ['domain/json.ts', 'node:fs'],
    ['chat/card.ts', 'yaml'],
    ['workflows/scan/state.ts', '../../ports/clock.ts'],
    ['runtime/dispatch.ts', '../adapters/system/clock.ts'],
    ['runtime/dispatch.ts', '@slack/bolt'],
    ['adapters/slack/render.ts', '../sqlite/database.ts'],
    ['adapters/sqlite/lease.ts', '@slack/web-api'],
    ['playground/slack/server.ts', '../../chat/card.ts'],
    ['playground/slack/server.ts', 'react'],
    ['playground/page/app.tsx', 'node:fs'],
    ['playground/page/app.tsx', '../../chat/card.ts'],
    ['main.ts', './adapters/system/clock.ts'],
    ['domain/json.ts', './json.test.ts'],
    ['domain/json.ts', '../../test/builders.ts'],
    ['somewhere/new.ts', 'zod'],
  ])('keeps %s from importing %s', (file, specifier) => {
    expect(faultOf(file, specifier)).toBeDefined();
  });
});
