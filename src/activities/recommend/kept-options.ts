import type { Option, Question } from '../../domain/question.ts';

/** Of all questions together, as JSON, in bytes: about 300 short names. A session's state is small. */
const BUDGET_BYTES = 15_000;

/**
 * Options that a conversation can keep. Where all are too many, the longest lists are cut to one
 * length; a cut question takes other values too, and the dry run says whether they exist.
 */
export function withKeptOptions(questions: readonly Question[]): Question[] {
  let most = Math.max(0, ...questions.map(({ options }) => options.length));
  while (sizeOf(questions, most) > BUDGET_BYTES) most = Math.floor(most * 0.9);
  return questions.map((question) => {
    const { options, isOpen, text } = question;
    if (options.length <= most) return { ...question, options: [...options] };
    const kept = options.slice(0, most);
    if (isOpen) return { ...question, options: kept };
    const more = `There are ${options.length}, more than are listed: any of them can be typed.`;
    return { ...question, options: kept, isOpen: true, text: `${text} ${more}` };
  });
}

function sizeOf(questions: readonly Question[], most: number): number {
  const kept: readonly Option[] = questions.flatMap(({ options }) => options.slice(0, most));
  return Buffer.byteLength(JSON.stringify(kept));
}
