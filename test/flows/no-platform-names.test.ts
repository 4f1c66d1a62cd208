import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { definedNames } from './renamed-platform.ts';

/** Names that Kubernetes, its Gateway API and the clouds use as well: anybody may know those. */
const COMMON = new Set(['apiextensions.crossplane.io']);

/** Kinds of AWS, cert-manager, CloudNativePG and External Secrets, which the demo platform has, too. */
const COMMON_KINDS = new Set([
  'SecurityGroup',
  'SecurityGroupRule',
  'InternetGateway',
  'BucketVersioning',
  'BucketPublicAccessBlock',
  'ScheduledBackup',
  'ClusterIssuer',
  'ExternalSecret',
  'SecretStore',
  'ClusterSecretStore',
]);

const SOURCES = join(import.meta.dirname, '../../src');

function sourceFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => !path.startsWith('playground'))
    .map((path) => join(SOURCES, path));
}

it('knows no group and no made-up kind of the demo platform outside the playground', () => {
  const defined = definedNames();
  const groups = [...new Set(defined.map(({ group }) => group))].filter(
    (group) => !COMMON.has(group),
  );
  // A kind in one word (`Cluster`, `Bucket`) is a word of the language; two joined are a name.
  const kinds = [...new Set(defined.map(({ kind }) => kind))].filter(
    (kind) => /\p{Ll}\p{Lu}/u.test(kind) && !COMMON_KINDS.has(kind),
  );
  const files = sourceFiles();
  const named = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...groups, ...kinds]
      .filter((name) => new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`, 'u').test(text))
      .map((name) => `${file}: ${name}`);
  });

  expect(groups.length).toBeGreaterThan(15);
  expect(kinds.length).toBeGreaterThan(20);
  expect(files.length).toBeGreaterThan(200);
  expect(named).toEqual([]);
});
