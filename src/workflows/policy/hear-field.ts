import { suggestedScope } from './scope.ts';
import type { PolicyEventOf, PolicyField, PolicyState } from './state.ts';
import { wordsAsTheyStand } from './given-fields.ts';
import { saidScope, saidWords } from './typed-lists.ts';
import { labelled, type Wish } from './typed-wishes.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import { isSmallTalk } from '../../chat/small-talk.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';
import type { PolicyEvent } from './state.ts';
import type { Hearing } from '../workflow.ts';

type Heard = Hearing<PolicyEvent>;

interface Said {
  readonly message: Extract<InboundEvent, { type: 'message-posted' }>;
  readonly wish: Wish | undefined;
}

const IGNORED: Heard = { type: 'ignored' };

/** An answer to what is asked, or to a field that it names. */
export function hearField(
  state: PolicyState,
  said: Said,
  named: { readonly field: PolicyField; readonly value: string } | undefined = labelled(
    said.message.text,
  ),
): Heard {
  const { message, wish } = said;
  const answer = {
    at: message.at,
    by: message.actor,
    text: (named?.value ?? message.text).trim(),
    wish: named ? undefined : wish,
    isNamed: named !== undefined,
  };
  if (answer.text === '') return IGNORED;
  switch (named?.field ?? state.stage) {
    case 'sentence':
      return hearSentence(state, answer);
    case 'triggers':
      return hearTriggers(state, answer);
    case 'rationale':
      return hearRationale(state, answer);
    case 'owner':
      return hearOwner(answer, state);
    case 'namespaces':
      return hearNamespaces(state, answer);
    default:
      return IGNORED;
  }
}

interface Answer {
  readonly at: string;
  readonly by: Actor;
  readonly text: string;
  readonly wish: Wish | undefined;
  /** The field was named, so it is surely meant. */
  readonly isNamed: boolean;
}

function hearSentence({ sentence }: PolicyState, answer: Answer): Heard {
  const isKept = answer.wish === 'accept' || answer.wish === 'skip';
  if (isKept) return sentence === '' ? IGNORED : given(answer, { sentence });
  return isTalk(answer) ? IGNORED : given(answer, { sentence: answer.text });
}

function hearTriggers(state: PolicyState, answer: Answer): Heard {
  const { at, by, wish, text } = answer;
  if (wish === 'accept' || wish === 'skip') {
    return given(answer, { triggers: wordsAsTheyStand(state) });
  }
  if (isTalk(answer)) return saysAll(text) ? wordsHeard(state, answer) : IGNORED;
  if (!answer.isNamed && state.stage === 'triggers') return wordsHeard(state, answer);
  const said = saidWords(state, text);
  if (said.type === 'refused') return { type: 'refused', line: [said.text] };
  const triggers = said.type === 'added' ? [...state.triggers, ...said.words] : [...said.words];
  return given({ at, by }, { triggers });
}

/** "AWS managed SQL databases"; whoever says more at once talks to others. */
const WORD_PARTS_MAX = 4;

/** "all of those" consists of words that are talk elsewhere. */
function saysAll(text: string): boolean {
  return /^(?:keep |take |use )?(?:all|everything|them all)\b/iu.test(text);
}

function wordsHeard(state: PolicyState, { at, by, text }: Answer): Heard {
  const said = saidWords(state, text);
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
      return {
        type: 'event',
        event: { type: 'words-given', at, by, words: [...said.words], looksUp: true },
      };
  }
}

function hearRationale(state: PolicyState, answer: Answer): Heard {
  const { at, by, wish, text, isNamed } = answer;
  const { rationale, rationaleBy } = state;
  if (wish === 'write') return { type: 'event', event: { type: 'rationale-asked', at, by } };
  if (wish === 'skip') return given(answer, { rationale: rationale ?? '' });
  if (wish === 'accept') {
    return rationale === undefined ? IGNORED : given(answer, { rationale });
  }
  // Nobody gives a bare handle as a reason: what was written for them stands, and a team owns it.
  if (rationaleBy !== undefined && !isNamed && isHandle(text)) {
    return given(answer, { rationale, owner: text });
  }
  return isTalk(answer) ? IGNORED : given(answer, { rationale: text });
}

/** "a-team": one word with a hyphen in it. */
function isHandle(text: string): boolean {
  return /^[^\s<>?]+-[^\s<>?]+$/u.test(text);
}

/** Longer ones are talk between people rather than the name of a team. */
const OWNER_WORDS_MAX = 6;

function hearOwner(answer: Answer, { author, owner }: PolicyState): Heard {
  const { text, wish, isNamed } = answer;
  if (wish === 'accept' || wish === 'skip') {
    return given(answer, { owner: owner ?? actorKey(author) });
  }
  if (/^(?:me|i|myself|i own it|mine|i do)[.!]?$/iu.test(text))
    return given(answer, { owner: actorKey(author) });
  if (/^(?:all|everybody|everyone|nobody|none|no one|no)[.!]?$/iu.test(text)) return NO_OWNER;
  const isShortName = text.split(/\s+/u).length <= OWNER_WORDS_MAX && !isTalk(answer);
  const isName = isHandle(text) || isShortName;
  return isName || isNamed ? given(answer, { owner: text.replace(/[.!]+$/u, '') }) : IGNORED;
}

const NO_OWNER: Heard = {
  type: 'refused',
  line: ['Somebody answers for a policy: write the name of a team or a person, or “me”.'],
};

function hearNamespaces(state: PolicyState, answer: Answer): Heard {
  const { text, wish } = answer;
  if (wish === 'accept' || wish === 'skip') {
    return given(answer, { scope: state.scope ?? suggestedScope(state) });
  }
  const said = saidScope(state, text);
  if (!said) return isTalk(answer) || !isShort(text) ? IGNORED : NO_SCOPE;
  return given(answer, { scope: scopeOf(said) });
}

/** Without names it is refused where it is read, with what is missing. */
function scopeOf({ type, names }: NonNullable<ReturnType<typeof saidScope>>): NamespaceScope {
  return type === 'all' ? { type } : { type, namespaces: names.length === 0 ? [''] : [...names] };
}

const NO_SCOPE: Heard = {
  type: 'refused',
  line: ['Write “all”, “2. a-team, b-team” for only these, or “3. kube-system” for all but these.'],
};

/** Names, or the try of some; whoever says more talks to others. */
function isShort(text: string): boolean {
  return text.split(/\s+/u).length <= 3 || text.includes(',');
}

function isTalk({ text, isNamed }: Answer): boolean {
  return !isNamed && isSmallTalk(text);
}

function given(
  { at, by }: Pick<Answer, 'at' | 'by'>,
  fields: Partial<Omit<PolicyEventOf<'fields-given'>, 'type' | 'at' | 'by' | 'isForm'>>,
): Heard {
  return { type: 'event', event: { type: 'fields-given', at, by, ...fields, isForm: false } };
}
