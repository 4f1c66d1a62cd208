import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { StatusCause } from './api-error.ts';
import { withEnvelope } from './core-types.ts';
import { listAt, objectAt, textAt, textsAt, withValue } from './json-path.ts';
import { nameOf } from './object-store.ts';
import { Schema } from './schema.ts';
import type { SchemaComponents } from './schema.ts';
import { STORED_VERBS } from './served-type.ts';
import type { ServedType } from './served-type.ts';

/** The resource types of one CustomResourceDefinition: one a served version, best version first. */
export function customTypes(
  definition: JsonObject,
  components: SchemaComponents,
): readonly ServedType[] {
  const spec = objectAt(definition, 'spec');
  const annotations = objectAt(definition, 'metadata', 'annotations');
  const names = objectAt(spec, 'names');
  return listAt(spec, 'versions')
    .filter(isJsonObject)
    .filter((version) => version['served'] === true)
    .sort((one, other) => compareVersions(textAt(one, 'name'), textAt(other, 'name')))
    .map((version) => ({
      group: textAt(spec, 'group'),
      version: textAt(version, 'name'),
      kind: textAt(names, 'kind'),
      plural: textAt(names, 'plural'),
      singular: textAt(names, 'singular') || textAt(names, 'kind').toLowerCase(),
      listKind: textAt(names, 'listKind') || `${textAt(names, 'kind')}List`,
      shortNames: textsAt(names, 'shortNames'),
      categories: textsAt(names, 'categories'),
      namespaced: textAt(spec, 'scope') === 'Namespaced',
      verbs: STORED_VERBS,
      subresources: Object.keys(objectAt(version, 'subresources')).sort(),
      isCustom: true,
      annotations: textEntries(annotations),
      schema: lazySchema(version, components),
    }));
}

/** The root of a version's schema with the parts that the server adds to every type. */
export function customSchemaSource(version: Json): JsonObject {
  const root = objectAt(version, 'schema', 'openAPIV3Schema');
  return { ...root, type: 'object', properties: withEnvelope(root['properties']) };
}

function lazySchema(version: JsonObject, components: SchemaComponents): () => Schema {
  let schema: Schema | undefined;
  return () => (schema ??= new Schema(customSchemaSource(version), components));
}

function textEntries(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** Stable before beta before alpha, then the higher number: the order of the real server. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [versionRank(one), versionRank(other)];
  const index = first.findIndex((value, at) => value !== second[at]);
  return index === -1 ? 0 : (second[index] ?? 0) - (first[index] ?? 0);
}

function versionRank(version: string): readonly number[] {
  const parts = /^v(?<major>\d+)(?:(?<stage>alpha|beta)(?<minor>\d+))?$/.exec(version)?.groups;
  if (!parts) return [0, 0, 0];
  const stage = parts['stage'] === undefined ? 3 : parts['stage'] === 'beta' ? 2 : 1;
  return [stage, Number(parts['major']), Number(parts['minor'] ?? 0)];
}

/** The definition as the server completes it: names filled in, established at once. */
export function established(definition: JsonObject, time: string): JsonObject {
  const names = objectAt(definition, 'spec', 'names');
  const kind = textAt(names, 'kind');
  const complete = {
    ...names,
    singular: textAt(names, 'singular') || kind.toLowerCase(),
    listKind: textAt(names, 'listKind') || `${kind}List`,
  };
  const conditions = [
    { type: 'NamesAccepted', reason: 'NoConflicts', message: 'no conflicts found' },
    {
      type: 'Established',
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    },
  ];
  const known = listAt(definition, 'status', 'conditions');
  const versions = listAt(definition, 'spec', 'versions').filter(
    (version) => isJsonObject(version) && version['storage'] === true,
  );
  return withValue(withValue(definition, ['spec', 'names'], complete), ['status'], {
    conditions:
      known.length > 0
        ? known
        : conditions.map((one) => ({ ...one, status: 'True', lastTransitionTime: time })),
    acceptedNames: complete,
    storedVersions: versions.map((version) => textAt(version, 'name')),
  });
}

/** What the server checks of a definition beyond its schema. */
export function definitionProblems(definition: JsonObject): readonly StatusCause[] {
  const spec = objectAt(definition, 'spec');
  const expected = `${textAt(spec, 'names', 'plural')}.${textAt(spec, 'group')}`;
  const problems: StatusCause[] = [];
  if (nameOf(definition) !== expected) {
    const text = JSON.stringify(nameOf(definition));
    problems.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${text}: must be spec.names.plural+"."+spec.group`,
      field: 'metadata.name',
    });
  }
  const stored = listAt(spec, 'versions').filter(
    (version) => isJsonObject(version) && version['storage'] === true,
  );
  if (stored.length !== 1) {
    problems.push({
      reason: 'FieldValueInvalid',
      message: 'Invalid value: "versions": must have exactly one version marked as storage version',
      field: 'spec.versions',
    });
  }
  return problems;
}
