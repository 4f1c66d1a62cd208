import { isJsonObject } from '../../domain/json.ts';
import type { Json } from '../../domain/json.ts';
import type { StatusCause } from './api-error.ts';
import { isJsonList, listAt, numberAt, textAt } from './json-path.ts';
import type { Schema } from './schema.ts';
import { keyValue } from './typed-value.ts';

interface Place {
  /** `spec.ports[0].port`; empty for the object itself. */
  readonly path: string;
  readonly schema: Schema;
}

/** Where an object breaks its schema, with reason and words as the API server gives them. */
export function schemaProblems(value: Json, schema: Schema, path = ''): readonly StatusCause[] {
  const place = { path, schema };
  if (value === null)
    return schema.isNullable || schema.type === 'any' ? [] : [wrongType(null, place)];
  const wrong = typeProblem(value, place);
  if (wrong) return [wrong];
  return [
    ...enumProblems(value, place),
    ...(typeof value === 'string' ? textProblems(value, place) : []),
    ...(typeof value === 'number' ? numberProblems(value, place) : []),
    ...(isJsonList(value) ? listProblems(value, place) : []),
    ...(isJsonObject(value) ? objectProblems(value, place) : []),
    ...branchProblems(value, place),
  ];
}

function typeProblem(value: Json, place: Place): StatusCause | undefined {
  const { type } = place.schema;
  if (type === 'any') return undefined;
  const actual = typeName(value);
  const fits =
    actual === type ||
    (type === 'number' && actual === 'integer') ||
    (type === 'int-or-string' &&
      (actual === 'integer' || actual === 'string' || actual === 'number'));
  return fits ? undefined : wrongType(value, place);
}

function wrongType(value: Json, { path, schema }: Place): StatusCause {
  const actual = JSON.stringify(typeName(value));
  const wanted = schema.type === 'int-or-string' ? 'integer or string' : schema.type;
  return {
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: ${actual}: ${inBody(path)} must be of type ${wanted}: ${actual}`,
    field: path,
  };
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (isJsonList(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function enumProblems(value: Json, { path, schema }: Place): readonly StatusCause[] {
  const allowed = listAt(schema.source, 'enum');
  const text = JSON.stringify(value);
  if (allowed.length === 0 || allowed.some((one) => JSON.stringify(one) === text)) return [];
  const supported = allowed.map((one) => JSON.stringify(one)).join(', ');
  return [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${text}: supported values: ${supported}`,
      field: path,
    },
  ];
}

function textProblems(value: string, place: Place): readonly StatusCause[] {
  const { path, schema } = place;
  const problems: StatusCause[] = [];
  const characters = Array.from(value).length;
  const maximum = numberAt(schema.source, 'maxLength');
  const minimum = numberAt(schema.source, 'minLength') ?? 0;
  const pattern = textAt(schema.source, 'pattern');
  const format = textAt(schema.source, 'format');
  if (maximum !== undefined && characters > maximum) {
    const message = `Too long: may not be more than ${maximum} bytes`;
    problems.push({ reason: 'FieldValueTooLong', message, field: path });
  }
  if (characters < minimum) {
    problems.push(broken(value, place, `${inBody(path)} should be at least ${minimum} chars long`));
  }
  if (pattern !== '' && !matches(value, pattern)) {
    problems.push(broken(value, place, `${inBody(path)} should match '${pattern}'`));
  }
  if (format === 'date-time' && Number.isNaN(Date.parse(value))) {
    problems.push(
      broken(value, place, `${inBody(path)} must be of type date-time: ${JSON.stringify(value)}`),
    );
  }
  return problems;
}

/** Go's RE2 and JavaScript agree on what schemas use; a pattern that does not compile is not checked. */
function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'v').test(value);
  } catch {
    return matchesLoosely(value, pattern);
  }
}

function matchesLoosely(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}

function numberProblems(value: number, place: Place): readonly StatusCause[] {
  const { path, schema } = place;
  const minimum = numberAt(schema.source, 'minimum');
  const maximum = numberAt(schema.source, 'maximum');
  const problems: StatusCause[] = [];
  if (minimum !== undefined) {
    const isOpen = schema.source['exclusiveMinimum'] === true;
    const bound = isOpen ? 'greater than' : 'greater than or equal to';
    if (value < minimum || (isOpen && value === minimum)) {
      problems.push(broken(value, place, `${inBody(path)} should be ${bound} ${minimum}`));
    }
  }
  if (maximum !== undefined) {
    const isOpen = schema.source['exclusiveMaximum'] === true;
    const bound = isOpen ? 'less than' : 'less than or equal to';
    if (value > maximum || (isOpen && value === maximum)) {
      problems.push(broken(value, place, `${inBody(path)} should be ${bound} ${maximum}`));
    }
  }
  return problems;
}

