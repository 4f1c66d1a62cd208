import type { Candidate } from './candidate.ts';

/** Quotes behind a candidate, by what became of their messages. */
export interface TakenBack {
  readonly lost: readonly string[];
  readonly left: readonly string[];
}

/**
 * A candidate without what nobody but the lost quotes says: sentences of its rationale, words by which it is
 * found, its title. The very same where that is nothing; undefined where nothing is left to decide about. What
 * was decided keeps its title and its words, by which it is known again.
 */
export function withoutTakenBack(
  candidate: Candidate,
  { lost, left }: TakenBack,
): Candidate | undefined {
  const kept = new Set(left.flatMap(wordsOf));
  const gone = new Set(lost.flatMap(wordsOf).filter((word) => !kept.has(word)));
  const isKept = (text: string): boolean => wordsOf(text).every((word) => !gone.has(word));
  const sentences = sentencesOf(candidate.rationale);
  const rationale = sentences.every(isKept)
    ? candidate.rationale
    : sentences.filter(isKept).join(' ');
  const next = { ...candidate, rationale };
  if (candidate.status !== 'open') return changedFrom(candidate, next);
  const title = isKept(candidate.title) ? candidate.title : titleWithout(candidate);
  if (title === '') return undefined;
  return changedFrom(candidate, {
    ...next,
    title,
    triggers: candidate.triggers.filter(isKept),
    unknownResources: candidate.unknownResources.filter(isKept),
  });
}

/** What a pattern is about, without anybody's words. A policy is its sentence. */
function titleWithout({ type, resources }: Candidate): string {
  return type === 'policy' ? '' : resources.map(({ kind }) => kind).join(', ');
}

function changedFrom(before: Candidate, after: Candidate): Candidate {
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return isSame ? before : { ...after, version: before.version + 1 };
}

export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?…])\s+|(?<=[。！？])/u);
}

/** Words that tell one text from another; where words have no spaces between them, all pairs of signs. */
function wordsOf(text: string): readonly string[] {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return runs.flatMap((run) => {
    if (!UNSPACED.test(run)) return run.length < WORD_MIN ? [] : [run];
    const signs = Array.from(run);
    return signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`);
  });
}

const WORD_MIN = 4;
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
