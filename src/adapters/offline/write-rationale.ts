import type { WriteRationaleInput, WriteRationaleOutput } from '../../prompts/write-rationale.ts';

/** Longest part of the sentence that is quoted, in characters. */
const QUOTED_MAX = 500;

/** What follows from any such sentence, whatever it is about: nothing is made up. */
export function solveWriteRationale(input: WriteRationaleInput): WriteRationaleOutput {
  const { subject, scope } = input;
  const said = quotable(input.sentence);
  const where =
    scope.trim() === '' ? '' : ` It applies to ${scope.trim().replace(/[.!?]+$/u, '')}.`;
  const text =
    subject === 'policy'
      ? `The platform team wants this: “${said}”.${where} What is configured in another way would have to be found and changed later, which is more work than to keep to it from the beginning.`
      : `The platform team recommends this: “${said}”.${where} Whoever asks for the same gets what worked before and need not put it together again.`;
  return { text };
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
