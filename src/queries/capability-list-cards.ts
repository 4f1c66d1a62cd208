import type { Button, Card, CardElement, Choice } from '../chat/card.ts';
import { code, line, type Line } from '../chat/text.ts';
import type { Capability } from '../domain/capability.ts';
import { resourceNameOf, type ResourceKind } from '../domain/kind.ts';
import { providerName } from '../domain/knowledge/providers.ts';
import type { CapabilityMatch } from '../domain/knowledge/ranking.ts';
import type { IndexMatch } from '../ports/knowledge-index.ts';
import type { SearchSource } from './home/language-words.ts';
import { searchedLine, type SearchedMeaning } from './search-standing.ts';
import { fullNameOf } from './capability-names.ts';

export const PAGE_SIZE = 10;

/** What an action's argument can hold beside the command's own words. */
const SAID_MAX = 150;

export function listCard(page: {
  readonly filter: string;
  /** Capabilities before the first one shown. */
  readonly from: number;
  readonly total: number;
  readonly capabilities: readonly Capability[];
  /** The page that was asked for. */
  readonly asked: number;
}): Card {
  const { filter, from, total, capabilities, asked } = page;
  if (total === 0) return noMatchCard(filter);
  const what = filter === '' ? '' : ` that match “${filter}”`;
  const range = `${from + 1}–${from + capabilities.length} of ${total}`;
  return card(`Capabilities ${range}`, [
    ...(filter === '' ? [] : [text([`Resource types${what}.`])]),
    ...beyondLast({ asked, total }),
    {
      type: 'choices',
      from: from + 1,
      choices: capabilities.map((capability) => choice(capability, [])),
    },
    ...pageButtons({ filter, from, total }),
  ]);
}

/** Of a page past the end the last one is shown. */
function beyondLast(page: { readonly asked: number; readonly total: number }): CardElement[] {
  const pages = Math.ceil(page.total / PAGE_SIZE);
  if (page.asked <= pages) return [];
  return [
    note([pages === 1 ? 'There is 1 page.' : `There are ${pages} pages: this is the last one.`]),
  ];
}

/** A capability that was found, and what its score is made of. */
export interface FoundCapability extends CapabilityMatch {
  readonly parts: IndexMatch['parts'];
}

/** What a search found, and what meaning did in it. */
export interface Found {
  readonly matches: readonly FoundCapability[];
  readonly searched: SearchedMeaning;
  readonly source: SearchSource;
}

export function foundCard(said: string, { matches, searched, source }: Found): Card {
  const how = searchedLine(searched, source);
  if (matches.length === 0) return noMatchCard(said, how);
  return card('Capabilities found', [
    text([`Best matches for “${cut(said)}”, the best one at 100.`]),
    {
      type: 'choices',
      choices: matches.map((match) => ({
        ...choice(match.capability, [[reasonsOf(match)]]),
        badge: String(percent(match.score)),
      })),
    },
    note([...how, ' Each score also weighs what a kind is for and which providers you named.']),
  ]);
}

/** "By words 80: s3, bucket · by meaning 95". */
function reasonsOf({ matched, parts }: FoundCapability): string {
  const words =
    matched.length === 0 ? '' : `by words ${percent(parts.words)}: ${matched.join(', ')}`;
  const meaning = parts.meaning === undefined ? '' : `by meaning ${percent(parts.meaning)}`;
  const reasons = [words, meaning].filter(Boolean).join(' · ');
  return reasons.slice(0, 1).toUpperCase() + reasons.slice(1);
}

function percent(part: number): number {
  return Math.round(part * 100);
}

/** Several kinds have that name: which one was meant? */
export function severalCard(name: string, capabilities: readonly Capability[]): Card {
  return card(`Several resource types are called ${cut(name)}`, [
    text(['Which one do you mean?']),
    { type: 'choices', choices: capabilities.slice(0, PAGE_SIZE).map((one) => choice(one, [])) },
  ]);
}

export function unknownNameCard(name: string, nearest: readonly Capability[]): Card {
  const title = `No resource type is called ${cut(name)}`;
  return nearest.length === 0
    ? card(title, [text(line`${code('capabilities list')} shows all that this cluster serves.`)])
    : card(title, [text(['Perhaps one of these:']), choices(nearest)]);
}

/** For a name of kinds that the cluster serves, and of which nothing is known: forgotten, or new. */
export function unreadNameCard(name: string, kinds: readonly ResourceKind[]): Card {
  const [first, ...others] = kinds.map((kind) => fullNameOf({ kind }));
  const rest = others.length === 0 ? '' : ` and ${others.length} more of that name`;
  return card(`I know nothing of ${cut(name)} now`, [
    text(
      line`The cluster serves ${code(first ?? name)}${rest}, and I forgot it or have not read it yet: so I offer it to nobody.`,
    ),
    text(
      line`The next scan of everything describes it again. A curator scans it at once: ${code(`/dotai capabilities scan ${first ?? name}`)}`,
    ),
  ]);
}

/** `progress`: of the scan that runs. `problem`: why the one before failed. */
export function nothingKnownCard(scan: {
  readonly progress?: string;
  readonly problem?: string;
}): Card {
  const { progress, problem } = scan;
  const far = progress === undefined ? '' : ` So far: ${progress}`;
  const failed: CardElement[] =
    problem === undefined
      ? []
      : [{ type: 'alert', level: 'warning', line: [`The last attempt failed. ${problem}`] }];
  return card('The cluster is being read', [
    ...failed,
    text([
      `I know nothing of this cluster yet and am reading it right now.${far} Kinds show up here as they are described: ask again in a moment.`,
    ]),
  ]);
}

/** `how`: it was searched, where it was. */
function noMatchCard(said: string, how?: Line): Card {
  return card('Nothing found', [
    text([
      `Nothing that this cluster serves matches “${cut(said)}”. Try other or fewer words, or look through the whole list.`,
    ]),
    ...(how === undefined ? [] : [note(how)]),
    { type: 'buttons', buttons: [run('Show all', 'capabilities list')] },
  ]);
}

function pageButtons(page: {
  readonly filter: string;
  readonly from: number;
  readonly total: number;
}): CardElement[] {
  const number = page.from / PAGE_SIZE + 1;
  const command = ['capabilities list', page.filter.slice(0, SAID_MAX)].filter(Boolean).join(' ');
  const buttons = [
    ...(number > 1 ? [run('Previous', `${command} page ${number - 1}`)] : []),
    ...(page.from + PAGE_SIZE < page.total ? [run('Next', `${command} page ${number + 1}`)] : []),
  ];
  return buttons.length === 0 ? [] : [{ type: 'buttons', buttons }];
}

function choices(capabilities: readonly Capability[]): CardElement {
  return { type: 'choices', choices: capabilities.map((capability) => choice(capability, [])) };
}

function choice(capability: Capability, more: readonly Line[]): Choice {
  const { kind, providers, tags, description } = capability;
  const where = providers.map((id) => providerName(id)).join(', ');
  const facts = [kind.kind, where, tags.slice(0, 5).join(', ')].filter(Boolean).join(' · ');
  return {
    label: resourceNameOf(kind),
    details: [[facts], [description], ...more],
    button: run('Show', `capabilities show ${fullNameOf(capability)}`),
  };
}

function run(label: string, command: string): Button {
  return { label, action: { name: 'run-command', argument: command } };
}

function cut(said: string): string {
  return said.length <= SAID_MAX ? said : `${said.slice(0, SAID_MAX - 1)}…`;
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
