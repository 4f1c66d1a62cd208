import { fullNameOf } from '../../domain/kind.ts';
import { resourceText } from './resource-names.ts';
import type { PatternEvent, PatternField, PatternState } from './state.ts';
import { labelled, type Wish } from './typed-wishes.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import {
  type Answer,
  answerIn,
  given,
  hearOwner,
  hearRationale,
  hearTriggers,
  isOtherWish,
  isTalk,
  notHere,
  orFewWords,
  saysAll,
} from '../wizard/answers.ts';
import { heard, refused } from '../wizard/hear-session.ts';
import { saidWords } from '../wizard/typed-words.ts';
import type { Hearing } from '../workflow.ts';

type Heard = Hearing<PatternEvent>;

interface Said {
  readonly message: Extract<InboundEvent, { type: 'message-posted' }>;
  readonly wish: Wish | undefined;
}

const IGNORED: Heard = { type: 'ignored' };

/** An answer to what is asked, or to a field that it names. */
export function hearField(
  state: PatternState,
  { message, wish }: Said,
  named: { readonly field: PatternField; readonly value: string } | undefined = labelled(
    message.text,
  ),
): Heard {
  const answer = answerIn(message, wish, named?.value);
  if (answer.text === '') return IGNORED;
  switch (named?.field ?? state.stage) {
    case 'name':
      return hearName(state, answer);
    case 'triggers':
      return orFewWords(message, answer, {
        hearing: hearTriggers(state, answer, state.stage === 'triggers'),
        words: 'web applications, load balancers',
      });
    case 'resources':
      return hearResources(state, answer);
    case 'rationale':
      return hearRationale(state, answer);
    case 'owner':
      return hearOwner(state, answer);
    default:
      return IGNORED;
  }
}

function hearName({ name }: PatternState, answer: Answer): Heard {
  const isKept = answer.wish === 'accept' || answer.wish === 'skip';
  if (isKept) return name === '' ? IGNORED : given(answer, { name });
  return isTalk(answer) ? IGNORED : given(answer, { name: answer.text });
}

/** "apps.example.org/v1 Deployment"; whoever says more at once talks to others. */
const NAME_PARTS_MAX = 4;

/** By number or name of the card; other names are looked for in the cluster. */
function hearResources(state: PatternState, answer: Answer): Heard {
  const { wish, text, isNamed } = answer;
  const picked = state.resources.map((kind) => fullNameOf(kind));
  if (wish === 'accept' || wish === 'skip') return hearTaken(state, answer, picked);
  if (isOtherWish(answer)) return notHere(answer, 'resource');
  if (isTalk(answer) && !saysAll(text)) return IGNORED;
  const left = leftOut(state, answer) ?? takenOut(state, answer, picked);
  if (left) return left;
  const offered = state.offered.map(({ kind }) => fullNameOf(kind));
  const said = saidWords({ offered, noun: 'resource' }, severalNames(text));
  if (said.type === 'refused') return { type: 'refused', line: [said.text] };
  const isTooLong = said.words.some((word) => word.split(/\s+/u).length > NAME_PARTS_MAX);
  if (isTooLong && !isNamed) return IGNORED;
  const stays = said.type === 'added' || (said.type === 'own' && !isNamed);
  const open = isNamed ? [] : stillUnclear(state, said.words);
  const kept = stays ? picked : [];
  return given(answer, { resources: [...kept, ...said.words, ...open] });
}

/** What is not clear stays until it is mended, or left out by its name. */
function hearTaken({ unclear }: PatternState, answer: Answer, picked: string[]): Heard {
  const [first] = unclear;
  if (first) {
    return refused(
      `“${first.said}” is not clear yet: say which one is meant, or “without ${first.said}”.`,
    );
  }
  return picked.length === 0 ? NONE_PICKED : given(answer, { resources: picked });
}

const LEAVE_OUT =
  /^(?:please )?(?:leave(?: out)?|without|drop|remove|skip|forget|all but|all except)\s+["“]?(.+?)["”]?(?: out)?[.!]?$/isu;

/** "without rds": one that is not clear. */
function leftOut({ unclear }: PatternState, { at, by, text }: Answer): Heard | undefined {
  const name = LEAVE_OUT.exec(text)?.[1]?.toLowerCase();
  const one = unclear.find(({ said }) => said.toLowerCase() === name);
  return one && heard({ type: 'resource-mended', at, by, said: one.said });
}

/** "remove Database": one that was picked, on the card or by its name. The step stays open. */
function takenOut(
  { resources }: PatternState,
  { at, by, text }: Answer,
  picked: readonly string[],
): Heard | undefined {
  const name = LEAVE_OUT.exec(text)?.[1]
    ?.toLowerCase()
    .replace(/^(?:the|an?) /u, '');
  if (name === undefined) return undefined;
  const meant = resources.filter((kind, index) => {
    const names = [kind.kind, kind.plural, picked[index] ?? '', resourceText(kind)];
    return names.some((one) => one.toLowerCase() === name);
  });
  const [only, another] = meant;
  if (another) {
    const names = meant.map((kind) => fullNameOf(kind)).join(', ');
    return refused(`Several that are picked are called so: ${names}. Write which one.`);
  }
  return only && heard({ type: 'resource-picked', at, by, name: fullNameOf(only) });
}

/** A name that is near to one of them, or is it again, stands for it. */
function stillUnclear({ unclear }: PatternState, words: readonly string[]): string[] {
  const names = words.map((word) => word.toLowerCase());
  return unclear
    .filter(({ said, near }) => {
      const own = [said, ...near].map((one) => one.toLowerCase());
      return !names.some((name) => own.some((one) => isCalled(one, name)));
    })
    .map(({ said }) => said);
}

/** "NetworkPolicy" is `networkpolicies.networking.k8s.io`. */
function isCalled(fullName: string, name: string): boolean {
  const plural = fullName.split('.')[0] ?? '';
  return [fullName, plural].includes(name) || [`${name}s`, `${name}es`].includes(plural);
}

/** "Service and NetworkPolicy"; talk has longer parts than names have. */
function severalNames(text: string): string {
  const parts = text.split(/\s+(?:and|&)\s+/iu);
  const areNames = parts.every((part) => part.split(/,/u).every((one) => isShort(one)));
  return areNames ? parts.join(', ') : text;
}

function isShort(name: string): boolean {
  return name.trim().split(/\s+/u).length <= 2;
}

const NONE_PICKED: Heard = {
  type: 'refused',
  line: ['Resources are what a pattern is made of: write the number or the name of at least one.'],
};
