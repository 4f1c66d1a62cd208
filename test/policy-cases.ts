import * as fc from 'fast-check';
import { readPath, writePath } from '../src/domain/configure/field-path.ts';
import { isJsonObject, type Json, type JsonObject } from '../src/domain/json.ts';
import { apiVersionOf, type ResourceKind } from '../src/domain/kind.ts';
import { KubernetesObject } from '../src/domain/manifest.ts';
import type { EnforcementMode } from '../src/domain/policy/policy.ts';
import { Scalar } from '../src/domain/policy/rule.ts';
import type { Check, Condition, NamespaceScope, Rule } from '../src/domain/policy/rule.ts';

/** Random rules, and objects of the schema that the rules speak of. */

export const CASE_KINDS: readonly ResourceKind[] = [
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true },
  { group: 'a.example', version: 'v1', kind: 'Thing', plural: 'things', namespaced: true },
  { group: 'a.example', version: 'v1', kind: 'Part', plural: 'parts', namespaced: true },
  { group: 'b.example', version: 'v2', kind: 'Thing', plural: 'things', namespaced: true },
];

/** Values that fields of a type may have: few, so that checks and objects meet. */
const TEXTS = ['a', 'b', 'us-east-1', '', "it's \\ {{x}} ä", '$(x)'] as const;
const NUMBERS = [0, 1, 2, 3, -4] as const;
const RATIOS = [0.5, 1, 1.5, 2] as const;
const QUANTITIES = ['500m', '0.5', '1', '2Gi', '2147483648', '3k', '1e3'] as const;
const PATTERNS = ['^us-', 'a', String.raw`^\w+$`, '^$', String.raw`\\ \{`] as const;

type FieldKind = 'text' | 'number' | 'ratio' | 'boolean' | 'quantity' | 'text-or-number' | 'object';

/** The schema: every path that rules may name, list items and map values told apart. */
const FIELDS: Readonly<Record<string, FieldKind>> = {
  'spec.region': 'text',
  'spec.size': 'quantity',
  'spec.replicas': 'number',
  'spec.ratio': 'ratio',
  'spec.enabled': 'boolean',
  'spec.port': 'text-or-number',
  'spec.my-part.namespace': 'text',
  "spec['odd.name/x'].in": 'number',
  "metadata.labels['acme.example/team']": 'text',
  'metadata.labels.team': 'text',
  'spec.deep': 'object',
  'spec.deep.er.mode': 'text',
  'spec.zones[*]': 'text',
  'spec.containers[*].image': 'text',
  'spec.containers[*].resources.limits.memory': 'quantity',
  'spec.groups[*].parts[*].count': 'number',
  'spec.groups[*].part-names[*]': 'text',
  "spec.tags['*']": 'text',
  "spec.schemas['*'].sql": 'text',
  "spec.schemas['*'].my-parts[*].size": 'quantity',
  "spec.matrix['*']['*'].flag": 'boolean',
};
export const CASE_PATHS = Object.keys(FIELDS);

function values(kind: FieldKind): fc.Arbitrary<Json> {
  switch (kind) {
    case 'text':
      return fc.constantFrom(...TEXTS);
    case 'number':
      return fc.constantFrom(...NUMBERS);
    case 'ratio':
      return fc.constantFrom(...RATIOS);
    case 'boolean':
      return fc.boolean();
    case 'quantity':
      return fc.constantFrom<Json[]>(...QUANTITIES, ...NUMBERS, ...RATIOS);
    case 'text-or-number':
      return fc.constantFrom<Json[]>('80', 'http', 80, 443);
    case 'object':
      return fc.constant({});
  }
}

const presence: fc.Arbitrary<Check> = fc.constantFrom<Check[]>(
  { type: 'exists' },
  { type: 'absent' },
);

function scalars(kind: FieldKind): fc.Arbitrary<Scalar[]> {
  const scalar = values(kind).map((value) => Scalar.parse(value));
  return fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 });
}

function among(kind: FieldKind): fc.Arbitrary<Check> {
  return scalars(kind).chain((chosen) =>
    fc.constantFrom<Check[]>({ type: 'oneOf', values: chosen }, { type: 'noneOf', values: chosen }),
  );
}

function bounds(bound: fc.Arbitrary<number | string>): fc.Arbitrary<Check> {
  return bound.chain((value) =>
    fc.constantFrom<Check[]>({ type: 'min', value }, { type: 'max', value }),
  );
}

