import { wordsOf } from '../knowledge/words.ts';
import type { Conversation } from './conversation.ts';
import { UNSPACED } from './sift-words.ts';
import type { MiningVocabulary } from './vocabulary.ts';

/** What a conversation must reach, and what one that is mostly about trouble must. */
const WORTH = 3;
const WORTH_AMID_TROUBLE = 4;

/** Several half-lessons make one: the sum of the three best sentences. */
const WORTH_TOGETHER = 6;

/** What was named counts that much in the next few sentences, for a rule that names nothing. */
const CARRIED = 0.5;
const CARRIED_OVER = 3;

/** A sentence that is longer than this in UTF-16 units is a log or a manifest: read that far. */
const SENTENCE_MAX = 600;

/**
 * Whether a model should read a conversation for patterns and policies. Most talk holds none: a rule, a
 * habit or a combination of resources, said about something that clusters have, mostly with a reason.
 * Each sentence that asks nothing is weighed by its words:
 *
 * - a rule ("always", "must", "golden path") 2, a habit ("we use", "should", "instead of") 1, three names
 *   that are joined ("RDS with a VPC and an internet gateway") a half
 * - what it is about: names of kinds, products, clouds and settings 1, everyday words ("pod", "service")
 *   a half, at most 2 together; with a rule but no name, what was spoken of just before counts a half
 * - a reason ("because", "otherwise") in it or right behind it 1; three names that stand together 1
 * - trouble ("fails", "down") and the day's talk ("yesterday", "lunch") 1 less
 *
 * It is worth a look where its best sentence reaches 3, or its best three reach 6 together; where two
 * messages speak of trouble, 4. Questions count nothing: their answers do; nor does what stands in a block
 * of code. The time grows as the text does.
 */
export function isWorthALook(
  { utterances }: Pick<Conversation, 'utterances'>,
  vocabulary: MiningVocabulary,
): boolean {
  const scores: number[] = [];
  let before: Weighed | undefined;
  let sinceNamed = Infinity;
  let troubled = 0;
  for (const { text } of utterances) {
    let isTroubled = false;
    for (const sentence of sentencesOf(text)) {
      const weighed = weigh(sentence, vocabulary);
      // "… That way nobody is surprised": the reason of what was said.
      if (before?.isRule === true && weighed.hasReason && !before.hasReason) {
        scores.push(scoreOf(before, 0) + 1);
      }
      scores.push(scoreOf(weighed, sinceNamed < CARRIED_OVER ? CARRIED : 0));
      sinceNamed = weighed.names > 0 ? 0 : sinceNamed + 1;
      isTroubled ||= weighed.troubles > 0;
      before = weighed;
    }
    if (isTroubled) troubled += 1;
  }
  const [best = 0, ...others] = scores.toSorted((one, other) => other - one);
  if (troubled >= 2) return best >= WORTH_AMID_TROUBLE;
  return best >= WORTH || best + (others[0] ?? 0) + (others[1] ?? 0) >= WORTH_TOGETHER;
}

/** What stands between things that belong together. */
const JOINED = /\+|→|->|(?<!\p{L})(?:with|plus|mit|avec|con|com|met|z|с|з)(?!\p{L})/iu;

interface Weighed {
  readonly isQuestion: boolean;
  readonly isRule: boolean;
  readonly isHabit: boolean;
  readonly hasReason: boolean;
  readonly things: number;
  /** Different names of things, everyday words apart. */
  readonly names: number;
  readonly isJoined: boolean;
  readonly troubles: number;
  readonly smallTalk: number;
}

function scoreOf(sentence: Weighed, carried: number): number {
  if (sentence.isQuestion) return 0;
  const { isRule, isHabit, names } = sentence;
  const meant = isRule ? 2 : isHabit ? 1 : names >= 3 && sentence.isJoined ? 0.5 : 0;
  if (meant === 0) return 0;
  const about = Math.min(2, sentence.things + (isRule && names === 0 ? carried : 0));
  if (about === 0) return 0;
  const reason = sentence.hasReason ? 1 : 0;
  const together = names >= 3 ? 1 : 0;
  const against = Math.min(1, sentence.troubles) + Math.min(1, sentence.smallTalk);
  return meant + about + reason + together - against;
}

/** Regions are as good as names: `eu-west-1`, `europe-west4`. */
const REGION = /(?<![\w-])[a-z]{2,9}-(?:gov-)?[a-z]{4,9}-?\d[a-z]?(?![\w-])/u;

function weigh(sentence: string, { cues, reach }: MiningVocabulary): Weighed {
  const words = wordsOf(sentence);
  const found = { rule: 0, habit: 0, reason: 0, trouble: 0, 'small-talk': 0, nothing: 0 };
  const things = new Map<string, number>();
  for (let at = 0; at < words.length;) {
    let length = Math.min(reach.get(words[at] ?? '') ?? 0, words.length - at);
    for (; length > 0; length -= 1) {
      const phrase = words.slice(at, at + length).join(' ');
      const cue = cues.get(phrase);
      if (!cue) continue;
      if (cue.type === 'thing') things.set(phrase, cue.weight);
      else found[cue.type] += 1;
      break;
    }
    at += Math.max(1, length);
  }
  if (REGION.test(sentence)) things.set('region', 1);
  if (HAS_UNSPACED.test(sentence)) {
    for (const { type, saying } of UNSPACED) {
      if (type === 'thing') for (const [thing] of sentence.matchAll(saying)) things.set(thing, 1);
      else if (saying.test(sentence)) found[type] += 1;
    }
  }
  return {
    isQuestion: isQuestion(sentence),
    isRule: found.rule > 0,
    isHabit: found.habit > 0,
    hasReason: found.reason > 0,
    things: [...things.values()].reduce((sum, weight) => sum + weight, 0),
    names: [...things.values()].filter((weight) => weight === 1).length,
    isJoined: JOINED.test(sentence),
    troubles: found.trouble,
    smallTalk: found['small-talk'],
  };
}

const UNSPACED_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/gu;
const HAS_UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const CODE_BLOCK = /```[\s\S]*?(?:```|$)/gu;

/** With the mark at their end. Names in the middle of Chinese or Japanese words stand apart. */
function sentencesOf(text: string): readonly string[] {
  const spaced = HAS_UNSPACED.test(text) ? text.replaceAll(UNSPACED_RUN, ' $& ') : text;
  return spaced
    .normalize('NFC')
    .replaceAll(CODE_BLOCK, '\n')
    .split(/(?<=[.!?;؟…])\s+|\s*\n+|(?<=[。！？；])/u)
    .filter((sentence) => /[\p{L}]/u.test(sentence))
    .map((sentence) => sentence.slice(0, SENTENCE_MAX));
}

/** How questions begin where nobody puts a mark behind them. */
const ASKING =
  /^\W*(?:does|did|how (?:do|can|should|to|would|come)|what(?:['’]s| is| are| do| should| about)|which|why|who|can (?:we|i|you|some|any)|could|should (?:we|i)|is (?:there|it)|are (?:there|we|you)|do (?:we|you|i)|has any|have you|any(?:one|body| idea| chance)|wondering|not sure|i wonder)(?![\p{L}])/iu;

function isQuestion(sentence: string): boolean {
  return /[?？؟]["')\]*_\s]*$/u.test(sentence) || ASKING.test(sentence);
}
