import { z } from 'zod';
import { scopeKey, scopeText } from './scope.ts';
import type { PolicyState } from './state.ts';
import { namesText, quantity } from '../wizard/card-parts.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { shortened } from '../../chat/shortened.ts';
import { line, type Line } from '../../chat/text.ts';
import { digestOf } from '../../domain/json.ts';
import type { Policy } from '../../domain/policy/policy.ts';

/** Longest earlier value that is told, in characters. */
const TOLD_MAX = 300;

const Said = z.object({
  digest: z.string(),
  /** For people, cut where it is long. */
  text: z.string().max(TOLD_MAX),
});

/** The version that a policy is changed from, as far as its review tells what is different. */
export const BaseVersion = z.object({
  version: z.int().positive(),
  kinds: z.int().nonnegative(),
  sentence: Said,
  triggers: Said,
  rationale: Said,
  owner: Said,
  scope: Said,
  leftOut: Said,
});
export type BaseVersion = z.infer<typeof BaseVersion>;

type Content = Pick<Policy, 'sentence' | 'triggers' | 'rationale' | 'owner' | 'scope' | 'leftOut'>;

export function baseVersionOf(policy: Policy): BaseVersion {
  const { version, rules, expressions } = policy;
  const kinds = [...rules, ...expressions].flatMap((rule) => rule.kinds);
  const names = new Set(kinds.map(({ kind, group }) => `${kind}.${group}`));
  return { version, kinds: names.size, ...saidIn(policy) };
}

function saidIn(content: Content): Omit<BaseVersion, 'version' | 'kinds'> {
  const { sentence, triggers, rationale, owner, scope, leftOut } = content;
  return {
    sentence: said(sentence, sentence),
    triggers: said(triggers.toSorted().join('\n'), namesText(triggers)),
    rationale: said(rationale, rationale),
    owner: said(owner, owner),
    scope: said(scopeKey(scope), scopeText(scope)),
    leftOut: said(leftOut.toSorted().join('\n'), namesText(leftOut, 5)),
  };
}

function said(whole: string, text: string): z.infer<typeof Said> {
  return { digest: digestOf(whole), text: shortened(text, TOLD_MAX) };
}

const LABELS = [
  ['sentence', 'Policy'],
  ['rationale', 'Why'],
  ['owner', 'Owner'],
  ['scope', 'Namespaces'],
  ['triggers', 'Words'],
  ['leftOut', 'Left out'],
] as const;

/** What is different from the version that it was begun with, one line each; undefined for a new policy. */
export function changesSince(state: PolicyState): readonly Line[] | undefined {
  const { base, derived, sentence, triggers, rationale = '', owner = '', leftOut } = state;
  const { scope = { type: 'all' } } = state;
  if (!base) return undefined;
  const now = saidIn({ sentence, triggers, rationale, owner, scope, leftOut });
  const changed = LABELS.filter(([field]) => base[field].digest !== now[field].digest);
  const covered = derived?.counts.covered ?? base.kinds;
  const kinds: Line[] =
    covered === base.kinds ? [] : [[`Covers: was ${quantity(base.kinds, 'kind')}`]];
  return [
    ...changed.map(([field, label]): Line => {
      const { text } = base[field];
      if (text === '') return [`${label}: was empty`];
      return field === 'owner'
        ? line`${label}: was ${ownerSpan(text)}`
        : [`${label}: was “${text}”`];
    }),
    ...kinds,
  ];
}
