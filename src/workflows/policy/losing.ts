import { sentenceProblem } from './given-fields.ts';
import { type PolicyEventOf, type PolicyState, RATIONALE_MAX, SENTENCE_MAX } from './state.ts';
import { closed, moved, noted, type PolicyStep, unchanged } from './steps.ts';
import { withoutInvisible } from '../../domain/invisible-characters.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { tell } from '../wizard/drafts.ts';
import {
  type CandidateChecked,
  type FoundWords,
  lostText,
  lostWords,
  type LostWords,
  saysTitle,
  textWithout,
} from '../wizard/found-words.ts';
import { holdsSecret } from '../wizard/hidden-words.ts';
import { toldReview } from '../wizard/told-review.ts';
import { WORK_KEY } from '../wizard/work-key.ts';

/** The candidate that it began with is looked at, whatever its author is at. */
export function candidateChanged(state: PolicyState): PolicyStep {
  const { input } = state;
  if (input.type !== 'new' || input.candidateId === undefined) return unchanged(state);
  const { candidateId } = input;
  return { ...unchanged(state), effects: [{ type: 'check-candidate', candidateId }] };
}

/** The sentence of the candidate, where it does not say that any more. */
export function lostIn(
  { input, found = '', foundReason = '' }: Pick<PolicyState, 'input' | 'found' | 'foundReason'>,
  { candidate, evidenceCount }: Pick<CandidateChecked, 'candidate' | 'evidenceCount'>,
): LostWords | undefined {
  if (input.type !== 'new' || input.candidateId === undefined) return undefined;
  const isThere = candidate !== undefined && evidenceCount > 0;
  const now = isThere ? wordsOf(sentenceOf(candidate), reasonOf(candidate)) : undefined;
  return lostWords(wordsOf(found, foundReason), now);
}

function wordsOf(title: string, rationale: string): FoundWords {
  return { title, triggers: [], rationale };
}

/** Why, as the candidate says it; empty where nobody did, or where it cannot be kept. */
function reasonOf({ rationale }: Pick<Candidate, 'rationale'>): string {
  const text = withoutInvisible(rationale).text.trim();
  return holdsSecret(text) ? '' : text.slice(0, RATIONALE_MAX);
}

/** As a policy can say it; empty where it cannot. */
function sentenceOf({ title }: Pick<Candidate, 'title'>): string {
  const text = withoutInvisible(title).text.replaceAll(/\s+/gu, ' ').trim();
  return holdsSecret(text) ? '' : text.slice(0, SENTENCE_MAX);
}

/**
 * A sentence that nobody said any more is taken out, with all that was made of it, and asked for again. What
 * approvers or curators decide about, and what is in the cluster, is theirs.
 */
export function candidateChecked(
  state: PolicyState,
  event: PolicyEventOf<'candidate-checked'>,
): PolicyStep {
  const { stage, input, author } = state;
  if (input.type !== 'new' || input.candidateId === undefined) return unchanged(state);
  if (ELSEWHERE.has(stage) || state.decidedBy !== undefined) return unchanged(state);
  if (stage === 'loading') return begun(state, event);
  const { at, urls, candidate } = event;
  const lost = lostIn(state, event);
  if (!lost) return sourcedBy(state, urls);
  const title = lost.isGone || !candidate ? undefined : sentenceOf(candidate);
  const own = lost.isGone ? ({ type: 'new', sentence: '' } as const) : input;
  const foundReason = lost.isGone || !candidate ? undefined : reasonOf(candidate);
  const kept = { ...withoutLostReason(state, lost), input: own, found: title, foundReason };
  const step = withoutLost(kept, { lost, title });
  const note = noted(state, { at, actor: author, action: 'policy-words-lost' });
  const told = lost.isGone ? toldReview(input.reviewId, { at }) : [];
  return { ...step, effects: [...step.effects, ...told], audit: [note], cancels: [WORK_KEY] };
}

