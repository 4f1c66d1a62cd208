import { Environment } from '@marcbachmann/cel-js';
import { isJsonObject } from '../../domain/json.ts';
import type { Json } from '../../domain/json.ts';
import { isJsonList } from './json-path.ts';
import { withQuantities } from './quantities.ts';
import type { Schema } from './schema.ts';

/** A value as CEL sees it: whole numbers are `int`, that is `bigint`. */
export type CelValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | readonly CelValue[]
  | { readonly [key: string]: CelValue };

export type CelOutcome =
  | { readonly type: 'value'; readonly value: unknown }
  /** The expression failed while it ran (a key that is not there, a wrong type). */
  | { readonly type: 'failed'; readonly message: string }
  /** The library cannot read the expression: nothing can be said. */
  | { readonly type: 'unsupported' };

export interface CelEvaluator {
  evaluate(expression: string, variables: Readonly<Record<string, CelValue>>): CelOutcome;
}

type Program = (variables: Record<string, unknown>) => unknown;

/** Common Expression Language with the functions that Kubernetes adds; programs are kept. */
export function createCel(): CelEvaluator {
  const environment = kubernetesEnvironment();
  const programs = new Map<string, Program | undefined>();

  function programOf(expression: string): Program | undefined {
    if (!programs.has(expression)) programs.set(expression, compiled(environment, expression));
    return programs.get(expression);
  }

  return {
    evaluate(expression, variables) {
      const program = programOf(expression);
      if (!program) return { type: 'unsupported' };
      try {
        return { type: 'value', value: program({ ...variables }) };
      } catch (cause) {
        const text = cause instanceof Error ? cause.message : String(cause);
        return {
          type: 'failed',
          message: (text.split('\n')[0] ?? text).replace('No such', 'no such'),
        };
      }
    },
  };
}

function compiled(environment: Environment, expression: string): Program | undefined {
  try {
    const program = environment.parse(expression);
    return program.check().valid ? program : undefined;
  } catch {
    return undefined;
  }
}

function kubernetesEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  });
  return withQuantities(environment)
    .registerFunction('isSorted(list): bool', (list: readonly CelValue[]) =>
      list.every((item, index) => index === 0 || compare(list[index - 1], item) <= 0),
    )
    .registerFunction('list.isSorted(): bool', (list: readonly CelValue[]) =>
      list.every((item, index) => index === 0 || compare(list[index - 1], item) <= 0),
    )
    .registerFunction('list.min(): dyn', (list: readonly CelValue[]) => extreme(list, -1))
    .registerFunction('list.max(): dyn', (list: readonly CelValue[]) => extreme(list, 1))
    .registerFunction('list.sum(): dyn', sum)
    .registerFunction('string.find(string): string', (text: string, pattern: string) => {
      return new RegExp(pattern).exec(text)?.[0] ?? '';
    })
    .registerFunction('string.findAll(string): list', (text: string, pattern: string) => {
      return text.match(new RegExp(pattern, 'g')) ?? [];
    })
    .registerFunction('string.replace(string, string): string', replaceAll)
    .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text));
}

function replaceAll(text: string, from: string, to: string): string {
  return text.replaceAll(from, to);
}

function compare(one: CelValue | undefined, other: CelValue | undefined): number {
  if (one === other || one === undefined || other === undefined) return 0;
  return (one ?? 0) < (other ?? 0) ? -1 : 1;
}

function extreme(list: readonly CelValue[], sign: 1 | -1): CelValue {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error('min or max of an empty list');
  return rest.reduce((best, item) => (compare(item, best) * sign > 0 ? item : best), first);
}

function sum(list: readonly CelValue[]): CelValue {
  const numbers = list.filter((item) => typeof item === 'number');
  if (numbers.length > 0) return numbers.reduce((total, item) => total + item, 0);
  return list.filter((item) => typeof item === 'bigint').reduce((total, item) => total + item, 0n);
}

/** Names that CEL reserves; Kubernetes lets rules reach such fields as `__name__`. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package ' +
    'namespace return var void while'
  ).split(' '),
);

/** An object's value for CEL, numbers and field names by its schema. */
export function celValue(value: Json, schema?: Schema): CelValue {
  if (isJsonList(value)) return value.map((item) => celValue(item, schema?.items));
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, inner]): [string, CelValue] => {
      const property = schema?.property(key);
      return [property ? fieldName(key) : key, celValue(inner, schema?.member(key))];
    });
    return Object.fromEntries(entries);
  }
  if (typeof value === 'number') return celNumber(value, schema);
  if (typeof value === 'string' && schema?.source['format'] === 'date-time') return new Date(value);
  return value;
}

function celNumber(value: number, schema: Schema | undefined): CelValue {
  return Number.isInteger(value) && schema?.type !== 'number' ? BigInt(value) : value;
}

function fieldName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
