import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { generatedDefinitions } from './generated-definitions.ts';

const ManyContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('generated'), count: z.number() }),
  /** `count` of the definitions in a folder, taken evenly. */
  z.object({ type: z.literal('folder'), folder: z.string(), count: z.number() }),
]);
type ManyContent = z.infer<typeof ManyContent>;

/** What a cluster serves: the demo platform, or as many custom kinds as are asked for. */
export const ClusterContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('platform') }),
  ...ManyContent.options,
  /** The demo platform among many: conversations find what they need, and a scan has its work. */
  z.object({ type: z.literal('platform-among'), many: ManyContent }),
]);
export type ClusterContent = z.infer<typeof ClusterContent>;

export function documentsOf(content: ClusterContent): readonly JsonObject[] {
  switch (content.type) {
    case 'platform':
      return demoPlatform();
    case 'generated':
      return generatedDefinitions(content.count);
    case 'folder':
      return evenly(readdirSync(content.folder).sort(), content.count).map((name) =>
        JsonObject.parse(parse(readFileSync(join(content.folder, name), 'utf8'))),
      );
    case 'platform-among': {
      const platform = demoPlatform();
      const names = new Set(platform.map((document) => nameOf(document)));
      const others = documentsOf(content.many).filter((document) => !names.has(nameOf(document)));
      return [...platform, ...others];
    }
  }
}

const Named = z.object({ metadata: z.object({ name: z.string() }) });

function nameOf(document: JsonObject): string {
  return Named.parse(document).metadata.name;
}

/** Evenly over the list, so that a smaller cluster is of the same mixture as a larger one. */
function evenly<Value>(values: readonly Value[], count: number): readonly Value[] {
  const step = Math.max(1, values.length / count);
  return values.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** Many custom kinds: real ones where this machine has them, else generated ones. */
export interface ManyKinds {
  readonly source: 'real kinds' | 'generated kinds';
  /** How many there are at most. */
  readonly available: number;
  contentOf(count: number): ManyContent;
  /** Removes what was unpacked. */
  remove(): void;
}

const GENERATED_MAX = 5_000;

export function findManyKinds(): ManyKinds {
  const root = dirname(dirname(dirname(import.meta.dirname)));
  const archive = join(root, 'shared/cluster/crds-large.tar.xz');
  if (!existsSync(archive)) {
    return {
      source: 'generated kinds',
      available: GENERATED_MAX,
      contentOf: (count) => ({ type: 'generated', count }),
      remove: () => undefined,
    };
  }
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-definitions-'));
  execFileSync('tar', ['-xJf', archive, '--strip-components=1', '-C', folder]);
  return {
    source: 'real kinds',
    available: readdirSync(folder).length,
    contentOf: (count) => ({ type: 'folder', folder, count }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
