import { saidWords } from './typed-words.ts';
import { distinct, offeredWords, type Words, wordsAsTheyStand } from './words.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import { isSmallTalk } from '../../chat/small-talk.ts';
import type { Line } from '../../chat/text.ts';
import type { Hearing } from '../workflow.ts';

/** A typed answer to one field. */
export interface Answer {
  readonly at: string;
  readonly by: Actor;
  readonly text: string;
  /** A `SharedWish`, or one of the conversation's own. */
  readonly wish: string | undefined;
  /** The field was named, so it is surely meant. */
  readonly isNamed: boolean;
}

/** `named`: what stands behind the name of a field, where one is named. */
export function answerIn(
  { at, actor: by, text }: Extract<InboundEvent, { type: 'message-posted' }>,
  wish: string | undefined,
  named: string | undefined,
): Answer {
  const isNamed = named !== undefined;
  return { at, by, text: (named ?? text).trim(), wish: isNamed ? undefined : wish, isNamed };
}

interface SharedFields {
  readonly triggers?: string[];
  readonly rationale?: string;
  readonly owner?: string;
}

type Said = Pick<Answer, 'at' | 'by'>;
type Given<Fields> = Said & { readonly type: 'fields-given'; readonly isForm: false } & Fields;

/** Events that every such conversation knows. */
export type SharedHearing = Hearing<
  | Given<SharedFields>
  | (Said & { readonly type: 'words-given'; readonly words: string[]; readonly looksUp: boolean })
  | (Said & { readonly type: 'rationale-asked' })
>;

export function given<Fields extends object>(
  { at, by }: Said,
  fields: Fields,
): { readonly type: 'event'; readonly event: Given<Fields> } {
  return { type: 'event', event: { type: 'fields-given', at, by, isForm: false, ...fields } };
}

const IGNORED = { type: 'ignored' } as const;

/** Where nobody else can be meant, a whole sentence gets a line of what is expected. `words`: for example. */
export function orFewWords(
  {
    isDirect,
    namesBot,
  }: Pick<Extract<InboundEvent, { type: 'message-posted' }>, 'isDirect' | 'namesBot'>,
  answer: Answer,
  { hearing, words }: { readonly hearing: SharedHearing; readonly words: string },
): SharedHearing {
  const isMeant = (isDirect || namesBot) && hearing.type === 'ignored' && !isTalk(answer);
  if (!isMeant) return hearing;
  const line = `Write them in a few words each, separated by commas: “${words}”. Why and when come later.`;
  return { type: 'refused', line: [line] };
}

/** Words by which it is found. `isAsked`: they are asked for just now. */
export function hearTriggers(words: Words, answer: Answer, isAsked: boolean): SharedHearing {
  const { at, by, wish, text } = answer;
  if (wish === 'accept' || wish === 'skip') {
    return given(answer, { triggers: wordsAsTheyStand(words) });
  }
  if (isOtherWish(answer)) return notHere(answer, 'word');
  if (isTalk(answer)) return saysAll(text) ? wordsHeard(words, answer) : IGNORED;
  if (!answer.isNamed && isAsked) return wordsHeard(words, answer);
  const said = saidWords(cardOf(words), text);
  if (said.type === 'refused') return { type: 'refused', line: [said.text] };
  const triggers = said.type === 'added' ? [...words.triggers, ...said.words] : [...said.words];
  return given({ at, by }, { triggers });
}

/** "AWS managed SQL databases"; whoever says more at once talks to others. */
const WORD_PARTS_MAX = 4;

/** "all of those" consists of words that are talk elsewhere. */
export function saysAll(text: string): boolean {
  return /^(?:keep |take |use )?(?:all|everything|them all)\b/iu.test(text);
}

function cardOf(words: Words): { readonly offered: string[]; readonly noun: 'word' } {
  return { offered: offeredWords(words), noun: 'word' };
}

