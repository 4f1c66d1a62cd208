import { tellingWordsOf } from '../knowledge/words.ts';

/** Words that begin a sentence about anything at all; nothing is found by them. */
const STAND_INS = new Set(
  (
    'whatever whichever whoever wherever whenever always never these those both each such ' +
    'alles alle jede jeder jedes immer todo todos toda todas siempre tout tous toute toutes toujours'
  ).split(' '),
);

/** Those by which a pattern can be found, without repeats: "whatever" says nothing of what somebody needs. */
export function tellingTriggers(triggers: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return triggers.filter((trigger) => {
    const key = trigger.trim().toLowerCase();
    const isNew = !known.has(key);
    known.add(key);
    return isNew && tellingWordsOf(trigger).some((word) => !STAND_INS.has(word));
  });
}
