import type { Actor } from '../chat/actor.ts';
import type { Button, Card, CardElement, Choice } from '../chat/card.ts';
import { shortened } from '../chat/shortened.ts';
import { line, type Line, person, time } from '../chat/text.ts';
import type { IndexMatch } from '../ports/knowledge-index.ts';

export const PAGE_SIZE = 10;

const SAID_MAX = 150;

export type TaughtVerb = 'show' | 'edit' | 'delete';

/** How one sort of what people taught is listed. */
export interface Listing<Item> {
  /** `policy`, and `policies`, which begins its commands too. */
  readonly one: string;
  readonly many: string;
  readonly idOf: (item: Item) => string;
  readonly label: (item: Item) => string;
  readonly facts: (item: Item) => Line;
}

/** Something that a search found, and what its score is made of. */
export interface FoundItem<Item> {
  readonly item: Item;
  readonly score: number;
  readonly matched: readonly string[];
  readonly parts: IndexMatch['parts'];
}

/** One page of all, or of those that have the words. */
export function taughtListCard<Item>(
  listing: Listing<Item>,
  page: { readonly filter: string; readonly asked: number; readonly items: readonly Item[] },
): Card {
  const { one, many } = listing;
  const { filter, asked, items } = page;
  const pages = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const number = Math.min(Math.max(1, asked), pages);
  const from = (number - 1) * PAGE_SIZE;
  const shown = items.slice(from, from + PAGE_SIZE);
  if (shown.length === 0) return noneOfCard({ one, many, said: filter });
  const past = pages === 1 ? 'There is 1 page.' : `There are ${pages} pages: this is the last one.`;
  const command = [`${many} list`, filter.slice(0, SAID_MAX)].filter(Boolean).join(' ');
  return card(`${capitalised(many)} ${from + 1}–${from + shown.length} of ${items.length}`, [
    ...(filter === '' ? [] : [text([`${capitalised(many)} that match “${cut(filter)}”.`])]),
    ...(asked > pages ? [note([past])] : []),
    { type: 'choices', from: from + 1, choices: shown.map((item) => choice(listing, item)) },
    ...buttons([
      ...(number > 1 ? [run('Previous', `${command} page ${number - 1}`)] : []),
      ...(number < pages ? [run('Next', `${command} page ${number + 1}`)] : []),
    ]),
  ]);
}

export function taughtFoundCard<Item>(
  listing: Listing<Item>,
  found: {
    readonly said: string;
    readonly matches: readonly FoundItem<Item>[];
    /** What meaning did in it. */
    readonly how: Line;
  },
): Card {
  const { one, many } = listing;
  const { said, matches, how } = found;
  if (matches.length === 0) return noMatchCard({ one, many, said, how });
  return card(`${capitalised(many)} found`, [
    text([`Best matches for “${cut(said)}”, the best one at 100.`]),
    {
      type: 'choices',
      choices: matches.map((match) => ({
        ...choice(listing, match.item, { more: [[reasonsOf(match)]] }),
        badge: String(percent(match.score)),
      })),
    },
    note(how),
  ]);
}

function reasonsOf({ matched, parts }: Pick<FoundItem<unknown>, 'matched' | 'parts'>): string {
  const words =
    matched.length === 0 ? '' : `by words ${percent(parts.words)}: ${matched.join(', ')}`;
  const meaning = parts.meaning === undefined ? '' : `by meaning ${percent(parts.meaning)}`;
  return capitalised([words, meaning].filter(Boolean).join(' · '));
}

function percent(part: number): number {
  return Math.round(part * 100);
}

/** For a name that several have, or none. `named`: those that have it; `near`: nearly. */
export function taughtChoiceCard<Item>(
  listing: Listing<Item>,
  found: {
    readonly name: string;
    readonly verb: TaughtVerb;
    readonly named: readonly Item[];
    readonly near: readonly Item[];
  },
): Card {
  const { one, many } = listing;
  const { verb, named, near } = found;
  const name = cut(found.name);
  if (named.length > 0) {
    return card(`Several ${many} match “${name}”`, [
      text(['Which one do you mean?']),
      choices(listing, named.slice(0, PAGE_SIZE), verb),
      ...(named.length > PAGE_SIZE ? [note([`${named.length - PAGE_SIZE} more match.`])] : []),
    ]);
  }
  // What was not named is looked at first: nothing is changed or removed by one press.
  return near.length > 0
    ? card(`No ${one} matches “${name}”`, [
        text(['Perhaps one of these:']),
        choices(listing, near, 'show'),
      ])
    : noMatchCard({ one, many, said: found.name });
}

/** How things stand is said by a word of the list's own. */
const STANDINGS: Partial<Readonly<Record<string, string>>> = {
  draft: 'a draft',
  drafts: 'a draft',
  active: 'active',
  enforced: 'enforced',
  guidance: 'guidance alone',
};

/** A filter that nothing passes is no name that nothing has. */
function noneOfCard(of: { readonly one: string; readonly many: string; readonly said: string }) {
  const { one, many, said } = of;
  const standing = STANDINGS[said.trim().toLowerCase()];
  if (standing === undefined) return noMatchCard(of);
  return card(`${capitalised(many)}: none`, [
    text([`No ${one} is ${standing} now.`]),
    ...buttons([run('Show all', `${many} list`)]),
  ]);
}

/** What is still known of something that was deleted. */
export interface Deletion {
  readonly name: string;
  readonly by: Actor;
  /** ISO time. */
  readonly at: string;
}

export function deletedCard<Item>({ one, many }: Listing<Item>, { name, by, at }: Deletion): Card {
  return card(`That ${one} was deleted`, [
    text(line`“${cut(name)}” was deleted by ${person(by)}, ${time(at)}.`),
    ...buttons([run('Show all', `${many} list`)]),
  ]);
}

function noMatchCard({
  one,
  many,
  said,
  how,
}: {
  readonly one: string;
  readonly many: string;
  readonly said: string;
  readonly how?: Line;
}): Card {
  return card('Nothing found', [
    text([`No ${one} matches “${cut(said)}”. Try other or fewer words, or look through them all.`]),
    ...(how === undefined ? [] : [note(how)]),
    ...buttons([run('Show all', `${many} list`)]),
  ]);
}

function choices<Item>(
  listing: Listing<Item>,
  items: readonly Item[],
  verb: TaughtVerb,
): CardElement {
  return { type: 'choices', choices: items.map((item) => choice(listing, item, { verb })) };
}

const VERBS: Readonly<Record<TaughtVerb, string>> = {
  show: 'Show',
  edit: 'Edit',
  delete: 'Delete …',
};

function choice<Item>(
  { many, idOf, label, facts }: Listing<Item>,
  item: Item,
  {
    more = [],
    verb = 'show',
  }: { readonly more?: readonly Line[]; readonly verb?: TaughtVerb } = {},
): Choice {
  return {
    label: shortened(label(item), SAID_MAX),
    details: [facts(item), ...more],
    button: run(VERBS[verb], `${many} ${verb} ${idOf(item)}`),
  };
}

export function run(label: string, argument: string): Button {
  return { label, action: { name: 'run-command', argument } };
}

function buttons(some: readonly Button[]): CardElement[] {
  return some.length === 0 ? [] : [{ type: 'buttons', buttons: [...some] }];
}

function cut(said: string): string {
  return shortened(said, SAID_MAX);
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
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
