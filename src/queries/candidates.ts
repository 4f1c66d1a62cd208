import { type Actor, actorKey } from '../chat/actor.ts';
import type { Card, CardElement, Choice } from '../chat/card.ts';
import { withPeople } from '../chat/named-people.ts';
import { shortened } from '../chat/shortened.ts';
import { code, line, type Line, time } from '../chat/text.ts';
import type { Candidate } from '../domain/mining/candidate.ts';
import { openChannelsOf, privateChannelsOf, seesAll } from '../domain/mining/private-origins.ts';
import { accountOf } from './account.ts';
import { candidatesNamed, isCandidateId } from './candidate-names.ts';
import { type CandidateRights, seenOf, waiting } from './candidate-rights.ts';
import { PAGE_SIZE, run } from './taught-list-cards.ts';

const TITLE_MAX = 150;
const KINDS_MAX = 4;

/** Answers about what was found and waits for a decision. They throw what the records throw. */
export interface CandidateQueries {
  list(request: { readonly page: number }, viewer: Actor): Promise<Card>;
  /** `name`: an id, the beginning of one, or words. What a curator can decide, else what is shown instead. */
  toReview(name: string, viewer: Actor): Promise<CandidateToReview | { readonly answer: Card }>;
}

export interface CandidateToReview {
  readonly candidateId: string;
  /** The private conversations that it comes from: who is in all of them decides. */
  readonly privateChannels: readonly string[];
}

export interface CandidateQueryDependencies {
  readonly candidates: {
    all(): Promise<readonly Candidate[]>;
    get(id: string): Promise<Candidate | undefined>;
  };
  readonly rights: (viewer: Actor) => Promise<CandidateRights>;
}

export function createCandidateQueries(dependencies: CandidateQueryDependencies): CandidateQueries {
  const { candidates, rights } = dependencies;
  return {
    async list({ page }, viewer) {
      const [all, viewing] = await Promise.all([candidates.all(), rights(viewer)]);
      const open = waiting(all);
      if (open.length === 0) return noneCard(viewer);
      if (!viewing.mayScan) return countCard({ open, viewer, viewing });
      const { seen, unseen } = await seenOf(open, viewing);
      return listCard({ seen, unseen, asked: page, viewer });
    },
    async toReview(name, viewer) {
      const [exact, viewing] = await Promise.all([
        candidates.get(name.trim().toLowerCase()),
        rights(viewer),
      ]);
      const [candidate, ...others] = exact
        ? [exact]
        : await candidatesNamed(await candidates.all(), name, { viewer, viewing });
      if (!candidate) return { answer: unknownCard(name, viewer) };
      if (others.length > 0) {
        return { answer: severalCard(name, [candidate, ...others], viewer) };
      }
      const answer = await answerInstead(candidate, viewer, viewing);
      const { id: candidateId } = candidate;
      if (answer) return { answer };
      return { candidateId, privateChannels: await closedChannels(candidate, viewing) };
    },
  };
}

/** Those that not everybody might join when they were read, or may join now. */
async function closedChannels(
  candidate: Candidate,
  { isOpen }: Pick<CandidateRights, 'isOpen'>,
): Promise<readonly string[]> {
  const closed = await Promise.all(
    openChannelsOf(candidate).map(async (channel) => ((await isOpen(channel)) ? [] : [channel])),
  );
  return [...privateChannelsOf(candidate), ...closed.flat()];
}

/** Undefined where the viewer can decide. */
async function answerInstead(
  candidate: Candidate,
  viewer: Actor,
  { mayScan, isIn, whomToAsk }: CandidateRights,
): Promise<Card | undefined> {
  const isOpen = candidate.status === 'open';
  if (mayScan && isOpen) return undefined;
  if (!mayScan && candidate.askedBy !== actorKey(viewer)) {
    return notYoursCard(await whomToAsk(), viewer);
  }
  if (!(await seesAll(candidate, isIn))) return strangeCard(viewer);
  return isOpen
    ? undecidedCard(candidate, await whomToAsk(), viewer)
    : settledCard(candidate, viewer);
}

interface Page {
  readonly seen: readonly Candidate[];
  readonly unseen: number;
  readonly asked: number;
  readonly viewer: Actor;
}

function listCard({ seen, unseen, asked, viewer }: Page): Card {
  const strange: CardElement[] = unseen === 0 ? [] : [{ type: 'note', line: [unseenText(unseen)] }];
  if (seen.length === 0) return textCard('Candidates', strange, viewer);
  const pages = Math.ceil(seen.length / PAGE_SIZE);
  const number = Math.min(Math.max(1, asked), pages);
  const from = (number - 1) * PAGE_SIZE;
  const shown = seen.slice(from, from + PAGE_SIZE);
  const turning = [
    ...(number > 1 ? [run('Previous', `candidates list page ${number - 1}`)] : []),
    ...(number < pages ? [run('Next', `candidates list page ${number + 1}`)] : []),
  ];
  const elements: CardElement[] = [
    {
      type: 'note',
      line: [
        'Found in conversations and documents. Nothing of it has any effect before you accept it.',
      ],
    },
    { type: 'choices', from: from + 1, choices: shown.map(candidateChoice) },
    ...strange,
    ...(turning.length > 0 ? [{ type: 'buttons' as const, buttons: turning }] : []),
  ];
  const title = `Candidates ${from + 1}–${from + shown.length} of ${seen.length}`;
  return textCard(title, elements, viewer);
}

/** Of what comes from conversations in which the viewer is not. */
export function unseenText(unseen: number): string {
  return unseen === 1
    ? '1 more is from a private channel: somebody who is in it decides.'
    : `${unseen} more are from private channels: somebody who is in them decides.`;
}

