import { redactedJson } from '../../domain/redacted-json.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';

/**
 * A value as a person would say it: lists with commas, objects by their first words. Secrets are
 * hidden before it is cut: half of one could not be told any more.
 */
export function valueText(value: Json, length: number): string {
  const text = redactSecrets(said(redactedJson(value)))
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function said(value: Json): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.map((item: Json) => said(item)).join(', ');
  if (isJsonObject(value)) {
    return Object.entries(value)
      .map(([key, item]) => `${key}: ${said(item)}`)
      .join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
