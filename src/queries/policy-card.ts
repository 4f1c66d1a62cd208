import type { Button, Card, CardElement } from '../chat/card.ts';
import { ownerSpan } from '../chat/owner.ts';
import { shortened } from '../chat/shortened.ts';
import { line, type Line, time } from '../chat/text.ts';
import type { Coverage } from '../domain/policy/coverage.ts';
import { isGuidance, type Policy } from '../domain/policy/policy.ts';
import { accountOf } from './account.ts';
import { coverageElements } from './policy-coverage-card.ts';
import {
  type EnforcementStanding,
  kindNames,
  ruleLine,
  scopeWords,
  standingLine,
} from './policy-words.ts';

const RULES_MAX = 8;
const EXPRESSIONS_MAX = 3;
const EARLIER_MAX = 5;
const SENTENCE_SHOWN = 200;

export interface ShownPolicy {
  readonly policy: Policy;
  readonly standing: EnforcementStanding;
  /** Undefined where it is not kept any more. */
  readonly coverage: Coverage | undefined;
  /** Oldest first, without the newest. */
  readonly earlier: readonly Policy[];
  readonly mayEdit: boolean;
  readonly mayDelete: boolean;
}

/** One policy with all that is known of it. */
export function policyCard(shown: ShownPolicy): Card {
  const { policy, coverage } = shown;
  return {
    title: `Policy ${policy.id}`,
    elements: [
      { type: 'text', line: [{ bold: policy.sentence }] },
      ...standingAlerts(shown),
      { type: 'facts', facts: factsOf(shown) },
      ...ruleElements(policy),
      ...coverageElements(policy, coverage),
      ...earlierElements(shown.earlier),
      { type: 'buttons', buttons: buttonsOf(shown) },
    ],
    audience: 'thread',
  };
}

function standingAlerts({ policy, standing }: ShownPolicy): CardElement[] {
  const alerts: Line[] = [
    ...(policy.status === 'draft'
      ? [['A draft: it guides nothing until a curator accepts it.']]
      : []),
    ...(isGuidance(policy)
      ? [['Guidance only: it is shown and found, and no field of an object is checked.']]
      : []),
    ...(standing === 'outdated'
      ? [
          [
            'Kinds are served in other versions now, and those it does not check. Edit it to renew it.',
          ],
        ]
      : []),
    ...(standing === 'changed' || standing === 'missing'
      ? [['The cluster does not enforce it as it was approved. Edit it to have it enforced anew.']]
      : []),
  ];
  return alerts.map((alert) => ({ type: 'alert', level: 'warning', line: alert }));
}

function factsOf({ policy, standing }: ShownPolicy): { label: string; value: Line }[] {
  const { version, rationale, owner, triggers, scope, source } = policy;
  const changed =
    version === 1
      ? []
      : [
          {
            label: 'Last changed',
            value: line`${time(policy.changedAt)} by ${accountOf(policy.changedBy)}`,
          },
        ];
  return [
    { label: 'Why', value: [rationale || 'not said'] },
    { label: 'Owner', value: [ownerSpan(owner)] },
    { label: 'Written', value: line`${time(policy.createdAt)} by ${accountOf(policy.createdBy)}` },
    { label: 'Version', value: [`${version}, ${policy.status}`] },
    ...changed,
    { label: 'Words', value: [triggers.join(', ') || 'its sentence alone'] },
    { label: 'Namespaces', value: [scopeWords(scope)] },
    { label: 'Enforcement', value: standingLine(policy, standing) },
    { label: 'Understood by', value: [policy.by === 'offline' ? 'built-in rules' : policy.by] },
    ...(source === undefined
      ? []
      : [{ label: 'Said in', value: [{ link: { text: 'this message', url: source } }] }]),
  ];
}

function ruleElements({ rules, expressions }: Policy): CardElement[] {
  const rest = rules.length - RULES_MAX + Math.max(0, expressions.length - EXPRESSIONS_MAX);
  return [
    ...(rules.length + expressions.length > 0
      ? [{ type: 'heading' as const, text: 'What must be' }]
      : []),
    ...(rules.length > 0
      ? [
          {
            type: 'list' as const,
            isOrdered: false,
            items: rules.slice(0, RULES_MAX).map((rule) => ruleLine(rule)),
          },
        ]
      : []),
    ...expressions.slice(0, EXPRESSIONS_MAX).flatMap(({ message, kinds, expression }) => [
      { type: 'text' as const, line: [`${message} (${kindNames(kinds)})`] },
      { type: 'code' as const, title: 'CEL', text: expression },
    ]),
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} more.`] }] : []),
  ];
}

function earlierElements(earlier: readonly Policy[]): CardElement[] {
  if (earlier.length === 0) return [];
  const shown = earlier.slice(-EARLIER_MAX).reverse();
  const rest = earlier.length - shown.length;
  return [
    { type: 'heading', text: 'Earlier versions' },
    {
      type: 'list',
      isOrdered: false,
      items: shown.map(
        ({ version, changedAt, changedBy, sentence, scope, status }) =>
          line`Version ${version}, ${status}, ${time(changedAt)} by ${accountOf(changedBy)}: ${shortened(sentence, SENTENCE_SHOWN)} (${scopeWords(scope)})`,
      ),
    },
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} older ones.`] }] : []),
  ];
}

function buttonsOf({ policy, mayEdit, mayDelete, coverage }: ShownPolicy): Button[] {
  const run = (label: string, verb: string): Button => ({
    label,
    action: { name: 'run-command', argument: `policies ${verb} ${policy.id}` },
  });
  return [
    ...(mayEdit ? [run('Edit', 'edit')] : []),
    ...(mayDelete ? [{ ...run('Delete …', 'delete'), style: 'danger' as const }] : []),
    ...(coverage && coverage.rows.length > 0 ? [run('Whole coverage', 'coverage')] : []),
    {
      label: 'All policies',
      action: { name: 'run-command', argument: 'policies list' },
    },
  ];
}
