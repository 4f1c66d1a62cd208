import { asked, comparing, expanding } from './asking.ts';
import { foundWordsIn } from './found-in.ts';
import { eachOnce } from './picking.ts';
import type { PatternEventOf, PatternState } from './state.ts';
import { closed, moved, type PatternStep, unchanged } from './steps.ts';
import { actorKey } from '../../chat/actor.ts';
import { shortened } from '../../chat/shortened.ts';
import { resourceNameOf } from '../../domain/kind.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { sentencesOf } from '../../domain/mining/taken-back.ts';
import {
  type Pattern,
  PATTERN_RATIONALE_MAX,
  PATTERN_RESOURCES_MAX,
  PATTERN_TRIGGERS_MAX,
} from '../../domain/pattern/pattern.ts';
import { type FoundWords, textWithout } from '../wizard/found-words.ts';
import { distinct, withoutWords } from '../wizard/words.ts';

/** What it begins with, or is merged into, is there. */
export function patternLoaded(
  state: PatternState,
  event: PatternEventOf<'pattern-loaded'>,
): PatternStep {
  if (state.stage !== 'loading') return unchanged(state);
  const { pattern, areConditionsOwn = false, candidate, evidenceCount } = event;
  if (state.mergeInto !== undefined) return merged(state, pattern && { pattern, areConditionsOwn });
  if (state.input.type !== 'candidate') {
    if (!pattern) return closed(state, 'gone');
    const own = areConditionsOwn ? { isConditionsOwn: true } : {};
    return comparing({ ...state, ...standing(pattern), ...own });
  }
  if (!candidate) return closed(state, 'gone');
  const found = { ...state, ...foundIn(state, candidate), evidenceCount };
  if (pattern) return comparing(joined(found, { pattern, areConditionsOwn }));
  const missing = state.input.intoPatternId === undefined ? undefined : NOT_THERE;
  const next = { ...found, notice: joinedText(missing, found.notice) };
  return next.hasTriggers || next.name === '' ? asked(next) : expanding(next);
}

const NOT_THERE = 'The pattern that it should complete is not there any more.';

function standing(pattern: Pattern): Partial<PatternState> {
  const { version, name, triggers, resources, rationale, conditions, owner, candidates } = pattern;
  return {
    isEditing: true,
    baseVersion: version,
    name,
    triggers,
    hasTriggers: true,
    resources,
    rationale,
    conditions,
    owner,
    candidates: candidates.slice(-CANDIDATES_MAX),
  };
}

/** Candidates that a conversation names; a pattern keeps all of its own. */
const CANDIDATES_MAX = 50;

/** As it was found: whatever is missing or cannot be taken is asked for. */
function foundIn(state: PatternState, candidate: Candidate): Partial<PatternState> {
  const { id, resources, unknownResources } = candidate;
  const found = foundWordsIn(candidate);
  const { title: name, triggers, rationale } = found;
  return {
    isEditing: true,
    name,
    triggers,
    hasTriggers: triggers.length > 0,
    resources: eachOnce(resources).slice(0, PATTERN_RESOURCES_MAX),
    ...(rationale === '' ? {} : { rationale }),
    found,
    owner: actorKey(state.author),
    candidates: [id],
    ...(unknownResources.length === 0 ? {} : { notice: unknownText(unknownResources) }),
  };
}

function unknownText(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${shortened(name, 60)}”`);
  return `Also spoken of, but not served by this cluster: ${shown.join(', ')}.`;
}

/** It completes that pattern instead: what was given is joined with it, and compared again. */
export function mergeAsked(
  state: PatternState,
  { patternId }: PatternEventOf<'merge-asked'>,
): PatternStep {
  const isOffered = state.similar.some(({ id }) => id === patternId);
  if (state.stage !== 'review' || !isOffered) return unchanged(state);
  return moved(state, { stage: 'loading', mergeInto: patternId, notice: undefined }, [
    { type: 'load-pattern' },
  ]);
}

interface Into {
  readonly pattern: Pattern;
  readonly areConditionsOwn: boolean;
}

function merged(state: PatternState, into: Into | undefined): PatternStep {
  const notice = 'That pattern is not there any more, so this stays one of its own.';
  return comparing(into ? joined(state, into) : { ...state, mergeInto: undefined, notice });
}

/** The pattern's own name, owner and conditions stand; what was given here is added to the rest. */
function joined(given: PatternState, { pattern, areConditionsOwn }: Into): PatternState {
  const resources = eachOnce([...pattern.resources, ...given.resources]);
  const left = resources.slice(PATTERN_RESOURCES_MAX).map((kind) => resourceNameOf(kind));
  const reason = joinedReason(pattern.rationale, given.rationale);
  const problems = [
    left.length === 0
      ? undefined
      : `A pattern has at most ${PATTERN_RESOURCES_MAX} resources: ${left.join(', ')} did not fit.`,
    reason === undefined ? 'Its reason has no room for yours: change it here.' : undefined,
    given.notice,
  ];
  return {
    ...given,
    ...standing(pattern),
    patternId: pattern.id,
    mergeInto: undefined,
    triggers: distinct([...pattern.triggers, ...given.triggers]).slice(0, PATTERN_TRIGGERS_MAX),
    suggested: [],
    resources: resources.slice(0, PATTERN_RESOURCES_MAX),
    rationale: reason ?? pattern.rationale,
    rationaleBy: undefined,
    isConditionsOwn: areConditionsOwn ? true : undefined,
    candidates: distinct([...pattern.candidates, ...given.candidates]).slice(-CANDIDATES_MAX),
    ...(given.found ? { found: foundBeside(pattern, given.found) } : {}),
    similar: [],
    isOwnWanted: undefined,
    problems: {},
    notice: joinedText(`What you gave is added to “${pattern.name}”.`, ...problems),
  };
}

/** What the pattern says itself is not the candidate's. */
function foundBeside({ triggers, rationale }: Pattern, found: FoundWords): FoundWords {
  return {
    title: '',
    triggers: withoutWords(found.triggers, triggers),
    rationale: textWithout(found.rationale, sentencesOf(rationale)),
  };
}

/** Undefined where both are too long for one. */
function joinedReason(theirs: string, ours = ''): string | undefined {
  if (ours === '' || theirs.includes(ours)) return theirs;
  const both = theirs === '' ? ours : `${theirs}\n${ours}`;
  return both.length <= PATTERN_RATIONALE_MAX ? both : undefined;
}

function joinedText(...texts: readonly (string | undefined)[]): string | undefined {
  const said = texts.filter((text) => text !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}
