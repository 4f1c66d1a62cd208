import type { Json, JsonObject } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import { listAt, objectAt, textAt, textsAt } from './json-path.ts';

type Labels = Readonly<Record<string, Json>>;

/** A LabelSelector object: `matchLabels` and `matchExpressions`. An empty one matches everything. */
export function matchesSelector(selector: JsonObject, labels: Labels): boolean {
  const fits = Object.entries(objectAt(selector, 'matchLabels')).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    fits && listAt(selector, 'matchExpressions').every((one) => matchesExpression(one, labels))
  );
}

function matchesExpression(expression: Json, labels: Labels): boolean {
  const actual = labels[textAt(expression, 'key')];
  const values: readonly Json[] = textsAt(expression, 'values');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return actual !== undefined && values.includes(actual);
    case 'NotIn':
      return actual === undefined || !values.includes(actual);
    case 'Exists':
      return actual !== undefined;
    case 'DoesNotExist':
      return actual === undefined;
    default:
      return false;
  }
}

/** The `labelSelector` and `fieldSelector` of a request as one test. Throws the 400 they deserve. */
export function queryFilter(query: URLSearchParams): (object: JsonObject) => boolean {
  const labels = labelTests(query.get('labelSelector') ?? '');
  const fields = fieldTests(query.get('fieldSelector') ?? '');
  return (object) =>
    labels.every((test) => test(objectAt(object, 'metadata', 'labels'))) &&
    fields.every((test) => test(object));
}

function labelTests(text: string): readonly ((labels: Labels) => boolean)[] {
  return splitRequirements(text).map((requirement) => {
    const set = /^(?<key>[^\s!=]+)\s+(?<not>not)?in\s*\((?<values>[^)]*)\)$/.exec(
      requirement,
    )?.groups;
    if (set) {
      const values: readonly Json[] = (set['values'] ?? '').split(',').map((one) => one.trim());
      return (labels) =>
        values.includes(labels[set['key'] ?? ''] ?? null) !== (set['not'] === 'not');
    }
    const equal = /^(?<key>[^\s!=]+)\s*(?<sign>!=|==?)\s*(?<value>\S*)$/.exec(requirement)?.groups;
    if (equal) {
      return (labels) =>
        (labels[equal['key'] ?? ''] === equal['value']) === (equal['sign'] !== '!=');
    }
    const named = /^(?<not>!?)(?<key>[^\s!=()]+)$/.exec(requirement)?.groups;
    if (!named) throw badRequest(`unable to parse requirement: ${requirement}`);
    return (labels) => (labels[named['key'] ?? ''] !== undefined) === (named['not'] === '');
  });
}

function splitRequirements(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function fieldTests(text: string): readonly ((object: JsonObject) => boolean)[] {
  return splitRequirements(text).map((requirement) => {
    const parts = /^(?<path>[^=!]+)(?<sign>!=|==?)(?<value>.*)$/.exec(requirement)?.groups;
    if (!parts) throw badRequest(`invalid selector: '${requirement}'; can't understand it`);
    const keys = (parts['path'] ?? '').split('.');
    return (object) => (textAt(object, ...keys) === parts['value']) === (parts['sign'] !== '!=');
  });
}
