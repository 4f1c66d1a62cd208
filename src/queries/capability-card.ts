import type { Card, CardElement } from '../chat/card.ts';
import { code, line, type Line, time } from '../chat/text.ts';
import type { AbstractionLevel, Capability, CapabilityRole } from '../domain/capability.ts';
import type { FieldRow, FieldTable } from '../domain/field-table.ts';
import { resourceNameOf } from '../domain/kind.ts';
import { providerName } from '../domain/knowledge/providers.ts';
import { fieldName, tellingRows } from '../domain/knowledge/telling-fields.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Policy } from '../domain/policy/policy.ts';

const FIELDS_MAX = 20;
const CHOICES_MAX = 6;

const ABSTRACTIONS: Readonly<Record<AbstractionLevel, string>> = {
  'golden-path': "the platform's own offer: one object in front of several",
  managed: 'one thing that an operator or a provider runs',
  core: 'part of Kubernetes itself',
};

const ROLES: Readonly<Record<CapabilityRole, string>> = {
  primary: 'something to ask for by itself',
  part: 'a part that completes something else',
  setup: 'arranged by the platform team',
  internal: 'written by controllers, not by people',
};

/** Policies, and patterns, that are named; of more, the rest is counted. */
const TAUGHT_MAX = 10;

/**
 * One capability with all that is known of it, the policies that reach it and the patterns that use it.
 * Without a table its fields are named only; `policies`, `patterns` undefined: they do not answer just now.
 */
export function capabilityCard(
  capability: Capability,
  given: {
    readonly table: FieldTable | undefined;
    readonly policies: readonly Policy[] | undefined;
    readonly patterns: readonly Pattern[] | undefined;
  },
): Card {
  const { table, policies, patterns } = given;
  return {
    title: `${capability.kind.kind} (${resourceNameOf(capability.kind)})`,
    elements: [
      { type: 'text', line: [capability.description] },
      { type: 'text', line: [capability.useCase] },
      { type: 'facts', facts: factsOf(capability) },
      ...taughtElements(
        { many: 'policies', heading: 'Policies that reach it' },
        policies?.map(({ id, sentence }) => line`${sentence} (${code(id)})`),
      ),
      ...taughtElements(
        { many: 'patterns', heading: 'Patterns that use it' },
        patterns?.map(({ id, name }) => line`${name} (${code(id)})`),
      ),
      ...(table ? fieldElements(table) : namedFields(capability)),
    ],
    audience: 'thread',
  };
}

function factsOf(capability: Capability): { label: string; value: Line }[] {
  const { kind, servedVersions, providers, tags, abstraction, role, complexity } = capability;
  const others = servedVersions.filter((version) => version !== kind.version);
  return [
    { label: 'Group', value: kind.group === '' ? ['core'] : [code(kind.group)] },
    {
      label: 'Version',
      value: others.length === 0 ? [kind.version] : [`${kind.version} (also ${others.join(', ')})`],
    },
    { label: 'Lives', value: [kind.namespaced ? 'in a namespace' : 'in the whole cluster'] },
    { label: 'Providers', value: [providers.map((id) => providerName(id)).join(', ') || 'none'] },
    { label: 'Kind of offer', value: [ABSTRACTIONS[abstraction]] },
    { label: 'Used as', value: [ROLES[role]] },
    { label: 'Complexity', value: [complexity] },
    { label: 'Tags', value: [tags.join(', ')] },
    { label: 'Described', value: line`${describerOf(capability)}, ${time(capability.scannedAt)}` },
    { label: 'Confidence', value: [`${Math.round(capability.confidence * 100)} of 100`] },
  ];
}

function taughtElements(
  { many, heading }: { readonly many: string; readonly heading: string },
  items: readonly Line[] | undefined,
): CardElement[] {
  if (!items) return [note([`The ${many} are not answering just now, so they are left out.`])];
  if (items.length === 0) return [];
  const rest = items.length - TAUGHT_MAX;
  return [
    { type: 'heading', text: heading },
    { type: 'list', isOrdered: false, items: items.slice(0, TAUGHT_MAX) },
    ...(rest > 0 ? [note([`${rest} more; ${many} list shows them all.`])] : []),
  ];
}

/** `profile` is code; anything else names the prompt that a language model was asked with. */
function describerOf({ source }: Capability): string {
  return source === 'profile'
    ? 'by code, from its schema and names'
    : `by a language model (${source})`;
}

function fieldElements(table: FieldTable): CardElement[] {
  const rows = tellingRows(table.rows)
    .filter(({ type }) => type !== 'object')
    .slice(0, FIELDS_MAX);
  if (rows.length === 0) return [{ type: 'note', line: ['Its schema names no fields to set.'] }];
  const total = table.rows.length;
  return [
    {
      type: 'table',
      columns: ['Field', 'Type', 'Limits'],
      rows: rows.map((row) => [fieldName(row.path), typeOf(row), limitsOf(row)]),
    },
    ...(total > rows.length
      ? [note(line`The ${rows.length} most telling of ${total} fields.`)]
      : []),
  ];
}

function namedFields({ settableFields }: Capability): CardElement[] {
  if (settableFields.length === 0) return [];
  const names = settableFields.slice(0, FIELDS_MAX).join(', ');
  return [
    { type: 'text', line: [`Its fields set ${names}.`] },
    note(['The cluster is not answering just now, so types and limits are left out.']),
  ];
}

function typeOf({ type, itemType }: FieldRow): string {
  if (type === 'array') return `list of ${itemType ?? 'anything'}`;
  return type === 'map' ? `map of ${itemType ?? 'anything'}` : type;
}

function limitsOf(row: FieldRow): string {
  const { minimum, maximum, minLength, maxLength, pattern } = row;
  const choices = row.enum ?? row.itemEnum ?? [];
  const limits = [
    row.required ? 'required' : '',
    choices.length > 0 ? `one of ${choicesText(choices)}` : '',
    rangeText({ least: minimum, most: maximum, unit: '' }),
    rangeText({ least: minLength, most: maxLength, unit: ' characters' }),
    pattern === undefined ? '' : `matches ${pattern}`,
    row.default === undefined ? '' : `default ${JSON.stringify(row.default)}`,
  ];
  return limits.filter(Boolean).join('; ');
}

function choicesText(choices: readonly (string | number | boolean)[]): string {
  const shown = choices.slice(0, CHOICES_MAX).join(', ');
  return choices.length > CHOICES_MAX ? `${shown}, …` : shown;
}

function rangeText(range: {
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly unit: string;
}): string {
  const { least, most, unit } = range;
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (least !== undefined) return `at least ${least}${unit}`;
  return most === undefined ? '' : `at most ${most}${unit}`;
}

function note(content: Line): CardElement {
  return { type: 'note', line: content };
}
