import { z } from 'zod';
import { withoutWords } from './words.ts';
import { Candidate } from '../../domain/mining/candidate.ts';
import { sentencesOf } from '../../domain/mining/taken-back.ts';

/** The words of a candidate that a conversation began with: they go when what they were read from goes. */
export const FoundWords = z.object({
  title: z.string(),
  triggers: z.array(z.string()),
  rationale: z.string(),
});
export type FoundWords = z.infer<typeof FoundWords>;

/** From the review: the candidate is not as it was. */
export const CandidateChanged = z.object({
  type: z.literal('candidate-changed'),
  at: z.string(),
});

/** How the candidate is now; without one it is gone, or somebody else decided about it. */
export const CandidateChecked = z.object({
  type: z.literal('candidate-checked'),
  at: z.string(),
  candidate: Candidate.optional(),
  evidenceCount: z.int().nonnegative(),
  /** Where it was read, as addresses; those of its quotes first. */
  urls: z.array(z.url()).max(50),
});
export type CandidateChecked = z.infer<typeof CandidateChecked>;

/** Looks at the candidate as it is now. */
export const CheckCandidate = z.object({
  type: z.literal('check-candidate'),
  candidateId: z.string(),
});
export type CheckCandidate = z.infer<typeof CheckCandidate>;

/** Words that a candidate does not say any more. */
export interface LostWords {
  /** Nothing can be decided about the candidate itself any more. */
  readonly isGone: boolean;
  /** Empty where it is called as before. */
  readonly title: string;
  readonly triggers: readonly string[];
  /** Of its rationale. */
  readonly sentences: readonly string[];
}

/** `now`: undefined where it is gone, and all its words with it. Undefined where nothing was lost. */
export function lostWords(found: FoundWords, now: FoundWords | undefined): LostWords | undefined {
  const title = found.title === now?.title ? '' : found.title;
  const triggers = withoutWords(found.triggers, now?.triggers ?? []);
  const said = now?.rationale ?? '';
  const sentences = sentencesOf(found.rationale).filter(
    (sentence) => sentence !== '' && !said.includes(sentence),
  );
  const isAny = title !== '' || triggers.length > 0 || sentences.length > 0;
  return now === undefined || isAny
    ? { isGone: now === undefined, title, triggers, sentences }
    : undefined;
}

/** What of the found words is still said, as the candidate has it now. */
export function stillFound(found: FoundWords, lost: LostWords, now: FoundWords): FoundWords {
  return {
    title: lost.title === '' ? found.title : now.title,
    triggers: withoutWords(found.triggers, lost.triggers),
    rationale: textWithout(found.rationale, lost.sentences),
  };
}

/** The text without these sentences, wherever they stand in it. */
export function textWithout(text: string, sentences: readonly string[]): string {
  const isUntouched = sentences.every((sentence) => !text.includes(sentence));
  if (isUntouched) return text;
  const rest = sentences.reduce((left, sentence) => left.replaceAll(sentence, ' '), text);
  return rest.replaceAll(/[^\S\n]+/gu, ' ').trim();
}

/** Whether a line says it: alone, or with more around it. */
export function saysTitle(text: string, title: string): boolean {
  return title !== '' && text.toLowerCase().includes(title.toLowerCase());
}

/** What its author is told; `noun`: what is being written. */
export function lostText({ isGone }: LostWords, noun: string): string {
  return isGone
    ? `The proposal that this began with is gone: what it was read from was deleted or changed, or somebody decided about it. What it said was taken out here. Go on with the ${noun} in your own words, or cancel it.`
    : 'Some of what this was read from was deleted or changed: what only that said was taken out. Look it over once more.';
}
