import { createHash } from 'node:crypto';
import type { JsonObject } from '../../domain/json.ts';
import type { CoreTypes } from './core-types.ts';
import { listAt, objectAt } from './json-path.ts';
import type { SchemaComponents } from './schema.ts';
import type { ServedType } from './served-type.ts';
import type { TypeRegistry } from './type-registry.ts';

/** The documents below `/openapi/v3`, made when they are asked for and kept until types change. */
export interface OpenApiDocuments {
  /** By path below `/openapi/v3/`, such as `apis/apps/v1`: the text and its hash. */
  index(): JsonObject;
  document(path: string): { readonly text: string; readonly hash: string } | undefined;
}

export function createOpenApi(core: CoreTypes, types: TypeRegistry): OpenApiDocuments {
  const documents = new Map<string, { readonly text: string; readonly hash: string }>();
  let revision = 0;

  function document(path: string): { readonly text: string; readonly hash: string } | undefined {
    if (revision !== types.revision()) documents.clear();
    revision = types.revision();
    const known = documents.get(path);
    if (known) return known;
    const content = contentOf(core, types, path);
    if (!content) return undefined;
    const text = JSON.stringify(content);
    const made = { text, hash: hashOf(text) };
    documents.set(path, made);
    return made;
  }

  return {
    document,
    index() {
      const paths = documentPaths(types).map((path) => [
        path,
        { serverRelativeURL: `/openapi/v3/${path}?hash=${document(path)?.hash ?? ''}` },
      ]);
      return { paths: Object.fromEntries(paths) };
    },
  };
}

function documentPaths(types: TypeRegistry): readonly string[] {
  const groups = types.groups().flatMap((group) => {
    const root = rootOf(group);
    const versions = [...types.versionsOf(group).keys()].map((version) => `${root}/${version}`);
    return group === '' ? versions : [root, ...versions];
  });
  return ['api', 'apis', 'version', ...groups].sort();
}

function rootOf(group: string): string {
  return group === '' ? 'api' : `apis/${group}`;
}

function contentOf(core: CoreTypes, types: TypeRegistry, path: string): JsonObject | undefined {
  const served = types.all().filter(({ group, version }) => `${rootOf(group)}/${version}` === path);
  if (served.length === 0) {
    return documentPaths(types).includes(path) ? envelope('Kubernetes', {}, {}) : undefined;
  }
  const own = Object.fromEntries(
    served.map((type) => [componentName(core, type), componentOf(type)]),
  );
  const title = served.some(({ isCustom }) => isCustom) ? 'Kubernetes CRD Swagger' : 'Kubernetes';
  const paths = Object.fromEntries(served.map((type) => pathOf(core, type)));
  return envelope(title, paths, { ...referenced(own, core.components), ...own });
}

function envelope(title: string, paths: JsonObject, schemas: JsonObject): JsonObject {
  return {
    openapi: '3.0.0',
    info: { title, version: title === 'Kubernetes' ? '1.36' : 'v0.1.0' },
    paths,
    components: { schemas },
  };
}

/** `com.example.v1.Thing` for `Thing` of `example.com/v1`; core types by their Go package. */
function componentName(core: CoreTypes, type: ServedType): string {
  if (type.isCustom) {
    return [...type.group.split('.').reverse(), type.version, type.kind].join('.');
  }
  const wanted = JSON.stringify(groupVersionKind(type));
  const found = Object.entries(core.components).find(
    ([, source]) => JSON.stringify(listAt(source, 'x-kubernetes-group-version-kind')[0]) === wanted,
  );
  return found?.[0] ?? type.kind;
}

function componentOf(type: ServedType): JsonObject {
  return {
    ...type.schema().source,
    'x-kubernetes-group-version-kind': [groupVersionKind(type)],
  };
}

function groupVersionKind({ group, version, kind }: ServedType): JsonObject {
  return { group, version, kind };
}

/** One path a type: enough to tell where its objects are. */
function pathOf(core: CoreTypes, type: ServedType): [string, JsonObject] {
  const root = type.group === '' ? '/api' : `/apis/${type.group}`;
  const scope = type.namespaced ? '/namespaces/{namespace}' : '';
  const $ref = `#/components/schemas/${componentName(core, type)}`;
  const operation = {
    description: `create ${type.kind}`,
    operationId: `create${type.namespaced ? 'Namespaced' : ''}${type.kind}`,
    requestBody: { content: { 'application/json': { schema: { $ref } } } },
    responses: { '201': { description: 'Created' } },
    'x-kubernetes-action': 'post',
    'x-kubernetes-group-version-kind': groupVersionKind(type),
  };
  return [`${root}/${type.version}${scope}/${type.plural}`, { post: operation }];
}

/** Every component that these name, however deep. */
function referenced(from: SchemaComponents, all: SchemaComponents): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  const waiting = Object.values(from);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const [, name = ''] of JSON.stringify(next).matchAll(
      /"#\/components\/schemas\/(?<name>[^"]+)"/g,
    )) {
      const component = objectAt(all, name);
      if (name in found || !(name in all)) continue;
      found[name] = component;
      waiting.push(component);
    }
  }
  return found;
}

function hashOf(text: string): string {
  return createHash('sha512').update(text).digest('hex').toUpperCase();
}
