import { valueProblem } from '../configure/value-problem.ts';
import type { FieldRow } from '../field-table.ts';
import { canonicalJson, type Json } from '../json.ts';
import { sampleOf } from './pattern-sample.ts';
import type { Check } from './rule.ts';

/** What may be written at a place: a row of the schema, or what is known of a map's value. */
export type PlaceLimits = Pick<FieldRow, 'type'> & Partial<FieldRow>;

/** Texts that many schemas' patterns admit, the plainest first. */
const TEXTS = [
  'example',
  'a',
  '1',
  'us-east-1',
  'example-1',
  '10.0.0.0/16',
  '10.0.0.1',
  'https://example.org',
  'example.org',
  'example.org/example',
  'arn:aws:iam::123456789012:role/example',
  '1h',
  '10s',
  '2026-01-01T00:00:00Z',
  'YQ==',
  '',
  'Example',
  '/example',
  '*',
] as const;

/** By the format that a schema names. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['date-time', '2026-01-01T00:00:00Z'],
  ['date', '2026-01-01'],
  ['byte', 'YQ=='],
  ['duration', '1h'],
  ['uri', 'https://example.org'],
  ['url', 'https://example.org'],
  ['email', 'someone@example.org'],
  ['hostname', 'example.org'],
  ['ipv4', '10.0.0.1'],
  ['ipv6', '2001:db8::1'],
  ['cidr', '10.0.0.0/16'],
  ['uuid', '00000000-0000-4000-8000-000000000000'],
]);

const QUANTITIES = ['1', '1Gi', '1m', '1n', '0', '100Gi', '8Ei'] as const;

/**
 * Values that the schema admits at a place, none twice, the likeliest first: they lie on both sides of
 * the checks, where the schema lets them.
 */
export function valuesFor(limits: PlaceLimits, checks: readonly Check[] = []): readonly Json[] {
  const all = [
    ...(limits.default === undefined ? [] : [limits.default]),
    ...(limits.enum ?? []),
    ...checks.flatMap(aroundCheck),
    ...plainValues(limits),
  ];
  const admitted = all.filter((value) => valueProblem(value, limitsOf(limits)) === undefined);
  return [...new Map(admitted.map((value) => [canonicalJson(value), value])).values()];
}

function limitsOf(limits: PlaceLimits): PlaceLimits & { required: boolean; description: string } {
  return { required: false, description: '', ...limits, path: limits.path ?? '' };
}

function aroundCheck(check: Check): readonly Json[] {
  switch (check.type) {
    case 'oneOf':
    case 'noneOf':
      return check.values.flatMap((value) =>
        typeof value === 'string' ? [value, `${value}-other`] : [value, otherThan(value)],
      );
    case 'matches':
    case 'notMatches':
      return samples(check.pattern).flatMap((text) => [text, `example/${text}`, `${text}-other`]);
    case 'min':
    case 'max':
      return typeof check.value === 'number'
        ? [check.value, check.value - 1, check.value + 1]
        : [check.value, ...QUANTITIES];
    case 'exists':
    case 'absent':
      return [];
  }
}

function otherThan(value: number | boolean): Json {
  return typeof value === 'number' ? value + 1 : !value;
}

function samples(pattern: string): readonly string[] {
  return [1, 0, 2, 4, 12].flatMap((length) => sampleOf(pattern, { length }) ?? []);
}

function plainValues(limits: PlaceLimits): readonly Json[] {
  switch (limits.type) {
    case 'string':
      return textsFor(limits);
    case 'int-or-string':
      return [1, ...numbersFor(limits), ...QUANTITIES, ...textsFor(limits)];
    case 'integer':
    case 'number':
      return numbersFor(limits);
    case 'boolean':
      return [false, true];
    case 'any':
      return ['example', {}, 1];
    case 'array':
      return listsFor(limits);
    case 'object':
      return [{}];
    case 'map':
      return [...mapsFor(limits), {}];
  }
}

function textsFor({ format, pattern, minLength, maxLength }: PlaceLimits): readonly string[] {
  const wanted = format === undefined ? undefined : FORMATS.get(format);
  const own = pattern === undefined ? [] : samples(pattern);
  const long = [minLength, maxLength].flatMap((length) =>
    length === undefined || length > 4_096 ? [] : ['a'.repeat(length)],
  );
  const quantities = pattern === undefined ? [] : QUANTITIES;
  return [...(wanted === undefined ? [] : [wanted]), ...TEXTS, ...own, ...quantities, ...long];
}

function numbersFor({ minimum, maximum }: PlaceLimits): readonly number[] {
  const bounds = [minimum, maximum].flatMap((bound) =>
    bound === undefined ? [] : [bound, bound + 1, bound - 1],
  );
  return [...bounds, 1, 0, 2, 5_432, 0.5];
}

/** Lists of objects are begun with an empty one: what it must hold is added where it is missing. */
function listsFor({ itemType, itemEnum, minItems = 1 }: PlaceLimits): readonly Json[] {
  const [item = {}] = valuesFor({ type: itemType ?? 'any', ...(itemEnum && { enum: itemEnum }) });
  const long = Array.from({ length: Math.min(Math.max(minItems, 1), 50) }, () => item);
  return [long, []];
}

function mapsFor({ itemType }: PlaceLimits): readonly Json[] {
  const [item] = valuesFor({ type: itemType ?? 'any' });
  return item === undefined ? [] : [{ example: item }];
}
