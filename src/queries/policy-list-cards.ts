import type { Card } from '../chat/card.ts';
import { ownerSpan } from '../chat/owner.ts';
import { code, line, type Line } from '../chat/text.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { appliedWords, scopeWords, statusWords } from './policy-words.ts';
import { type Listing, run } from './taught-list-cards.ts';

export const POLICY_LISTING: Listing<Policy> = {
  one: 'policy',
  many: 'policies',
  idOf: ({ id }) => id,
  label: ({ sentence }) => sentence,
  facts: factsOf,
};

function factsOf(policy: Policy): Line {
  const { id, owner, scope, enforcement } = policy;
  const applied = enforcement ? [`applied: ${appliedWords(enforcement)}`] : [];
  const rest = [scopeWords(scope), ...applied].join(' · ');
  return line`${id} · ${statusWords(policy)} · ${ownerSpan(owner)} · ${rest}`;
}

/** Nobody wrote one yet. */
export function noPoliciesCard(): Card {
  const example = 'policies new Databases in AWS should always run in the us-east-1 region';
  return {
    title: 'No policies yet',
    elements: [
      { type: 'text', line: line`Say one in a sentence: ${code(`/dotai ${example}`)}` },
      { type: 'buttons', buttons: [run('New policy', 'policies new')] },
    ],
    audience: 'thread',
  };
}