function wordsHeard(words: Words, { at, by, text }: Answer): SharedHearing {
  const said = saidWords(cardOf(words), text);
  switch (said.type) {
    case 'refused':
      return { type: 'refused', line: [said.text] };
    case 'kept':
      return given({ at, by }, { triggers: [...said.words] });
    case 'added':
      return {
        type: 'event',
        event: { type: 'words-given', at, by, words: [...said.words], looksUp: false },
      };
    case 'own':
      if (said.words.some((word) => word.split(/\s+/u).length > WORD_PARTS_MAX)) return IGNORED;
      // Further ones are proposed by the first; what is proposed is taken by "all" or the button alone.
      if (words.triggers.length > 0 && words.suggested.length > 0) {
        return given({ at, by }, { triggers: distinct([...words.triggers, ...said.words]) });
      }
      return {
        type: 'event',
        event: { type: 'words-given', at, by, words: [...said.words], looksUp: true },
      };
  }
}

export function hearRationale(
  state: { readonly rationale?: string | undefined; readonly rationaleBy?: string | undefined },
  answer: Answer,
): SharedHearing {
  const { at, by, wish, text, isNamed } = answer;
  const { rationale, rationaleBy } = state;
  if (wish === 'write') return { type: 'event', event: { type: 'rationale-asked', at, by } };
  if (wish === 'skip') return given(answer, { rationale: rationale ?? '' });
  if (wish === 'accept') {
    return rationale === undefined ? NO_REASON : given(answer, { rationale });
  }
  // Nobody gives a bare handle as a reason: what was written for them stands, and a team owns it.
  if (rationale !== undefined && rationaleBy !== undefined && !isNamed && isHandle(text)) {
    return given(answer, { rationale, owner: text });
  }
  if (isTalk(answer) && !saysAll(text)) return IGNORED;
  return !isNamed && (isOtherWish(answer) || isListAnswer(text))
    ? NO_REASON
    : given(answer, { rationale: text });
}

/** "2", "1, 3", "all but 4", "remove ConfigMap": about a list of another step. */
function isListAnswer(text: string): boolean {
  const isNumbers = /^(?:[#\d\s,;&.]|\band\b)+$/iu.test(text);
  const isAll = saysAll(text) && /^\S+(?: (?:but|except)\b.*)?[.!]?$/iu.test(text);
  const isChange = /^(?:please )?(?:add|remove|drop|pick|leave out)(?: [^\s.]+){1,3}$/iu.test(text);
  return isNumbers || isAll || isChange;
}

const NO_REASON: SharedHearing = {
  type: 'refused',
  line: [
    'That says no reason. Write why in a sentence, or “write it for me”; “skip” leaves it open, “back” returns to the step before.',
  ],
};

/** Something that can be said at another step. */
export function isOtherWish({ wish }: Pick<Answer, 'wish'>): boolean {
  return wish !== undefined && wish !== 'accept' && wish !== 'skip';
}

/** `noun`: what is asked for. */
export function notHere(
  { text }: Pick<Answer, 'text'>,
  noun: string,
): { readonly type: 'refused'; readonly line: Line } {
  return {
    type: 'refused',
    line: [`“${text}” belongs to another step: here ${noun}s are asked for. “help” says how.`],
  };
}

/** "a-team": one word with a hyphen in it. */
function isHandle(text: string): boolean {
  return /^[^\s<>?]+-[^\s<>?]+$/u.test(text);
}

/** Longer ones are talk between people rather than the name of a team. */
const OWNER_WORDS_MAX = 6;

export function hearOwner(
  { author, owner }: { readonly author: Actor; readonly owner?: string | undefined },
  answer: Answer,
): SharedHearing {
  const { text, wish, isNamed } = answer;
  if (wish === 'accept' || wish === 'skip') {
    return given(answer, { owner: owner ?? actorKey(author) });
  }
  if (/^(?:me|i|myself|i own it|mine|i do)[.!]?$/iu.test(text)) {
    return given(answer, { owner: actorKey(author) });
  }
  if (/^(?:all|everybody|everyone|nobody|none|no one|no)[.!]?$/iu.test(text)) return NO_OWNER;
  const isShortName = text.split(/\s+/u).length <= OWNER_WORDS_MAX && !isTalk(answer);
  const isName = isHandle(text) || isShortName;
  return isName || isNamed ? given(answer, { owner: text.replace(/[.!]+$/u, '') }) : IGNORED;
}

const NO_OWNER: SharedHearing = {
  type: 'refused',
  line: ['Somebody answers for it: write the name of a team or a person, or “me”.'],
};

/** Whether it is talk between people; a field that is named is none. */
export function isTalk({ text, isNamed }: Pick<Answer, 'text' | 'isNamed'>): boolean {
  return !isNamed && isSmallTalk(text);
}
