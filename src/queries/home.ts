import { outsidersHelp } from './help.ts';
import {
  APPROVALS_READ,
  type HomeData,
  type HomeDependencies,
  homeData,
  OWN_READ,
  type SummaryOf,
} from './home/home-data.ts';
import { approvalRow, changeRow, ownRow, type Reader } from './home/home-rows.ts';
import { knowledgeElements } from './home/knowledge.ts';
import { patternElements } from './home/patterns.ts';
import { policyElements } from './home/policies.ts';
import { reviewElements } from './home/review.ts';
import type { Actor } from '../chat/actor.ts';
import type { Button, Card, CardElement } from '../chat/card.ts';
import { code, line } from '../chat/text.ts';

/** Rows of one part; of more, the rest is counted. */
const ROWS_MAX = 10;
/** The same where several parts are long: a platform shows so much at most. */
const CROWDED_ROWS_MAX = 6;
/** Rows of several parts together that are not too many yet. */
const MANY_ROWS = 20;

/**
 * The App Home, drawn from the records: what waits for this person, what runs for them, what became
 * of changes, what the bot knows, and how to begin. Throws what the records throw.
 */
export async function homeCard(
  dependencies: HomeDependencies & { readonly summaryOf: SummaryOf },
  viewer: Actor,
): Promise<Card> {
  const viewing = await dependencies.rights(viewer);
  if (!viewing.isMember) return card(viewer, outsiderElements());
  const data = await homeData(dependencies, viewer, viewing);
  const reader = { viewer, isDirect: dependencies.isDirect, rowsMax: rowsMaxOf(data) };
  return card(viewer, [
    ...waitingElements(data, reader),
    ...reviewElements(data.review, reader),
    ...openElements(data, reader),
    ...changeElements(data, reader),
    { type: 'divider' },
    { type: 'heading', text: 'What dotai knows' },
    ...knowledgeElements(data.knowledge),
    { type: 'heading', text: 'Policies' },
    ...policyElements(data.policies, reader),
    { type: 'heading', text: 'Patterns' },
    ...patternElements(data.patterns, reader),
    { type: 'divider' },
    ...beginElements(viewing.mayScan),
  ]);
}

interface Drawing extends Reader {
  readonly rowsMax: number;
}

function rowsMaxOf({ approvals, answers, open }: HomeData): number {
  const rows = [approvals, answers, open].map(({ length }) => Math.min(length, ROWS_MAX));
  return rows.reduce((sum, length) => sum + length, 0) > MANY_ROWS ? CROWDED_ROWS_MAX : ROWS_MAX;
}

function card(viewer: Actor, elements: CardElement[]): Card {
  return { elements, audience: viewer };
}

function outsiderElements(): CardElement[] {
  return [
    {
      type: 'alert',
      level: 'info',
      line: [
        'Only full members of this workspace can ask dotai for something or approve it: it finds what the cluster has for a request, and has it applied.',
      ],
    },
    ...outsidersHelp(),
  ];
}

function waitingElements(data: HomeData, reader: Drawing): CardElement[] {
  const { approvals, answers, hasMoreApprovals, hasMoreOwn } = data;
  const heading: CardElement = { type: 'heading', text: 'Waiting for you' };
  const below = waitsBelow(data);
  if (approvals.length + answers.length === 0) {
    // What is to be reviewed follows at once, under its own heading.
    if (below.length === 0 && (data.review?.length ?? 0) > 0) return [];
    return [heading, ...(below.length === 0 ? nothingWaits(data) : below)];
  }
  const waiting = { others: 'changes wait for your approval', isCut: hasMoreApprovals };
  const asked = { others: 'conversations wait for you', isCut: hasMoreOwn };
  return [
    heading,
    ...some(approvals, { ...waiting, ...reader }, (row) => approvalRow(row, reader)),
    ...some(answers, { ...asked, ...reader }, (row) => ownRow(row, reader)),
    ...below,
  ];
}

