import type { FieldRow } from '../field-table.ts';
import { leafName, namesOf } from './field-path.ts';

/** Written in capitals wherever they stand. */
const ACRONYMS = new Set(
  (
    'acl api arn asn az ca cidr cpu db dns dr fqdn gpu http https iam id iops ip ipv4 ipv6 json jwt kms ' +
    'nat oidc os rds s3 sku smtp sns sql sqs ssh ssl tcp tls ttl udp uid uri url vcpu vm vpc yaml'
  ).split(' '),
);

/** Names that say nothing without the one before them. */
const VAGUE = new Set([
  'name',
  'enabled',
  'value',
  'key',
  'type',
  'kind',
  'id',
  'size',
  'mode',
  'count',
]);

/** `allocatedStorage` → "Allocated storage", `dbName` → "DB name", `kmsKeyIds` → "KMS key IDs". */
export function labelOf(path: string): string {
  const names = namesOf(path);
  const leaf = names.at(-1) ?? '';
  const before = names.at(-2);
  const isTop = before === undefined || before === 'spec' || before === 'forProvider';
  const isVague = VAGUE.has(leaf.toLowerCase()) && !isTop;
  const owner = before === undefined ? '' : withoutReference(before).replace(/(?<=\w{3})s$/u, '');
  const name = isVague ? `${owner} ${leaf === 'enabled' ? '' : leaf}` : leaf;
  return spoken(splitWords(withoutReference(name)));
}

function withoutReference(name: string): string {
  return name.replace(/(?:Refs?|References?)$/u, '').replace(/^(?:ref|forProvider)$/u, '');
}

/** Words as they are written, not folded: labels are for reading. */
export function splitWords(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s._/-]+/u)
    .filter((word) => word !== '');
}

/** Words in a sentence's case, acronyms in capitals: "DNS record". */
export function spoken(words: readonly string[]): string {
  const cased = words.map((word) => {
    const lower = word.toLowerCase();
    if (ACRONYMS.has(lower)) return lower.toUpperCase();
    const isPlural = lower.endsWith('s') && ACRONYMS.has(lower.slice(0, -1));
    return isPlural ? `${lower.slice(0, -1).toUpperCase()}s` : lower;
  });
  const text = cased.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Longest sentence taken over from a schema, in characters. */
const SENTENCE_MAX = 160;

/** The schema's own first sentence; where it has none, "Which size?" in a full sentence. */
export function questionText(label: string, row: Pick<FieldRow, 'type' | 'description'>): string {
  const told = firstSentence(row.description);
  return told === '' ? askingWords(label, row.type) : told;
}

function askingWords(label: string, type: FieldRow['type']): string {
  const subject = /^[A-Z]{2}/u.test(label)
    ? label
    : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  if (type === 'boolean') return `${label}: yes or no?`;
  if (type === 'array' || type === 'map') return `Which ${subject} should there be?`;
  return `What should the ${subject} be?`;
}

function firstSentence(description: string): string {
  const told = description.trim().replace(/[.;]?\s*More info:.*$/isu, '');
  const found = /^.*?[.!?](?=\s|$)/u.exec(told)?.[0] ?? told;
  const sentence = /\w$/u.test(found) ? `${found}.` : found;
  return sentence.length <= SENTENCE_MAX ? sentence : `${sentence.slice(0, SENTENCE_MAX - 1)}…`;
}

/** Safe in a form field's name: `spec.forProvider.dbName` of `database` → `database-db-name`. */
export function questionId(alias: string, path: string): string {
  const words = namesOf(path).filter((name) => name !== 'spec' && name !== 'forProvider');
  const own = words.length === 0 ? [leafName(path)] : words.slice(-3);
  const text = [alias, ...own].flatMap((name) => splitWords(name)).join('-');
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/gu, '')
    .replace(/-{2,}/gu, '-');
}
