import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadYaml } from '@kubernetes/client-node';
import { z } from 'zod';
import {
  parseSchemaDocument,
  profileSourcesOf,
} from '../src/adapters/kubernetes/schema/schema-document.ts';
import type { ResourceKind } from '../src/domain/kind.ts';
import { profile } from '../src/domain/knowledge/profile.ts';
import type { CatalogKind } from '../src/domain/policy/candidates.ts';
import { OutlineField } from '../src/domain/policy/outline.ts';
import { aServedKind } from './fakes/cluster.ts';

const ROOT = dirname(dirname(import.meta.dirname));

/** Real definitions: of one cluster, and as many as a large one may have. */
export type RealDefinitions = 'crds-small' | 'crds-large';

/** Undefined, and says so, where this machine has no such archive. */
export function findDefinitions(name: RealDefinitions): string | undefined {
  const archive = join(ROOT, 'shared/cluster', `${name}.tar.xz`);
  if (existsSync(archive)) return archive;
  process.stderr.write(`skipped: no ../shared/cluster/${name}.tar.xz here\n`);
  return undefined;
}

const Definition = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.string(),
    names: z.object({
      kind: z.string(),
      plural: z.string(),
      categories: z.array(z.string()).default([]),
      shortNames: z.array(z.string()).default([]),
    }),
    versions: z.array(
      z.object({
        name: z.string(),
        storage: z.boolean(),
        schema: z.object({ openAPIV3Schema: z.record(z.string(), z.unknown()) }),
      }),
    ),
  }),
});

/**
 * What a scan by code alone makes of the definitions in an archive, or of every so many of them: thousands
 * take half a minute.
 */
export function realKinds(archive: string, everyOf = 1): readonly CatalogKind[] {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-definitions-'));
  try {
    execFileSync('tar', ['-xJf', archive, '--strip-components=1', '-C', folder]);
    return readdirSync(folder)
      .sort()
      .filter((_, index) => index % everyOf === 0)
      .map((file) => kindOf(definitionIn(readFileSync(join(folder, file), 'utf8'))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Four times as quick as `yaml`. Read as a kind that the client does not know: of those that it knows
 * it renames fields (`default`, `x-kubernetes-…`).
 */
function definitionIn(text: string): unknown {
  return loadYaml<unknown>(text.replace(/^kind: CustomResourceDefinition$/mu, 'kind: Unknown'));
}

function kindOf(definition: unknown): CatalogKind {
  const { group, scope, names, versions } = Definition.parse(definition).spec;
  const version = versions.find(({ storage }) => storage) ?? versions[0];
  const kind: ResourceKind = {
    group,
    version: version?.name ?? '',
    kind: names.kind,
    plural: names.plural,
    namespaced: scope === 'Namespaced',
  };
  const schema = {
    ...version?.schema.openAPIV3Schema,
    'x-kubernetes-group-version-kind': [{ group, version: kind.version, kind: kind.kind }],
  };
  const text = JSON.stringify({ components: { schemas: { [kind.kind]: schema } } });
  const [source] = profileSourcesOf(parseSchemaDocument(Buffer.from(text)), [kind]);
  if (!source) throw new Error(`${kind.kind} of ${group} has no schema`);
  const served = {
    ...aServedKind(kind),
    categories: names.categories,
    shortNames: names.shortNames,
  };
  const at = { clusterId: 'real', scannedAt: '2026-11-02T09:00:00.000Z' };
  const fields = z.array(OutlineField).parse(JSON.parse(source.outline));
  return {
    outline: { kind, schemaHash: source.schemaHash, fields },
    capability: profile(source, served, at),
  };
}
