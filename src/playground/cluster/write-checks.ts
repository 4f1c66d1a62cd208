import type { JsonObject } from '../../domain/json.ts';
import { invalid } from './api-error.ts';
import type { StatusCause } from './api-error.ts';
import type { CelEvaluator } from './cel.ts';
import { coreProblems } from './core-rules.ts';
import { metadataProblems } from './name-problems.ts';
import { nameOf } from './object-store.ts';
import { reachesRules, ruleProblems } from './rule-problems.ts';
import { schemaProblems } from './schema-problems.ts';
import type { ServedType } from './served-type.ts';

/** Problems that keep the server from asking the schema's rules at all. */
const BLOCKING = [
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
];

const RULES_SKIPPED: StatusCause = {
  reason: 'FieldValueInvalid',
  message:
    'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  field: '<nil>',
};

/** Throws the 422 that names everything wrong with the object. */
export function checkObject(
  cel: CelEvaluator,
  type: ServedType,
  object: JsonObject,
  before: JsonObject | undefined,
): void {
  const schema = type.schema();
  const broken = [
    ...metadataProblems(type, object),
    ...schemaProblems(object, schema),
    ...coreProblems(type, object, before),
  ];
  const isBlocked = broken.some(({ reason }) => BLOCKING.includes(reason ?? ''));
  const rules = isBlocked
    ? reachesRules(object, schema)
      ? [RULES_SKIPPED]
      : []
    : ruleProblems(cel, { value: object, old: before, schema, path: '' });
  const causes = [...broken, ...rules];
  if (causes.length > 0) throw invalid(type, nameOf(object), uniqueCauses(causes));
}

function uniqueCauses(causes: readonly StatusCause[]): readonly StatusCause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
}
