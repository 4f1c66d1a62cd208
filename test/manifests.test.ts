import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { enforcementKinds } from '../src/domain/policy/enforcement/render.ts';
import { EnforcementTarget } from '../src/domain/policy/policy.ts';

const ROOT = fileURLToPath(new URL('../manifests', import.meta.url));

const Kustomization = z.strictObject({
  apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
  kind: z.literal('Kustomization'),
  namespace: z.literal('dotai').optional(),
  resources: z.array(z.string()).min(1),
  configMapGenerator: z
    .array(z.strictObject({ name: z.string(), files: z.array(z.string()).min(1) }))
    .default([]),
  images: z
    .array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() }))
    .default([]),
});
type Kustomization = z.infer<typeof Kustomization>;

const Named = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });

const Container = z.looseObject({
  image: z.string(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string() })),
  envFrom: z.array(z.object({ secretRef: z.object({ name: z.string() }) })),
  resources: z.looseObject({ requests: z.looseObject({ memory: z.string() }) }),
});
const Deployment = Named.extend({
  kind: z.literal('Deployment'),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        serviceAccountName: z.string(),
        containers: z.array(Container).length(1),
        volumes: z.array(
          z.looseObject({
            configMap: z.object({ name: z.string() }).optional(),
            persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
          }),
        ),
      }),
    }),
  }),
});

function read(folder: string): Kustomization {
  return Kustomization.parse(parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')));
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

/** Every folder that is built on the way from this one, itself first. */
function foldersOf(folder: string): string[] {
  const others = read(folder).resources.map((name) => resolve(folder, name));
  return [folder, ...others.filter((path) => isFolder(path)).flatMap((path) => foldersOf(path))];
}

/** `Kind/name` of all that comes of it, as kustomize reads it. */
function builtFrom(folder: string): { readonly names: string[]; readonly documents: unknown[] } {
  const folders = foldersOf(folder);
  const documents = folders.flatMap((one) =>
    read(one)
      .resources.map((name) => resolve(one, name))
      .filter((path) => !isFolder(path))
      .flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')))
      .map((document): unknown => document.toJS()),
  );
  const generated = folders.flatMap((one) => read(one).configMapGenerator);
  return {
    documents,
    names: [
      ...documents.map((one) => Named.parse(one)).map((one) => `${one.kind}/${one.metadata.name}`),
      ...generated.map(({ name }) => `ConfigMap/${name}`),
    ],
  };
}

const ALL = readdirSync(ROOT, { recursive: true, encoding: 'utf8' });
const KUSTOMIZATIONS = ALL.filter((path) => basename(path) === 'kustomization.yaml');

describe.each(KUSTOMIZATIONS)('manifests/%s', (path) => {
  const folder = dirname(join(ROOT, path));
  const { resources, configMapGenerator } = read(folder);

  it('names files in its own folder, and of other folders only whole ones', () => {
    const files = configMapGenerator.flatMap((one) => one.files);
    const reached = [...resources.filter((name) => !isFolder(resolve(folder, name))), ...files];

    expect(reached.filter((name) => !statSync(resolve(folder, name)).isFile())).toEqual([]);
    expect(reached.filter((name) => /^\.\.|[=/]/u.test(name))).toEqual([]);
  });

  it('builds no folder that it lies in itself', () => {
    const built = foldersOf(folder).slice(1);

    expect(built.filter((one) => !relative(one, folder).startsWith('..'))).toEqual([]);
  });
});

describe.each([
  ['manifests', '.', ['dotai']],
  ['manifests/shared', 'shared', ['dotai-bot', 'dotai-worker']],
])('%s', (_, path, names) => {
  const built = builtFrom(join(ROOT, path));
  const deployments = built.documents
    .filter((one) => Named.parse(one).kind === 'Deployment')
    .map((one) => Deployment.parse(one));

  it('makes everything once, and each deployment that it is for', () => {
    expect(new Set(built.names).size).toBe(built.names.length);
    expect(deployments.map(({ metadata }) => metadata.name)).toEqual(names);
    expect(built.names).toEqual(
      expect.arrayContaining(['Namespace/dotai', 'ServiceAccount/dotai', 'ConfigMap/dotai']),
    );
  });

  it('has whatever its deployments refer to, and lets one line say the image', () => {
    const images = foldersOf(join(ROOT, path)).flatMap((one) => read(one).images);

    expect(images.map(({ name }) => name)).toEqual(['dotai']);
    for (const { spec } of deployments.map((one) => one.spec.template)) {
      const used = spec.volumes.flatMap(({ configMap, persistentVolumeClaim: claim }) => [
        ...(configMap ? [`ConfigMap/${configMap.name}`] : []),
        ...(claim ? [`PersistentVolumeClaim/${claim.claimName}`] : []),
      ]);
      expect(built.names).toEqual(
        expect.arrayContaining([...used, `ServiceAccount/${spec.serviceAccountName}`]),
      );
      expect(spec.containers.map(({ image }) => image.split(':')[0])).toEqual(['dotai']);
    }
  });

  it('needs no secret but those whose making the guide shows', () => {
    const guide = readFileSync(join(ROOT, '..', 'docs', 'operators.md'), 'utf8');
    const secrets = deployments.flatMap(({ spec }) =>
      spec.template.spec.containers.flatMap(({ envFrom }) =>
        envFrom.map(({ secretRef }) => secretRef.name),
      ),
    );

    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter((name) => !guide.includes(`create secret generic ${name}`))).toEqual([]);
  });
});

const ClusterRole = z.object({
  kind: z.literal('ClusterRole'),
  metadata: z.object({ name: z.literal('dotai-enforce') }),
  rules: z.array(
    z.object({
      apiGroups: z.array(z.string()),
      resources: z.array(z.string()),
      verbs: z.array(z.string()),
    }),
  ),
});

it('lets the role for enforcement write and delete whatever enforces a policy', () => {
  const roles = builtFrom(ROOT).documents.flatMap(
    (document) => ClusterRole.safeParse(document).data ?? [],
  );
  const kinds = EnforcementTarget.options.flatMap((target) => enforcementKinds(target));
  const covered = kinds.filter(({ group, plural }) =>
    roles
      .flatMap(({ rules }) => rules)
      .some(
        ({ apiGroups, resources, verbs }) =>
          apiGroups.includes(group) &&
          resources.includes(plural) &&
          ['get', 'list', 'watch', 'create', 'patch', 'delete'].every((verb) =>
            verbs.includes(verb),
          ),
      ),
  );

  expect(roles).toHaveLength(1);
  expect(kinds.length).toBeGreaterThan(3);
  expect(covered).toEqual(kinds);
});
