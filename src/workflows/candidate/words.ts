import { kindOf } from './offers.ts';
import type { CandidateState, ShownQuote } from './state.ts';
import { shortened } from '../../chat/shortened.ts';
import type { Candidate, Origin } from '../../domain/mining/candidate.ts';
import type { Claim } from '../../domain/mining/evidence.ts';
import { quantity } from '../wizard/card-parts.ts';

const TITLE_MAX = 130;
const NAMED_MAX = 4;

/** "Pattern: AWS public services"; by its id while nobody read it, and where it may not be told. */
export function titleOf(state: CandidateState): string {
  const { candidate, candidateId } = state;
  if (!candidate) return `Candidate ${candidateId}`;
  const kind = kindOf(state) === 'policy' ? 'Policy' : 'Pattern';
  return `${kind}: ${shortened(candidate.title, TITLE_MAX)}`;
}

/** Where it stands, in a sentence. */
export function statusText(state: CandidateState): string {
  const kind = kindOf(state);
  switch (state.stage) {
    case 'loading':
      return 'It is being looked up.';
    case 'open':
      return 'It waits for a curator’s decision.';
    case 'settling':
      return 'What was decided is being done.';
    case 'handed-over':
      return `It is being looked over as a ${kind}.`;
    case 'done':
      return decidedText(state);
    case 'withdrawn':
      return 'What it was read from is gone, or says it no longer, so it was withdrawn.';
    case 'left':
      return 'It was left undecided and stays in the queue.';
    case 'expired':
      return 'Nobody decided in time. It stays in the queue.';
    case 'failed':
      return state.problem ?? 'Something went wrong.';
  }
}

function decidedText(state: CandidateState): string {
  const { candidate, into } = state;
  switch (candidate?.status) {
    case 'merged':
      return into ? `Merged into “${into.title}”.` : 'Merged into another.';
    case 'rejected':
      return 'Rejected. It is remembered and not asked again.';
    default:
      return kindOf(state) === 'policy' ? 'It became a policy.' : 'It is a pattern now.';
  }
}

/** "Found in 3 conversations: #platform, runbook.md". */
export function foundText({ foundIn, origins }: Candidate): string {
  const places = [...new Set(origins.map(({ label }) => label))];
  const shown = places.slice(0, NAMED_MAX);
  const more = places.length > shown.length ? [`${places.length - shown.length} more`] : [];
  return `Found in ${quantity(foundIn, nounOf(origins))}: ${[...shown, ...more].join(', ')}.`;
}

function nounOf(origins: readonly Origin[]): string {
  const types = new Set(origins.map(({ type }) => type));
  if (types.size > 1) return 'place';
  if (types.has('document')) return 'section';
  return types.has('cluster') ? 'object of the cluster' : 'conversation';
}

/** Who read it: nobody may take rules for a model, or a model for a person. */
export function byText({ by }: Candidate): string {
  if (by === 'offline') return 'Read by built-in rules, without a model.';
  return by === 'code' ? 'Read from the objects themselves.' : `Read by ${by}.`;
}

/** All that the quote below it shows, and where it stands in something that has no address. */
export function claimsText(shown: ShownQuote, nameOf: (about: string) => string): string {
  const { source, also = [] } = shown;
  const what = [...Map.groupBy([shown, ...also], ({ claim }) => claim)]
    .map(([claim, same]) => {
      const names = new Set(
        same.flatMap(({ about }) => (about === undefined ? [] : [shortened(nameOf(about), 100)])),
      );
      return names.size === 0 ? CLAIMS[claim] : `${CLAIMS[claim]}: ${[...names].join(', ')}`;
    })
    .join(' · ');
  switch (source.type) {
    case 'message':
      return what;
    case 'document':
      return `${what} (${source.name} ${source.anchor})`;
    case 'object':
      return `${what} (${source.name})`;
  }
}

const CLAIMS: Readonly<Record<Claim, string>> = {
  purpose: 'What it is for',
  resource: 'What it uses',
  reason: 'Why',
  rule: 'What must be',
  warning: 'What to avoid',
};