/** For whoever decides nothing: how many there are, and those that they asked for. */
async function countCard(given: {
  readonly open: readonly Candidate[];
  readonly viewer: Actor;
  readonly viewing: CandidateRights;
}): Promise<Card> {
  const { open, viewer, viewing } = given;
  const own = open.filter(({ askedBy }) => askedBy === actorKey(viewer));
  const { seen } = await seenOf(own, viewing);
  const waits =
    open.length === 1
      ? '1 candidate waits for a decision.'
      : `${open.length} candidates wait for a decision.`;
  const line = withPeople([`${waits} Curators decide about them. ${await viewing.whomToAsk()}`]);
  const shown = seen.slice(0, PAGE_SIZE).map((one) => ownChoice(one));
  const elements: CardElement[] = [
    { type: 'text', line },
    ...(shown.length > 0
      ? [
          { type: 'heading' as const, text: 'You asked for' },
          { type: 'choices' as const, choices: shown },
        ]
      : []),
  ];
  return textCard('Candidates', elements, viewer);
}

export function candidateChoice(candidate: Candidate): Choice {
  return {
    label: labelOf(candidate),
    details: [factsOf(candidate)],
    button: run('Review', `candidates review ${candidate.id}`),
  };
}

function ownChoice(candidate: Candidate): Choice {
  return {
    ...candidateChoice(candidate),
    button: run('How it stands', `candidates review ${candidate.id}`),
  };
}

function labelOf({ type, title }: Candidate): string {
  return shortened(`${type === 'pattern' ? 'Pattern' : 'Policy'}: ${title}`, TITLE_MAX);
}

function factsOf({ id, resources, origins, foundIn, contradictions, foundAt }: Candidate): Line {
  const kinds = resources.slice(0, KINDS_MAX).map(({ kind }) => kind);
  const more = resources.length - kinds.length;
  const made = [...kinds, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const [origin] = origins;
  const where = origin === undefined ? '' : ` · from ${origin.label}`;
  const times = foundIn > 1 ? ` · found ${foundIn} times` : '';
  const doubts = contradictions.length > 0 ? ' · ⚠️ contradicted' : '';
  return line`${id} · ${made || 'no resource named'}${where}${times}${doubts} · ${time(foundAt)}`;
}

function noneCard(viewer: Actor): Card {
  const elements: CardElement[] = [
    {
      type: 'text',
      line: line`No pattern or policy waits for a decision. I find some when you say ${code('@dotai capture this')} in a thread, or ${code('/dotai patterns mine #CHANNEL')}.`,
    },
  ];
  return textCard('Nothing to review', elements, viewer);
}

function unknownCard(name: string, viewer: Actor): Card {
  const said = shortened(name, TITLE_MAX);
  const told = isCandidateId(name)
    ? line`There is no candidate ${code(said)}: what it was read from may have been deleted.`
    : line`No candidate matches “${said}”. Try other or fewer words, or look through them all.`;
  const elements: CardElement[] = [
    { type: 'text', line: told },
    { type: 'buttons', buttons: [run('Show all', 'candidates list')] },
  ];
  return textCard('No such candidate', elements, viewer);
}

function severalCard(name: string, named: readonly Candidate[], viewer: Actor): Card {
  const rest = named.length - PAGE_SIZE;
  const elements: CardElement[] = [
    { type: 'text', line: ['Which one do you mean?'] },
    { type: 'choices', choices: named.slice(0, PAGE_SIZE).map(candidateChoice) },
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} more match.`] }] : []),
  ];
  return textCard(`Several candidates match “${shortened(name, TITLE_MAX)}”`, elements, viewer);
}

function notYoursCard(whom: string, viewer: Actor): Card {
  const said = `Curators look at it, and whoever asked for it. ${whom}`;
  return textCard('Curators decide', [{ type: 'text', line: withPeople([said]) }], viewer);
}

function strangeCard(viewer: Actor): Card {
  const said = 'It is from a private channel: somebody who is in it decides.';
  return textCard('From a private channel', [{ type: 'text', line: [said] }], viewer);
}

function undecidedCard(candidate: Candidate, whom: string, viewer: Actor): Card {
  const elements: CardElement[] = [
    { type: 'text', line: [{ bold: labelOf(candidate) }] },
    { type: 'note', line: factsOf(candidate) },
    { type: 'text', line: withPeople([`It waits for a curator’s decision. ${whom}`]) },
  ];
  return textCard('Not decided yet', elements, viewer);
}

function settledCard(candidate: Candidate, viewer: Actor): Card {
  const { status, title, decidedBy, decidedAt, reason, became } = candidate;
  const who =
    decidedBy === undefined || decidedAt === undefined
      ? []
      : line` by ${accountOf(decidedBy)}, ${time(decidedAt)}`;
  const why = reason === undefined || reason === '' ? '' : ` Their reason: ${reason}`;
  const next =
    became === undefined || !/^(?:pat|pol)-/u.test(became)
      ? []
      : [run('Show it', `${became.startsWith('pat-') ? 'patterns' : 'policies'} show ${became}`)];
  const elements: CardElement[] = [
    {
      type: 'text',
      line: [{ bold: shortened(title, TITLE_MAX) }, ` was ${status}`, ...who, `.${why}`],
    },
    ...(next.length > 0 ? [{ type: 'buttons' as const, buttons: next }] : []),
  ];
  return textCard('Decided already', elements, viewer);
}

/** Whoever asked sees it alone: others of that place may not see as much. */
function textCard(title: string, elements: CardElement[], viewer: Actor): Card {
  return { title, elements, audience: viewer };
}
