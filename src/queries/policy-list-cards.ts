import type { Button, Card, CardElement, Choice } from '../chat/card.ts';
import { ownerSpan } from '../chat/owner.ts';
import { shortened } from '../chat/shortened.ts';
import { code, line, type Line } from '../chat/text.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { appliedWords, scopeWords, statusWords } from './policy-words.ts';

export const PAGE_SIZE = 10;

const LABEL_MAX = 150;
const SAID_MAX = 150;

/** One page of all, or of those that have the words. */
export function policyListCard(page: {
  readonly filter: string;
  readonly asked: number;
  readonly policies: readonly Policy[];
}): Card {
  const { filter, asked, policies } = page;
  const pages = Math.max(1, Math.ceil(policies.length / PAGE_SIZE));
  const number = Math.min(Math.max(1, asked), pages);
  const from = (number - 1) * PAGE_SIZE;
  const shown = policies.slice(from, from + PAGE_SIZE);
  if (shown.length === 0) return noMatchCard(filter);
  const past = pages === 1 ? 'There is 1 page.' : `There are ${pages} pages: this is the last one.`;
  const command = ['policies list', filter.slice(0, SAID_MAX)].filter(Boolean).join(' ');
  return card(`Policies ${from + 1}–${from + shown.length} of ${policies.length}`, [
    ...(filter === '' ? [] : [text([`Policies that match “${cut(filter)}”.`])]),
    ...(asked > pages ? [note([past])] : []),
    { type: 'choices', from: from + 1, choices: shown.map((policy) => choice(policy)) },
    ...buttons([
      ...(number > 1 ? [run('Previous', `${command} page ${number - 1}`)] : []),
      ...(number < pages ? [run('Next', `${command} page ${number + 1}`)] : []),
    ]),
  ]);
}

/** Nobody wrote one yet. */
export function noPoliciesCard(): Card {
  const example = 'policies new Databases in AWS should always run in the us-east-1 region';
  return card('No policies yet', [
    text(line`Say one in a sentence: ${code(`/dotai ${example}`)}`),
    ...buttons([run('New policy', 'policies new')]),
  ]);
}

/** A policy that a search found, and what its score is made of. */
export interface FoundPolicy {
  readonly policy: Policy;
  readonly score: number;
  readonly matched: readonly string[];
  readonly parts: { readonly words: number; readonly meaning?: number };
}

/** `comparesMeanings`: whether there is anything to compare them with. */
export function foundPoliciesCard(
  said: string,
  found: { readonly matches: readonly FoundPolicy[]; readonly comparesMeanings: boolean },
): Card {
  const { matches } = found;
  if (matches.length === 0) return noMatchCard(said, howSearched(found));
  return card('Policies found', [
    text([`Best matches for “${cut(said)}”, the best one at 100.`]),
    {
      type: 'choices',
      choices: matches.map((match) => ({
        ...choice(match.policy, [[reasonsOf(match)]]),
        badge: String(percent(match.score)),
      })),
    },
    note(howSearched(found)),
  ]);
}

function howSearched(found: Parameters<typeof foundPoliciesCard>[1]): Line {
  if (!found.comparesMeanings)
    return ['Searched by words alone: comparing meanings is turned off.'];
  return found.matches.some(({ parts }) => parts.meaning !== undefined)
    ? ['Each score puts words and meaning together, both beside the best of this search.']
    : [
        'Found by words alone: by its meaning nothing comes near, or what compares meanings does not answer right now.',
      ];
}

function reasonsOf({ matched, parts }: FoundPolicy): string {
  const words =
    matched.length === 0 ? '' : `by words ${percent(parts.words)}: ${matched.join(', ')}`;
  const meaning = parts.meaning === undefined ? '' : `by meaning ${percent(parts.meaning)}`;
  const reasons = [words, meaning].filter(Boolean).join(' · ');
  return reasons.slice(0, 1).toUpperCase() + reasons.slice(1);
}

function percent(part: number): number {
  return Math.round(part * 100);
}

export type PolicyVerb = 'show' | 'edit' | 'delete';

/** For a name that several policies have, or none. `named`: those that have it; `near`: nearly. */
export function choosePolicyCard(found: {
  readonly name: string;
  readonly verb: PolicyVerb;
  readonly named: readonly Policy[];
  readonly near: readonly Policy[];
}): Card {
  const { verb, named, near } = found;
  const name = cut(found.name);
  if (named.length > 0) {
    return card(`Several policies match “${name}”`, [
      text(['Which one do you mean?']),
      choices(named.slice(0, PAGE_SIZE), verb),
      ...(named.length > PAGE_SIZE ? [note([`${named.length - PAGE_SIZE} more match.`])] : []),
    ]);
  }
  // What was not named is looked at first: nothing is changed or removed by one press.
  return near.length > 0
    ? card(`No policy matches “${name}”`, [text(['Perhaps one of these:']), choices(near, 'show')])
    : noMatchCard(found.name);
}

function noMatchCard(said: string, how?: Line): Card {
  return card('Nothing found', [
    text([`No policy matches “${cut(said)}”. Try other or fewer words, or look through them all.`]),
    ...(how === undefined ? [] : [note(how)]),
    ...buttons([run('Show all', 'policies list')]),
  ]);
}

function choices(policies: readonly Policy[], verb: PolicyVerb): CardElement {
  return { type: 'choices', choices: policies.map((policy) => choice(policy, [], verb)) };
}

const VERBS: Readonly<Record<PolicyVerb, string>> = {
  show: 'Show',
  edit: 'Edit',
  delete: 'Delete …',
};

function choice(policy: Policy, more: readonly Line[] = [], verb: PolicyVerb = 'show'): Choice {
  const { id, sentence, owner, scope, enforcement } = policy;
  const applied = enforcement ? [`applied: ${appliedWords(enforcement)}`] : [];
  const rest = [scopeWords(scope), ...applied].join(' · ');
  const facts = line`${id} · ${statusWords(policy)} · ${ownerSpan(owner)} · ${rest}`;
  return {
    label: shortened(sentence, LABEL_MAX),
    details: [facts, ...more],
    button: run(VERBS[verb], `policies ${verb} ${id}`),
  };
}

function run(label: string, argument: string): Button {
  return { label, action: { name: 'run-command', argument } };
}

function buttons(some: readonly Button[]): CardElement[] {
  return some.length === 0 ? [] : [{ type: 'buttons', buttons: [...some] }];
}

function cut(said: string): string {
  return shortened(said, SAID_MAX);
}

function card(title: string, elements: readonly CardElement[]): Card {
  return { title, elements: [...elements], audience: 'thread' };
}

function text(content: Line): CardElement {
  return { type: 'text', line: content };
}

function note(content: Line): CardElement {
  return { type: 'note', line: content };
}
