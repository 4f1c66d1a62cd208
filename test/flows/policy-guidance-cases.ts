import * as fc from 'fast-check';
import type { FieldRow, FieldTable } from '../../src/domain/field-table.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Check, Condition, NamespaceScope, Rule } from '../../src/domain/policy/rule.ts';
import type { Solution } from '../../src/domain/solution.ts';
import { aPolicy, aRule } from '../a-policy.ts';

const TEXTS = [
  'us-east-1',
  'eu-west-1',
  'registry.acme.example/app:1',
  'nginx:1.27',
  '16',
  '512Mi',
  '4Gi',
];
const NUMBERS = [1, 2, 3, 5, 9];
const NAMESPACES = ['a-team', 'b-team'];

/** Values that somebody could try at a field. */
export function valuesOf({
  type,
  itemType,
  enum: fixed,
}: Pick<FieldRow, 'type' | 'itemType' | 'enum'>): readonly Json[] {
  if (fixed) return [...fixed, 'other'];
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return NUMBERS;
    case 'int-or-string':
      return [...NUMBERS, ...TEXTS];
    case 'array':
      return itemType === 'string' ? [['app'], ['app', 'orders'], ['other']] : [];
    case 'map':
      return [{ team: 'a' }, { memory: '4Gi' }];
    case 'string':
      return TEXTS;
    case 'object':
    case 'any':
      return [];
  }
}

/** A field of one of a solution's kinds that a random rule may speak of. */
export interface Field {
  readonly kind: Rule['kinds'][number];
  readonly path: string;
  readonly row: FieldRow;
}

const PLAIN: readonly FieldRow['type'][] = [
  'string',
  'boolean',
  'integer',
  'number',
  'int-or-string',
];

/** Fields near the top and those behind lists that people are asked for, secrets aside. */
export function fieldsOf(
  { resources }: Pick<Solution, 'resources'>,
  tables: ReadonlyMap<string, FieldTable>,
): readonly Field[] {
  return resources
    .filter(({ kind }) => kind.namespaced)
    .flatMap(({ kind }) => {
      const rows = tables.get(`${kind.group}/${kind.kind}`)?.rows ?? [];
      const plain = rows
        .filter(({ type, path }) => PLAIN.includes(type) && isNear(path))
        .map((row): Field => ({ kind, path: row.path, row }));
      const items = rows
        .filter(
          ({ type, itemType, path }) => type === 'array' && itemType === 'string' && isNear(path),
        )
        .map((row): Field => ({
          kind,
          path: `${row.path}[*]`,
          row: { path: row.path, type: 'string', required: false, description: '' },
        }));
      return [...plain, ...items];
    });
}

function isNear(path: string): boolean {
  const isSecret = /password|token|secret|credential|key/iu.test(path);
  const isContainer = /containers\[\*\]\.(?:image|ports\[\*\]\.containerPort)$/u.test(path);
  return !isSecret && (isContainer || path.split('.').length <= 3);
}

/** Up to three policies over these fields, some under conditions, some for one namespace. */
export function policiesOver(
  fields: readonly Field[],
  asked: readonly Field[],
): fc.Arbitrary<readonly Policy[]> {
  // What people are asked for is spoken of as often as all the rest.
  const some = fc.oneof(fc.constantFrom(...asked), fc.constantFrom(...fields));
  const rule = some.chain((field) =>
    fc.record({
      kinds: fc.constant(field.kind).map((kind) => [kind]),
      path: fc.constant(field.path),
      check: checkFor(field.row),
      whenMissing: fc.constantFrom('deny' as const, 'allow' as const),
      when: conditionsOn(fields.filter(({ kind }) => kind === field.kind)),
    }),
  );
  const scope = fc.oneof(
    { weight: 3, arbitrary: fc.constant<NamespaceScope>({ type: 'all' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<NamespaceScope>(
        { type: 'only', namespaces: ['a-team'] },
        { type: 'except', namespaces: ['a-team'] },
      ),
    },
  );
  const policy = fc.record({ scope, rules: fc.array(rule, { minLength: 1, maxLength: 2 }) });
  return fc.array(policy, { minLength: 1, maxLength: 3 }).map((drawn) =>
    drawn.map(({ scope: where, rules }, place) =>
      aPolicy({
        id: `pol-00000000000${place}`,
        sentence: `Policy number ${place}`,
        scope: where,
        rules: rules.map((one, number) =>
          aRule({ ...one, id: `r${number}`, message: `${one.path} is decided by policy ${place}` }),
        ),
      }),
    ),
  );
}

function conditionsOn(fields: readonly Field[]): fc.Arbitrary<Condition[]> {
  const condition = fc
    .constantFrom(...fields)
    .chain(({ path, row }) => fc.record({ path: fc.constant(path), check: checkFor(row) }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Condition[]>([]) },
    { weight: 1, arbitrary: condition.map((one) => [one]) },
  );
}

function checkFor(row: FieldRow): fc.Arbitrary<Check> {
  const values = valuesOf(row).filter(
    (one): one is string | number | boolean => typeof one !== 'object',
  );
  const given = row.default;
  const isScalar =
    typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean';
  const some = fc.subarray(isScalar ? [...values, given] : values, { minLength: 1, maxLength: 2 });
  const named: fc.Arbitrary<Check>[] = [
    some.map((list): Check => ({ type: 'oneOf', values: list })),
    some.map((list): Check => ({ type: 'noneOf', values: list })),
    fc.constantFrom<Check>({ type: 'exists' }, { type: 'absent' }),
  ];
  if (row.type === 'integer' || row.type === 'number') {
    const bound = fc.constantFrom(...NUMBERS);
    named.push(bound.map((value): Check => ({ type: 'max', value })));
    named.push(bound.map((value): Check => ({ type: 'min', value })));
  }
  if (row.type === 'string') {
    const pattern = fc.constantFrom('^us-', '^registry\\.acme\\.example/', '^app', '6$');
    named.push(pattern.map((one): Check => ({ type: 'matches', pattern: one })));
    named.push(pattern.map((one): Check => ({ type: 'notMatches', pattern: one })));
  }
  return fc.oneof(...named);
}

/** What a person does next; `pick` chooses among what there is, `isTried` for a forbidden value first. */
export interface Move {
  readonly how:
    | 'form'
    | 'typed'
    | 'interpreted'
    | 'suggested'
    | 'written'
    | 'opened'
    | 'omitted'
    | 'back'
    | 'namespace';
  readonly pick: number;
  readonly isTried: boolean;
}

export const aMove: fc.Arbitrary<Move> = fc.record({
  how: fc.constantFrom(
    'form',
    'typed',
    'interpreted',
    'suggested',
    'written',
    'opened',
    'omitted',
    'back',
    'namespace',
  ),
  pick: fc.nat({ max: 30 }),
  isTried: fc.boolean(),
});

export function namespaceBy(pick: number): string {
  return NAMESPACES[pick % NAMESPACES.length] ?? 'a-team';
}
