import { shortened } from './phrases.ts';
import { reasonsFor } from './policy-reasons.ts';
import type { WriteRationaleInput, WriteRationaleOutput } from '../../prompts/write-rationale.ts';

/** Longest part of the sentence that is quoted, in characters. */
const QUOTED_MAX = 500;

/**
 * What goes wrong without it, as far as that is known of any such thing. The sentence stands beside it
 * everywhere, and may change: it is not said once more.
 */
export function solveWriteRationale(input: WriteRationaleInput): WriteRationaleOutput {
  const { subject, scope } = input;
  const where = scope.trim() === '' ? '' : ` It applies to ${endless(scope)}.`;
  if (subject === 'pattern') return { text: ofPattern(input, where) };
  const reasons = reasonsFor(input.sentence);
  return { text: [...(reasons.length === 0 ? [LESS_WORK] : reasons), LATER].join(' ') };
}

const LESS_WORK = 'Keeping to one way from the beginning is less work.';
const LATER = 'What is set up in another way has to be found and changed later.';

/** Resources that are named, and of which it is said what they are for. */
const NAMED_MAX = 4;
const USES_MAX = 2;
const USE_MAX = 120;
const SCOPE_MAX = 250;

/** What its resources are for and when it applies; that rules wrote it stands beside it on every card. */
function ofPattern({ sentence, resources, scope }: WriteRationaleInput, where: string): string {
  const said = shortened(quotable(sentence), 100);
  const names = resources.map(({ name }) => quotable(name));
  const uses = resources.slice(0, USES_MAX).flatMap((one) => useOf(one) ?? []);
  const brings = uses.length === 0 ? '' : `${uses.join('; ')}. `;
  const belongs =
    names.length === 0
      ? `This is for “${said}”.`
      : `${listed(names)} ${names.length === 1 ? 'belongs to' : 'belong together for'} “${said}”.`;
  const applies = scope.length > SCOPE_MAX ? '' : where;
  return `${brings}${belongs}${applies} This was written by built-in rules from what is known of its resources.`;
}

/** Words that say when a pattern applies where they stand in its rationale. */
const CONDITIONS = /publi|privat|intern(?!et)|outside|extern|expos|\bonly\b|\bwhen|\bif\b/iu;

/** "Bucket is there to keep files", without numbers of its own, and nothing by which it would apply or not. */
function useOf({ name, use }: WriteRationaleInput['resources'][number]): string | undefined {
  const what = /^use (?:it|this) (?:for|to) (.+)$/iu.exec(quotable(use))?.[1];
  const isUsable =
    what !== undefined && what.length <= USE_MAX && !/\d/u.test(what) && !CONDITIONS.test(what);
  const to = /^use (?:it|this) to /iu.test(use.trim()) ? 'to' : 'for';
  return isUsable ? `${quotable(name)} is there ${to} ${what}` : undefined;
}

function listed(names: readonly string[]): string {
  const shown = names.length > NAMED_MAX ? [...names.slice(0, NAMED_MAX), 'others'] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

function endless(text: string): string {
  return text.trim().replace(/[.!?]+$/u, '');
}

/** On one line and without what would begin another sentence, or markup. */
function quotable(sentence: string): string {
  const folded = sentence
    .replaceAll(/[<>[\]“”"]/gu, '')
    .replaceAll(/[.!?]+(?=\s)/gu, ';')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.!?;]+$/u, '');
  const characters = Array.from(folded);
  return characters.length <= QUOTED_MAX
    ? folded
    : `${characters.slice(0, QUOTED_MAX - 1).join('')}…`;
}