function checks(kind: FieldKind): fc.Arbitrary<Check> {
  switch (kind) {
    case 'object':
      return presence;
    case 'boolean':
      return fc.oneof(among(kind), presence);
    case 'number':
    case 'ratio':
      return fc.oneof(among(kind), presence, bounds(fc.constantFrom(...NUMBERS, ...RATIOS)));
    case 'quantity':
      return fc.oneof(among(kind), presence, bounds(fc.constantFrom(...QUANTITIES)));
    case 'text-or-number':
    case 'text': {
      const patterns = fc
        .constantFrom(...PATTERNS)
        .chain((pattern) =>
          fc.constantFrom<Check[]>({ type: 'matches', pattern }, { type: 'notMatches', pattern }),
        );
      return fc.oneof(among(kind), presence, patterns);
    }
  }
}

const conditions: fc.Arbitrary<Condition> = fc
  .constantFrom(...CASE_PATHS)
  .chain((path) => checks(FIELDS[path] ?? 'text').map((check) => ({ path, check })));

const rules: fc.Arbitrary<Rule> = fc
  .record({
    kinds: fc.subarray([...CASE_KINDS], { minLength: 1 }),
    when: fc.oneof(fc.constant<Condition[]>([]), fc.array(conditions, { maxLength: 2 })),
    on: conditions,
    whenMissing: fc.constantFrom('deny' as const, 'allow' as const),
    id: fc.constantFrom('r1', 'r2'),
  })
  .map(({ on, ...rule }): Rule => ({ ...rule, ...on, message: `${rule.id}: ${on.path} is wrong` }));

const namespaces = fc.uniqueArray(fc.constantFrom('a-team', 'b-team', 'c-team'), { minLength: 1 });
const scopes: fc.Arbitrary<NamespaceScope> = fc.oneof(
  fc.constant<NamespaceScope>({ type: 'all' }),
  namespaces.map((names): NamespaceScope => ({ type: 'only', namespaces: names })),
  namespaces.map((names): NamespaceScope => ({ type: 'except', namespaces: names })),
);

/** Fields of the schema with values, and some lists, maps and objects that are empty. */
const bodies: fc.Arbitrary<JsonObject> = fc
  .record({
    filled: fc.array(
      fc
        .constantFrom(...CASE_PATHS)
        .chain((path) => fc.tuple(fc.constant(path), fc.nat(1), values(FIELDS[path] ?? 'text'))),
      { minLength: 2, maxLength: 25 },
    ),
    empty: fc.array(
      fc.constantFrom<[string, Json][]>(
        ['spec', {}],
        ['spec.containers', []],
        ['spec.groups', [{}]],
        ['spec.tags', {}],
        ['spec.schemas', { one: {} }],
        ['metadata.labels', {}],
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ filled, empty }) => {
    const started = empty.reduce(
      (body: JsonObject, [path, value]) => writePath(body, path, value),
      {},
    );
    return filled.reduce(
      (body: JsonObject, [path, at, value]) => withField(body, { path, at, value }),
      started,
    );
  });

/** The field in the list's item or the map's entry of that number; lists of plain values have no gaps. */
function withField(
  body: JsonObject,
  { path, at, value }: { path: string; at: number; value: Json },
): JsonObject {
  const place = path.replaceAll('[*]', `[${at}]`).replaceAll("['*']", `['k.${at}']`);
  const first = place.replace(/\[1\]$/u, '[0]');
  const isGap = readPath(body, first) === undefined;
  return writePath(isGap ? writePath(body, first, value) : body, place, value);
}

const objects = fc
  .record({
    body: bodies,
    kind: fc.constantFrom(...CASE_KINDS),
    namespace: fc.constantFrom('a-team', 'b-team'),
  })
  .map(({ body, kind, namespace }) => ({ kind, object: anObject(body, { kind, namespace }) }));

function anObject(
  body: JsonObject,
  { kind, namespace }: { kind: ResourceKind; namespace: string },
): KubernetesObject {
  const metadata = isJsonObject(body['metadata']) ? body['metadata'] : {};
  return KubernetesObject.parse({
    ...body,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: { name: 'one', namespace, ...metadata },
  });
}

/** Some, or two that differ in one thing only: such must not be taken for the same. */
const ruleLists: fc.Arbitrary<Rule[]> = fc.oneof(
  fc.array(rules, { minLength: 1, maxLength: 3 }),
  fc
    .tuple(rules, rules, fc.constantFrom('when', 'whenMissing', 'kinds'))
    .map(([one, other, difference]) => [
      one,
      { ...one, id: 'r3', kinds: other.kinds, [difference]: other[difference] },
    ]),
);

export const policyCases = fc.record({
  rules: ruleLists,
  scope: scopes,
  candidate: objects,
  mode: fc.constantFrom<EnforcementMode[]>('deny', 'audit'),
});
