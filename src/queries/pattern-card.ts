import type { Button, Card, CardElement } from '../chat/card.ts';
import { ownerSpan } from '../chat/owner.ts';
import { shortened } from '../chat/shortened.ts';
import { code, line, type Line, time } from '../chat/text.ts';
import { resourceNameOf } from '../domain/kind.ts';
import type { Evidence } from '../domain/mining/evidence.ts';
import { conditionsText } from '../domain/pattern/conditions-words.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { accountOf } from './account.ts';

const QUOTES_MAX = 5;
const EARLIER_MAX = 5;
const POLICIES_MAX = 5;
const RATIONALE_SHOWN = 200;

export interface ShownPattern {
  readonly pattern: Pattern;
  /** What it was learned from, as far as that still stands. */
  readonly evidence: readonly Evidence[];
  /** Quotes from private conversations in which the viewer is not. */
  readonly unseen: number;
  /** Those that reach its kinds. */
  readonly policies: readonly Policy[];
  /** Names of its resources that the cluster does not serve any more. */
  readonly gone: readonly string[];
  /** Oldest first, without the newest. */
  readonly earlier: readonly Pattern[];
  readonly mayEdit: boolean;
  readonly mayDelete: boolean;
}

/** One pattern with all that is known of it. */
export function patternCard(shown: ShownPattern): Card {
  const { pattern } = shown;
  return {
    title: `Pattern ${pattern.id}`,
    elements: [
      { type: 'text', line: [{ bold: pattern.name }] },
      ...alerts(shown).map((alert) => ({
        type: 'alert' as const,
        level: 'warning' as const,
        line: alert,
      })),
      { type: 'facts', facts: factsOf(pattern) },
      { type: 'heading', text: 'Resources' },
      { type: 'list', isOrdered: false, items: pattern.resources.map(resourceLine) },
      ...policyElements(shown.policies),
      ...evidenceElements(shown),
      ...earlierElements(shown.earlier),
      { type: 'buttons', buttons: buttonsOf(shown) },
    ],
    audience: 'thread',
  };
}

function alerts({ pattern, gone }: ShownPattern): Line[] {
  return [
    ...(pattern.status === 'draft'
      ? [['A draft: it changes no recommendation until a curator accepts it.']]
      : []),
    ...(gone.length > 0
      ? [[`This cluster does not serve ${gone.join(', ')} any more. Edit the pattern.`]]
      : []),
  ];
}

function factsOf(pattern: Pattern): { label: string; value: Line }[] {
  const { version, status, rationale, owner, triggers, conditions } = pattern;
  const { createdAt, createdBy, changedAt, changedBy } = pattern;
  const changed =
    version === 1
      ? []
      : [{ label: 'Last changed', value: line`${time(changedAt)} by ${accountOf(changedBy)}` }];
  return [
    { label: 'Why', value: [rationale || 'not said'] },
    { label: 'Applies to', value: [conditionsText(conditions)] },
    { label: 'Owner', value: [ownerSpan(owner)] },
    { label: 'Taught', value: line`${time(createdAt)} by ${accountOf(createdBy)}` },
    { label: 'Version', value: [`${version}, ${status}`] },
    ...changed,
    { label: 'Words', value: [triggers.join(', ') || 'its name alone'] },
  ];
}

function resourceLine(kind: Pattern['resources'][number]): Line {
  return line`${kind.kind} (${code(resourceNameOf(kind))})`;
}

function policyElements(policies: readonly Policy[]): CardElement[] {
  if (policies.length === 0) return [];
  const rest = policies.length - POLICIES_MAX;
  return [
    { type: 'heading', text: 'Policies that reach its resources' },
    {
      type: 'list',
      isOrdered: false,
      items: policies
        .slice(0, POLICIES_MAX)
        .map(({ id, sentence }) => line`${sentence} (${code(id)})`),
    },
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} more.`] }] : []),
  ];
}

function evidenceElements({ evidence, unseen }: ShownPattern): CardElement[] {
  if (evidence.length + unseen === 0) return [];
  const rest = evidence.length - QUOTES_MAX;
  return [
    { type: 'heading', text: 'Learned from' },
    ...evidence.slice(0, QUOTES_MAX).map(({ quote, url }) => ({
      type: 'quote' as const,
      text: quote,
      ...(url === undefined ? {} : { url }),
    })),
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} more quotes.`] }] : []),
    ...(unseen > 0 ? [{ type: 'note' as const, line: [unseenText(unseen)] }] : []),
  ];
}

function unseenText(unseen: number): string {
  return unseen === 1
    ? '1 quote from a private channel.'
    : `${unseen} quotes from private channels.`;
}

function earlierElements(earlier: readonly Pattern[]): CardElement[] {
  if (earlier.length === 0) return [];
  const shown = earlier.slice(-EARLIER_MAX).reverse();
  const rest = earlier.length - shown.length;
  return [
    { type: 'heading', text: 'Earlier versions' },
    {
      type: 'list',
      isOrdered: false,
      items: shown.map(({ version, status, changedAt, changedBy, name, resources, rationale }) => {
        const kinds = resources.map(({ kind }) => kind).join(', ');
        const why = shortened(rationale, RATIONALE_SHOWN);
        return line`Version ${version}, ${status}, ${time(changedAt)} by ${accountOf(changedBy)}: ${name} (${kinds}). ${why}`;
      }),
    },
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} older ones.`] }] : []),
  ];
}

function buttonsOf({ pattern, mayEdit, mayDelete }: ShownPattern): Button[] {
  const run = (label: string, verb: string): Button => ({
    label,
    action: { name: 'run-command', argument: `patterns ${verb} ${pattern.id}` },
  });
  return [
    ...(mayEdit ? [run('Edit', 'edit')] : []),
    ...(mayDelete ? [{ ...run('Delete …', 'delete'), style: 'danger' as const }] : []),
    { label: 'All patterns', action: { name: 'run-command', argument: 'patterns list' } },
  ];
}
