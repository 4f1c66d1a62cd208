import { helpCard } from './help.ts';
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
import { policyElements } from './home/policies.ts';
import type { Actor } from '../chat/actor.ts';
import type { Button, Card, CardElement } from '../chat/card.ts';
import { code, line } from '../chat/text.ts';

/** Rows of one part; of more, the rest is counted. */
const ROWS_MAX = 10;

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
  const reader = { viewer, isDirect: dependencies.isDirect };
  return card(viewer, [
    ...waitingElements(data, reader),
    ...openElements(data, reader),
    ...changeElements(data, reader),
    { type: 'divider' },
    { type: 'heading', text: 'What dotai knows' },
    ...knowledgeElements(data.knowledge),
    { type: 'heading', text: 'Policies' },
    ...policyElements(data.policies, reader),
    { type: 'divider' },
    ...beginElements(viewing.mayScan),
  ]);
}

function card(viewer: Actor, elements: CardElement[]): Card {
  return { elements, audience: viewer };
}

function outsiderElements(): CardElement[] {
  return [
    {
      type: 'alert',
      level: 'info',
      line: ['Only full members of this workspace can ask dotai for something or approve it.'],
    },
    { type: 'heading', text: 'What dotai does' },
    ...helpCard().elements,
  ];
}

function waitingElements(data: HomeData, reader: Reader): CardElement[] {
  const { approvals, answers, hasMoreApprovals, hasMoreOwn } = data;
  const heading: CardElement = { type: 'heading', text: 'Waiting for you' };
  const drafts = data.policies.drafts.length;
  if (approvals.length + answers.length === 0) {
    return [heading, ...(drafts === 0 ? nothingWaits(data) : draftsWait(drafts))];
  }
  const waiting = { others: 'changes wait for your approval', isCut: hasMoreApprovals };
  const asked = { others: 'conversations wait for you', isCut: hasMoreOwn };
  return [
    heading,
    ...some(approvals, waiting, (row) => approvalRow(row, reader)),
    ...some(answers, asked, (row) => ownRow(row, reader)),
    ...draftsWait(drafts),
  ];
}

function draftsWait(count: number): CardElement[] {
  if (count === 0) return [];
  const what = count === 1 ? 'A draft of a policy waits' : 'Drafts of policies wait';
  return [{ type: 'text', line: [`${what} for a curator: see Policies below.`] }];
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

function openElements({ open, answers, hasMoreOwn }: HomeData, reader: Reader): CardElement[] {
  if (open.length === 0) return [];
  const text = answers.length > 0 ? 'Your other conversations' : 'Your conversations';
  const kept = { others: 'are open', isCut: hasMoreOwn };
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
  { others, isCut }: { readonly others: string; readonly isCut: boolean },
  draw: (item: Item) => CardElement[],
): CardElement[] {
  const rest = items.length - ROWS_MAX;
  const count = isCut ? `… and more ${others}` : `… ${rest} more ${others}`;
  const more: CardElement[] = rest > 0 ? [{ type: 'note', line: [`${count}.`] }] : [];
  return [...items.slice(0, ROWS_MAX).flatMap(draw), ...more];
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
    ...(mayScan ? [scan] : []),
    { label: 'Help', action: running('help') },
  ];
}

function running(argument: string): Button['action'] {
  return { name: 'run-command', argument };
}
