import { hiddenProblem } from './hidden-words.ts';
import { distinct, TRIGGERS_MAX, triggersProblem, type Words, withoutWords } from './words.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';

/** Longest name of an owner, in characters. */
const OWNER_MAX = 100;

/** What was given in the shape in which it is kept, or why it was not taken. */
export type Checked<Changes> = { readonly changes: Changes } | { readonly problem: string };

/** `longest`: characters of one word. */
export function checkedTriggers(
  words: Words,
  given: readonly string[],
  longest: number,
): Checked<{ triggers: string[]; suggested: string[]; hasTriggers: true }> {
  const triggers = distinct(given);
  const problem = triggersProblem(triggers, longest);
  if (problem !== undefined) return { problem };
  const others = withoutWords([...words.triggers, ...words.suggested], triggers);
  const suggested = others.slice(0, TRIGGERS_MAX - triggers.length);
  return { changes: { triggers, suggested, hasTriggers: true } };
}

/** `longest`: characters of the whole. What its author changed is no longer written for them. */
export function checkedRationale(
  state: { readonly rationale?: string | undefined },
  given: string,
  longest: number,
): Checked<{ rationale: string; isWriting: undefined; rationaleBy?: undefined }> {
  const rationale = given.trim();
  if (rationale.length > longest) {
    return { problem: `Say it in at most ${longest} characters (it has ${rationale.length}).` };
  }
  const problem = hiddenProblem(rationale);
  if (problem !== undefined) return { problem };
  const isTheirs = rationale !== state.rationale;
  return {
    changes: { rationale, isWriting: undefined, ...(isTheirs ? { rationaleBy: undefined } : {}) },
  };
}

/** Empty, or “me”: its author. */
export function checkedOwner(author: Actor, given: string): Checked<{ owner: string }> {
  const text = given.replaceAll(/\s+/gu, ' ').trim();
  if (text.length > OWNER_MAX) return { problem: 'Name a team or a person in a few words.' };
  const problem = hiddenProblem(text);
  if (problem !== undefined) return { problem };
  const isAuthor = text === '' || /^(?:me|i|myself|it['’]s me)[.!]?$/iu.test(text);
  return { changes: { owner: isAuthor ? actorKey(author) : text } };
}