function listProblems(value: readonly Json[], place: Place): readonly StatusCause[] {
  const { path, schema } = place;
  const { items } = schema;
  const minimum = numberAt(schema.source, 'minItems') ?? 0;
  const maximum = numberAt(schema.source, 'maxItems');
  const problems: StatusCause[] = [];
  if (value.length < minimum) {
    problems.push(
      broken(value.length, place, `${inBody(path)} should have at least ${minimum} items`),
    );
  }
  if (maximum !== undefined && value.length > maximum) {
    const message = `Too many: ${value.length}: must have at most ${maximum} items`;
    problems.push({ reason: 'FieldValueTooMany', message, field: path });
  }
  if (!items) return problems;
  const inner = value.flatMap((item, index) => schemaProblems(item, items, `${path}[${index}]`));
  return [...problems, ...duplicateProblems(value, place), ...inner];
}

function duplicateProblems(
  value: readonly Json[],
  { path, schema }: Place,
): readonly StatusCause[] {
  if (schema.listType === 'atomic') return [];
  const seen = new Set<string>();
  return value.flatMap((item, index) => {
    const identity = JSON.stringify(
      isJsonObject(item) && schema.listType === 'map'
        ? Object.fromEntries(
            schema.listKeys.map((key) => [key, keyValue(item, key, schema.items) ?? null]),
          )
        : item,
    );
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    const field = `${path}[${index}]`;
    return [{ reason: 'FieldValueDuplicate', message: `Duplicate value: ${identity}`, field }];
  });
}

function objectProblems(
  value: { readonly [key: string]: Json },
  { path, schema }: Place,
): readonly StatusCause[] {
  const missing = schema.required.filter((name) => value[name] === undefined);
  const problems: StatusCause[] = missing.map((name) => ({
    reason: 'FieldValueRequired',
    message: 'Required value',
    field: below(path, name),
  }));
  const count = Object.keys(value).length;
  const minimum = numberAt(schema.source, 'minProperties') ?? 0;
  const maximum = numberAt(schema.source, 'maxProperties');
  if (count < minimum) {
    const words = `${inBody(path)} should have at least ${minimum} properties`;
    problems.push(broken(count, { path, schema }, words));
  }
  if (maximum !== undefined && count > maximum) {
    const message = `Too many: ${count}: must have at most ${maximum} items`;
    problems.push({ reason: 'FieldValueTooMany', message, field: path });
  }
  const inner = Object.entries(value).flatMap(([key, item]) => {
    const member = schema.member(key);
    return member ? schemaProblems(item, member, below(path, key)) : [];
  });
  return [...problems, ...inner];
}

function branchProblems(value: Json, place: Place): readonly StatusCause[] {
  const { path, schema } = place;
  if (schema.type === 'int-or-string') return [];
  const holds = (branch: Json) =>
    !isJsonObject(branch) || schemaProblems(value, schema.branch(branch), path).length === 0;
  const anyOf = listAt(schema.source, 'anyOf');
  const oneOf = listAt(schema.source, 'oneOf');
  const not = schema.source['not'];
  const fitting = oneOf.filter(holds).length;
  const words = [
    ...(anyOf.length > 0 && !anyOf.some(holds)
      ? ['must validate at least one schema (anyOf)']
      : []),
    ...(oneOf.length > 0 && fitting !== 1
      ? [
          `must validate one and only one schema (oneOf). ${fitting === 0 ? 'Found none valid' : `Found ${fitting} valid alternatives`}`,
        ]
      : []),
    ...(isJsonObject(not) && holds(not) ? ['must not validate the schema (not)'] : []),
  ];
  return words.map((text) => broken('', place, `${JSON.stringify(path)} ${text}`));
}

function broken(value: Json, { path }: Place, words: string): StatusCause {
  const message = `Invalid value: ${JSON.stringify(value)}: ${words}`;
  return { reason: 'FieldValueInvalid', message, field: path };
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function inBody(path: string): string {
  return `${path} in body`;
}
