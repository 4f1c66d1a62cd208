import type { JsonObject } from '../../domain/json.ts';
import type { StatusCause } from './api-error.ts';
import { objectAt } from './json-path.ts';
import { nameOf } from './object-store.ts';
import type { ServedType } from './served-type.ts';

interface NameForm {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly words: string;
}

const SUBDOMAIN: NameForm = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  maxLength: 253,
  words:
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
};

const LABEL: NameForm = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  words:
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
};

const SERVICE: NameForm = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  words:
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
};

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_VALUE_MAX = 63;
const LABEL_VALUE_WORDS =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const QUALIFIED_NAME =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;
const QUALIFIED_NAME_WORDS =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/** Names that are no DNS names, labels that are no labels. */
export function metadataProblems(type: ServedType, object: JsonObject): readonly StatusCause[] {
  return [
    ...nameProblems(nameOf(object), formOf(type)),
    ...Object.entries(objectAt(object, 'metadata', 'labels')).flatMap(([key, value]) => [
      ...(QUALIFIED_NAME.test(key) ? [] : [broken('metadata.labels', key, QUALIFIED_NAME_WORDS)]),
      ...labelValueProblems(typeof value === 'string' ? value : ''),
    ]),
    ...Object.keys(objectAt(object, 'metadata', 'annotations'))
      .filter((key) => !QUALIFIED_NAME.test(key.toLowerCase()))
      .map((key) => broken('metadata.annotations', key, QUALIFIED_NAME_WORDS)),
  ];
}

function formOf({ group, kind }: ServedType): NameForm {
  if (group === '' && kind === 'Namespace') return LABEL;
  return group === '' && kind === 'Service' ? SERVICE : SUBDOMAIN;
}

function nameProblems(
  name: string,
  { pattern, maxLength, words }: NameForm,
): readonly StatusCause[] {
  return [
    ...(name.length > maxLength
      ? [broken('metadata.name', name, `must be no more than ${maxLength} bytes`)]
      : []),
    ...(pattern.test(name) ? [] : [broken('metadata.name', name, words)]),
  ];
}

function labelValueProblems(value: string): readonly StatusCause[] {
  return [
    ...(value.length > LABEL_VALUE_MAX
      ? [broken('metadata.labels', value, `must be no more than ${LABEL_VALUE_MAX} bytes`)]
      : []),
    ...(LABEL_VALUE.test(value) ? [] : [broken('metadata.labels', value, LABEL_VALUE_WORDS)]),
  ];
}

function broken(field: string, value: string, words: string): StatusCause {
  const message = `Invalid value: ${JSON.stringify(value)}: ${words}`;
  return { reason: 'FieldValueInvalid', message, field };
}