/** What this curator decides about, in one line; it stands in parts of its own. */
function waitsBelow({ policies, patterns }: HomeData): CardElement[] {
  const sentences = [
    ...draftsWait(policies.drafts.length, ['policy', 'policies']),
    ...draftsWait(patterns.drafts.length, ['pattern', 'patterns']),
  ];
  return sentences.length === 0 ? [] : [{ type: 'text', line: [sentences.join('\n')] }];
}

function draftsWait(count: number, [one, many]: readonly [string, string]): string[] {
  if (count === 0) return [];
  const what = count === 1 ? `A draft of a ${one} waits` : `Drafts of ${many} wait`;
  const part = many.slice(0, 1).toUpperCase() + many.slice(1);
  return [`${what} for a curator: see ${part} below.`];
}

/** Says no more than what was looked through. */
function nothingWaits({ hasMoreApprovals, hasMoreOwn }: HomeData): CardElement[] {
  const within = [
    ...(hasMoreApprovals ? [`the ${APPROVALS_READ} oldest changes that wait for approval`] : []),
    ...(hasMoreOwn ? [`your ${OWN_READ} newest conversations`] : []),
  ];
  const among = within.length > 0 ? ` among ${within.join(' and ')}; there are more` : '';
  return [{ type: 'text', line: [`Nothing waits for you${among}.`] }];
}

function openElements({ open, answers, hasMoreOwn }: HomeData, reader: Drawing): CardElement[] {
  if (open.length === 0) return [];
  const text = answers.length > 0 ? 'Your other conversations' : 'Your conversations';
  const kept = { others: 'are open', isCut: hasMoreOwn, ...reader };
  return [{ type: 'heading', text }, ...some(open, kept, (row) => ownRow(row, reader))];
}

function changeElements({ changes }: HomeData, reader: Reader): CardElement[] {
  if (changes.length === 0) return [];
  return [
    { type: 'heading', text: 'Recent changes' },
    ...changes.flatMap((row) => changeRow(row, reader)),
  ];
}

/** The first rows, and how many there are beside them, as far as that is known. */
function some<Item>(
  items: readonly Item[],
  kept: { readonly others: string; readonly isCut: boolean; readonly rowsMax: number },
  draw: (item: Item) => CardElement[],
): CardElement[] {
  const { others, isCut, rowsMax } = kept;
  const rest = items.length - rowsMax;
  const count = isCut ? `… and more ${others}` : `… ${rest} more ${others}`;
  const more: CardElement[] = rest > 0 ? [{ type: 'note', line: [`${count}.`] }] : [];
  return [...items.slice(0, rowsMax).flatMap(draw), ...more];
}

function beginElements(mayScan: boolean): CardElement[] {
  return [
    { type: 'heading', text: 'Begin' },
    { type: 'text', line: ['Say what you need, in a channel where I am or in the Messages tab:'] },
    {
      type: 'list',
      isOrdered: false,
      items: [
        line`${code('/dotai recommend create a PostgreSQL database in AWS')}`,
        line`${code('/dotai capabilities search message queue')}`,
        line`${code('/dotai policies new Databases in AWS should always run in the us-east-1 region')}`,
        line`${code('@dotai we need a bucket for backups')} in a thread`,
        line`${code('/dotai patterns new AWS public services')}, or ${code('@dotai capture this')} in a thread that explains what you deploy together`,
      ],
    },
    { type: 'buttons', buttons: beginButtons(mayScan) },
    { type: 'note', line: ['What the buttons answer comes in the Messages tab.'] },
  ];
}

function beginButtons(mayScan: boolean): Button[] {
  const scan: Button = { label: 'Scan the cluster', action: running('capabilities scan') };
  return [
    { label: 'Capabilities', action: running('capabilities list') },
    { label: 'Policies', action: running('policies list') },
    { label: 'Patterns', action: running('patterns list') },
    ...(mayScan ? [scan] : []),
    { label: 'Help', action: running('help') },
  ];
}

function running(argument: string): Button['action'] {
  return { name: 'run-command', argument };
}
