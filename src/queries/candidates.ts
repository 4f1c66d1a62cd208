import type { Actor } from '../chat/actor.ts';
import type { Card, CardElement, Choice } from '../chat/card.ts';
import { shortened } from '../chat/shortened.ts';
import { code, line, type Line, time } from '../chat/text.ts';
import type { Candidate } from '../domain/mining/candidate.ts';
import { accountOf } from './account.ts';
import { PAGE_SIZE, run } from './taught-list-cards.ts';

const TITLE_MAX = 150;
const KINDS_MAX = 4;

/** Answers about what was found and waits for a decision. They throw what the records throw. */
export interface CandidateQueries {
  list(request: { readonly page: number }, viewer: Actor): Promise<Card>;
  /** Why there is nothing to decide of that candidate; undefined where there is. */
  settled(id: string): Promise<Card | undefined>;
}

export interface CandidateQueryDependencies {
  readonly candidates: {
    all(): Promise<readonly Candidate[]>;
    get(id: string): Promise<Candidate | undefined>;
  };
  /** `mayScan`: they are a curator. */
  readonly rights: (viewer: Actor) => Promise<{ readonly mayScan: boolean }>;
}

export function createCandidateQueries(dependencies: CandidateQueryDependencies): CandidateQueries {
  const { candidates, rights } = dependencies;
  return {
    async list({ page }, viewer) {
      const [all, { mayScan: isCurator }] = await Promise.all([candidates.all(), rights(viewer)]);
      const open = waiting(all);
      return open.length === 0 ? noneCard() : listCard({ open, asked: page, isCurator });
    },
    async settled(id) {
      const candidate = await candidates.get(id.trim().toLowerCase());
      if (!candidate) return unknownCard(id);
      return candidate.status === 'open' ? undefined : settledCard(candidate);
    },
  };
}

/** Those that wait for a decision: what was found in most conversations first, then the oldest. */
export function waiting(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates
    .filter(({ status }) => status === 'open')
    .toSorted(
      (one, other) => other.foundIn - one.foundIn || one.foundAt.localeCompare(other.foundAt),
    );
}

function listCard(page: {
  readonly open: readonly Candidate[];
  readonly asked: number;
  readonly isCurator: boolean;
}): Card {
  const { open, asked, isCurator } = page;
  const pages = Math.ceil(open.length / PAGE_SIZE);
  const number = Math.min(Math.max(1, asked), pages);
  const from = (number - 1) * PAGE_SIZE;
  const shown = open.slice(from, from + PAGE_SIZE);
  const turning = [
    ...(number > 1 ? [run('Previous', `candidates list page ${number - 1}`)] : []),
    ...(number < pages ? [run('Next', `candidates list page ${number + 1}`)] : []),
  ];
  return {
    title: `Candidates ${from + 1}–${from + shown.length} of ${open.length}`,
    elements: [
      {
        type: 'note',
        line: [
          isCurator
            ? 'Found in conversations and documents. Nothing of it has any effect before you accept it.'
            : 'Found in conversations and documents. Curators decide about them.',
        ],
      },
      { type: 'choices', from: from + 1, choices: shown.map(candidateChoice) },
      ...(turning.length > 0 ? [{ type: 'buttons' as const, buttons: turning }] : []),
    ],
    audience: 'thread',
  };
}

export function candidateChoice(candidate: Candidate): Choice {
  const { id, type, title } = candidate;
  return {
    label: shortened(`${type === 'pattern' ? 'Pattern' : 'Policy'}: ${title}`, TITLE_MAX),
    details: [factsOf(candidate)],
    button: run('Review', `candidates review ${id}`),
  };
}

function factsOf({ resources, origins, foundIn, contradictions, foundAt }: Candidate): Line {
  const kinds = resources.slice(0, KINDS_MAX).map(({ kind }) => kind);
  const more = resources.length - kinds.length;
  const made = [...kinds, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const [origin] = origins;
  const where = origin === undefined ? '' : ` · from ${origin.label}`;
  const times = foundIn > 1 ? ` · found ${foundIn} times` : '';
  const doubts = contradictions.length > 0 ? ' · ⚠️ contradicted' : '';
  return line`${made || 'no resource named'}${where}${times}${doubts} · ${time(foundAt)}`;
}

function noneCard(): Card {
  return textCard('Nothing to review', [
    {
      type: 'text',
      line: line`No pattern or policy waits for a decision. I find some when you say ${code('@dotai capture this')} in a thread, or ${code('/dotai patterns mine #CHANNEL')}.`,
    },
  ]);
}

function unknownCard(id: string): Card {
  return textCard('No such candidate', [
    {
      type: 'text',
      line: line`There is no candidate ${code(shortened(id, TITLE_MAX))}: what it was read from may have been deleted.`,
    },
    { type: 'buttons', buttons: [run('Show all', 'candidates list')] },
  ]);
}

function settledCard({ status, title, decidedBy, decidedAt, reason, became }: Candidate): Card {
  const who =
    decidedBy === undefined || decidedAt === undefined
      ? []
      : line` by ${accountOf(decidedBy)}, ${time(decidedAt)}`;
  const why = reason === undefined || reason === '' ? '' : ` Their reason: ${reason}`;
  const next =
    became === undefined || !/^(?:pat|pol)-/u.test(became)
      ? []
      : [run('Show it', `${became.startsWith('pat-') ? 'patterns' : 'policies'} show ${became}`)];
  return textCard('Decided already', [
    {
      type: 'text',
      line: [{ bold: shortened(title, TITLE_MAX) }, ` was ${status}`, ...who, `.${why}`],
    },
    ...(next.length > 0 ? [{ type: 'buttons' as const, buttons: next }] : []),
  ]);
}

function textCard(title: string, elements: CardElement[]): Card {
  return { title, elements, audience: 'thread' };
}