/** One that was read from several messages is only a suggestion: its author looks at it. */
function begun(state: PolicyState, event: PolicyEventOf<'candidate-checked'>): PolicyStep {
  const { candidate, evidenceCount, urls } = event;
  if (!candidate || evidenceCount === 0) return closed(state, 'gone');
  const found = sentenceOf(candidate);
  const problem = sentenceProblem(found);
  const problems = problem === undefined ? {} : { sentence: problem };
  const reason = reasonOf(candidate);
  const suggested =
    reason === ''
      ? {}
      : { rationale: reason, foundReason: reason, rationaleFor: found, isReasonSuggested: true };
  const next = moved(state, { stage: 'sentence', sentence: found, found, problems, ...suggested });
  return { ...next, state: sourcedBy(next.state, urls).state };
}

const ELSEWHERE: ReadonlySet<PolicyState['stage']> = new Set([
  'awaiting-curator',
  'handed-over',
  'recording',
  'closed',
]);

/** Where it comes from is the first of the places that are there still. */
function sourcedBy(state: PolicyState, urls: readonly string[]): PolicyStep {
  const { input } = state;
  const isThere = input.type === 'new' && input.source !== undefined && urls.includes(input.source);
  if (input.type !== 'new' || isThere) return unchanged(state);
  return { ...unchanged(state), state: { ...state, input: { ...input, source: urls[0] } } };
}

interface Lost {
  readonly lost: LostWords;
  /** What the candidate says now; undefined where it is gone. */
  readonly title: string | undefined;
}

/** Its author's own words stay. Where all of it is theirs only what was being stored stops. */
function withoutLost(state: PolicyState, { lost, title }: Lost): PolicyStep {
  const { stage, author, rationaleBy } = state;
  const notice = lostText(lost, 'policy');
  const isPrepared = stage === 'preparing' || stage === 'storing';
  const stopped = isPrepared ? withoutRequest(state) : state;
  if (saysTitle(state.sentence, lost.title)) {
    const next = { ...withoutSentence(stopped), sentence: title ?? '', notice };
    return moved(next, { stage: 'sentence' });
  }
  if (rationaleBy !== undefined) {
    const reason = { rationale: undefined, rationaleBy: undefined, isWriting: undefined };
    return moved(stopped, { ...reason, stage: 'rationale', notice });
  }
  return moved(stopped, isPrepared ? { stage: 'review' } : {}, [tell(author, notice)]);
}

function withoutRequest(state: PolicyState): PolicyState {
  return { ...state, request: undefined, requestContent: undefined, progress: undefined };
}

/** Sentences of the reason that nobody said any more; where nothing is left of it, it is asked for again. */
function withoutLostReason(given: PolicyState, { title, sentences }: LostWords): PolicyState {
  const { rationale, rationaleFor = '' } = given;
  const state = saysTitle(rationaleFor, title) ? { ...given, rationaleFor: undefined } : given;
  if (rationale === undefined || sentences.length === 0) return state;
  const left = textWithout(rationale, sentences);
  return left === '' && rationale !== ''
    ? { ...state, rationale: undefined, rationaleFor: undefined, isReasonSuggested: undefined }
    : { ...state, rationale: left };
}

/** Words, rules and trials follow from the sentence; so does a reason that was written for its author. */
function withoutSentence(state: PolicyState): PolicyState {
  const { rationale, rationaleBy } = state;
  return {
    ...state,
    sentence: '',
    triggers: [],
    suggested: [],
    hasTriggers: false,
    rationale: rationaleBy === undefined ? rationale : undefined,
    rationaleBy: undefined,
    rationaleFor: undefined,
    isReasonAnew: undefined,
    isWriting: undefined,
    derived: undefined,
    skipsRules: undefined,
    rehearsal: undefined,
    isFileOld: undefined,
    target: undefined,
    problems: {},
    progress: undefined,
  };
}

/** What is closed hears no more of what it was read from: it keeps the words only where they were stored. */
export function withoutFound(state: PolicyState, isKept: boolean): PolicyState {
  const { found, foundReason = '' } = state;
  if (found === undefined) return state;
  const lost = lostWords(wordsOf(found, foundReason), undefined);
  const said = isKept || !lost ? state : withoutLostReason(state, lost);
  const left = !isKept && saysTitle(said.sentence, found) ? withoutSentence(said) : said;
  return { ...left, found: undefined, foundReason: undefined };
}
