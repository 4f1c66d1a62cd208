import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isJsonObject } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { loadCoreTypes } from './core-types.ts';
import type { CoreTypes } from './core-types.ts';
import type { ClusterState } from './cluster-state.ts';
import type { RecordedServer } from './demo-cluster.ts';
import { isAggregated } from './fixed-paths.ts';
import { listAt, parseJson, textAt, textsAt, valueAt } from './json-path.ts';
import { nameOf } from './object-store.ts';
import type { ApiRequest } from './request.ts';
import type { FixedPaths } from './router.ts';
import { Schema } from './schema.ts';
import { itemsOf, putOld } from './seed.ts';
import type { ServedType } from './served-type.ts';

const RecordedExchange = z.object({
  method: z.string(),
  url: z.string(),
  accept: z.string(),
  user: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  file: z.string(),
  requestBody: z.string().optional(),
  requestContentType: z.string().optional(),
});
/** One request to the recorded server and what it answered; `file` holds the body. */
export type RecordedExchange = z.infer<typeof RecordedExchange>;

export interface Recordings {
  readonly server: RecordedServer;
  readonly exchanges: readonly RecordedExchange[];
  /** The text of an exchange's body. */
  bodyOf(exchange: RecordedExchange): string;
}

const STORED_LISTS: readonly (readonly [string, string])[] = [
  ['crds.json', 'apiextensions.k8s.io/customresourcedefinitions'],
  ['namespaces.json', '/namespaces'],
  ['validatingadmissionpolicies.json', 'admissionregistration.k8s.io/validatingadmissionpolicies'],
];

/**
 * A recorded API server (a folder with `manifest.json`): discovery and documents are answered as
 * they were recorded, definitions, namespaces and admission policies live in the store, and
 * everything that they describe can be applied and watched.
 */
export function loadRecordings(folder: string): Recordings {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const exchanges = z.array(RecordedExchange).parse(parseJson(read('manifest.json')));
  const core = recordedCoreTypes(exchanges, read);
  return {
    exchanges,
    bodyOf: ({ file }) => read(file),
    server: {
      core,
      paths: recordedPaths(exchanges, read),
      fill: (state) => fill(state, read),
    },
  };
}

function recordedPaths(
  exchanges: readonly RecordedExchange[],
  read: (file: string) => string,
): FixedPaths {
  const answers = exchanges.filter(
    ({ method, status, user }) => method === 'GET' && status === 200 && user === 'admin',
  );
  return (request) => {
    const found = answers.find(
      ({ url, accept }) =>
        pathOf(url) === request.path && accept.includes('apidiscovery') === wantsGroups(request),
    );
    if (!found) return undefined;
    const { status, headers, file } = found;
    return { type: 'body', status, headers, text: read(file), warnings: [] };
  };
}

function wantsGroups(request: ApiRequest): boolean {
  return isAggregated(request) && ['/api', '/apis'].includes(request.path);
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}

function fill(state: ClusterState, read: (file: string) => string): void {
  for (const [file, typeKey] of STORED_LISTS) {
    const list = parseJson(read(file));
    for (const object of isJsonObject(list) ? itemsOf(list) : []) {
      const createdAtMs = Date.parse(textAt(object, 'metadata', 'creationTimestamp'));
      state.store.restore({ typeKey, object, createdAtMs, changedAtMs: createdAtMs });
    }
  }
  for (const policy of state.store.list(STORED_LISTS[2]?.[1] ?? '')) {
    putOld(state, `${POLICY_GROUP}/validatingadmissionpolicybindings`, bindingOf(policy.object));
  }
}

const POLICY_GROUP = 'admissionregistration.k8s.io';

/** Bindings were not recorded; the refusals name them: each like its policy. */
function bindingOf(policy: JsonObject): JsonObject {
  const name = nameOf(policy);
  return {
    apiVersion: `${POLICY_GROUP}/v1`,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'] },
  };
}

function recordedCoreTypes(
  exchanges: readonly RecordedExchange[],
  read: (file: string) => string,
): CoreTypes {
  const custom = new Set(
    listAt(parseJson(read('crds.json')), 'items').map((item) => textAt(item, 'spec', 'group')),
  );
  const lists = exchanges.filter(({ file }) => file.startsWith('resources/'));
  const types = lists
    .map(({ file }) => ({ file, list: parseJson(read(file)) }))
    .filter(({ list }) => !custom.has(groupOf(textAt(list, 'groupVersion'))))
    .flatMap(({ file, list }) => {
      const document = lazily(() => parseJson(read(file.replace('resources/', 'openapi/'))));
      return typesOf(list, document);
    });
  return { types, components: loadCoreTypes().components };
}

function groupOf(groupVersion: string): string {
  return groupVersion.includes('/') ? (groupVersion.split('/')[0] ?? '') : '';
}

type RecordedJson = ReturnType<typeof parseJson>;

function typesOf(list: RecordedJson, document: () => RecordedJson): readonly ServedType[] {
  const groupVersion = textAt(list, 'groupVersion');
  const group = groupOf(groupVersion);
  const version = groupVersion.split('/').at(-1) ?? '';
  const resources = listAt(list, 'resources').filter(isJsonObject);
  return resources
    .filter((resource) => !textAt(resource, 'name').includes('/'))
    .map((resource) => {
      const kind = textAt(resource, 'kind');
      const plural = textAt(resource, 'name');
      const parts = resources.map((one) => textAt(one, 'name').split('/'));
      return {
        group,
        version,
        kind,
        plural,
        singular: textAt(resource, 'singularName'),
        listKind: `${kind}List`,
        shortNames: textsAt(resource, 'shortNames'),
        categories: textsAt(resource, 'categories'),
        namespaced: resource['namespaced'] === true,
        verbs: textsAt(resource, 'verbs'),
        subresources: parts.flatMap(([name, part]) =>
          name === plural && part !== undefined ? [part] : [],
        ),
        isCustom: false,
        annotations: {},
        schema: lazily(() => documentSchema(document(), { group, version, kind })),
      };
    });
}

function documentSchema(document: RecordedJson, wanted: JsonObject): Schema {
  const schemas = valueAt(document, ['components', 'schemas']);
  const components = Object.fromEntries(
    Object.entries(isJsonObject(schemas) ? schemas : {}).flatMap(([name, source]) =>
      isJsonObject(source) ? [[name, source]] : [],
    ),
  );
  const found = Object.values(components).find((source) =>
    listAt(source, 'x-kubernetes-group-version-kind').some(
      (one) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(wanted)),
    ),
  );
  return new Schema(found ?? {}, components);
}

function sorted(value: RecordedJson): readonly string[] {
  return ['group', 'version', 'kind'].map((key) => textAt(value, key));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
