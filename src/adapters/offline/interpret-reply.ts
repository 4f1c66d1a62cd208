import { folded } from '../../domain/configure/hints-text.ts';
import { stem, wordsOf } from '../../domain/knowledge/words.ts';
import { writtenValue } from '../../prompts/answer-value.ts';
import type {
  AskedQuestion,
  InterpretReplyInput,
  InterpretReplyOutput,
} from '../../prompts/interpret-reply.ts';
import { byCount, byList, byMeaning, byShape, bySize } from './reply-forms.ts';
import { correctionIn, settledText } from './reply-settled.ts';
import { type Found, isFiller, isSame, valueFor } from './reply-values.ts';

/** Longer messages are talk, or need more than rules. */
const WORDS_MAX = 40;
/** Somebody asks, thanks, or speaks to somebody else. */
const TALK =
  /[?]|<@|@\w|\b(?:thanks?|thx|cheers|lunch|lol|haha|hello|hey|hi|maybe|perhaps|i think|not sure|wait|sorry|agree)\b/iu;
const VALUE = String.raw`["'\x60“]?([\w][\w./:-]*)["'\x60”]?`;

const NO_ANSWER: InterpretReplyOutput = { isAnswer: false, answers: [] };

/**
 * Understands short sentences whose every word is explained by an answer. Whatever remains
 * unexplained makes the whole message talk, since people may talk in the thread.
 */
export function solveInterpretReply({
  questions,
  text,
}: InterpretReplyInput): InterpretReplyOutput {
  if (wordsOf(text).length > WORDS_MAX) return NO_ANSWER;
  const found = corrected(text, questions) ?? foundIn(settledText(text), questions);
  if (found.length === 0) return NO_ANSWER;
  return {
    isAnswer: true,
    answers: found.map(({ questionId, value }) => ({ questionId, value: writtenValue(value) })),
  };
}

/** Somebody answers one question and then says what they mean instead. */
function corrected(
  text: string,
  questions: readonly AskedQuestion[],
): readonly Found[] | undefined {
  const correction = correctionIn(text);
  if (!correction) return undefined;
  const [only, ...others] = foundIn(settledText(correction.first), questions);
  const question = questions.find(({ id }) => id === only?.questionId);
  if (!only || !question || others.length > 0) return undefined;
  const value = valueFor(question, correction.meant);
  return value === undefined ? undefined : [{ ...only, value }];
}

function foundIn(text: string, questions: readonly AskedQuestion[]): readonly Found[] {
  if (TALK.test(text)) return [];
  const found = questions.flatMap((question) => {
    const others = questions.filter((other) => other !== question);
    return (
      byVerb(question, text) ??
      byLabel(question, text) ??
      byCount(question, text) ??
      byShape(question, text) ??
      byMeaning(question, text) ??
      byList(question, text) ??
      byOption(question, others, text) ??
      []
    );
  });
  return isAllSaid(text, found, questions) ? found : [];
}

/** "call it my-db", "put it in a-team". */
function byVerb(question: AskedQuestion, text: string): Found | undefined {
  const label = question.label.trim();
  if (/\bname$/iu.test(label) && !/\bnamespace\b/iu.test(label)) {
    return firstMatch(question, text, [
      new RegExp(String.raw`\b(?:call|name)\s+(?:it|this|the\s+\w+)\s+${VALUE}`, 'iu'),
      new RegExp(String.raw`\b(?:called|named)\s+${VALUE}`, 'iu'),
      new RegExp(String.raw`\bnenn(?:e|t)?\s+(?:es|sie|ihn|das)\s+${VALUE}`, 'iu'),
    ]);
  }
  if (!/\bnamespace\b/iu.test(label)) return undefined;
  return firstMatch(question, text, [
    new RegExp(
      String.raw`\bleg(?:e|t)?\s+(?:es|sie|ihn)\s+(?:in|nach)\s+(?:den\s+)?${VALUE}\s+an\b`,
      'iu',
    ),
    new RegExp(String.raw`\bnamespace\s+(?:is\s+|should be\s+)?${VALUE}`, 'iu'),
    new RegExp(String.raw`\b(?:in|into|to)\s+(?:the\s+)?${VALUE}\s+namespace\b`, 'iu'),
    new RegExp(
      String.raw`\b(?:put|deploy|place|run|create)\s+(?:it|this)\s+(?:in|into|to)\s+(?:the\s+)?${VALUE}`,
      'iu',
    ),
  ]);
}

/** "version 15", "the size should be small": a free text needs a clearer sign than that. */
function byLabel(question: AskedQuestion, text: string): Found | undefined {
  if (question.type === 'array' && question.options.length === 0) return undefined;
  const names = [question.label, question.label.split(/\s+/u).at(-1) ?? ''].filter(
    (name) => name.length > 2,
  );
  const patterns = names.map(
    (name) =>
      new RegExp(
        String.raw`\b${escaped(name)}\s*(?:is|=|:|should be|must be|to|of|as)?\s+${VALUE}`,
        'iu',
      ),
  );
  const isFreeText = question.type === 'string' && question.options.length === 0;
  const found = firstMatch(question, text, patterns);
  if (!found || !isFreeText) return found;
  return typeof found.value === 'string' && /[\d-]/u.test(found.value) ? found : undefined;
}

/** "small please": the option stands in no other question. */
function byOption(
  question: AskedQuestion,
  others: readonly AskedQuestion[],
  text: string,
): Found | undefined {
  const named = question.options.filter((option) => holds(text, option));
  const [option] = named;
  if (option === undefined) return sizeOnlyOf(question, others, text);
  if (named.length > 1) return undefined;
  const isShared = others.some(({ options }) => options.some((other) => isSame(other, option)));
  const isDenied = new RegExp(
    String.raw`\b(?:not|no|never|without)\s+(?:\w+\s+)?${escaped(option)}`,
    'iu',
  );
  if (isShared || isDenied.test(text)) return undefined;
  const value = valueFor(question, option);
  return value === undefined ? undefined : { questionId: question.id, value, said: option };
}

/** A size in other words, where no other question has sizes. */
function sizeOnlyOf(
  question: AskedQuestion,
  others: readonly AskedQuestion[],
  text: string,
): Found | undefined {
  const isShared = others.some((other) => bySize(other, text) !== undefined);
  return isShared ? undefined : bySize(question, text);
}

function firstMatch(
  question: AskedQuestion,
  text: string,
  patterns: readonly RegExp[],
): Found | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const value = match?.[1] === undefined ? undefined : valueFor(question, trimmed(match[1]));
    if (match && value !== undefined) return { questionId: question.id, value, said: match[0] };
  }
  return undefined;
}

/** Words for what questions ask in other languages than their labels. Folded. */
const TRANSLATED: ReadonlyMap<string, readonly string[]> = new Map([
  ['size', ['grosse', 'taille', 'tamano', 'talla']],
  ['replicas', ['replikate', 'kopien', 'copias']],
  ['name', ['namen', 'nom', 'nombre']],
  ['namespace', ['namensraum']],
]);

/** Whether every word of the message belongs to an answer, a question's label, or says nothing. */
function isAllSaid(
  text: string,
  found: readonly Found[],
  questions: readonly AskedQuestion[],
): boolean {
  const answered = questions.filter(({ id }) => found.some(({ questionId }) => questionId === id));
  const words = answered.flatMap(({ label }) => label.toLowerCase().split(/\s+/u));
  const known = words.flatMap((word) => [...wordsOf(word), ...(TRANSLATED.get(word) ?? [])]);
  const labels = new Set(known.map((word) => stem(word)));
  let rest = text;
  for (const { said } of found) rest = rest.replace(said, ' ');
  const left = rest.match(/[\p{L}\d]+/gu) ?? [];
  return left.every((word) => isFiller(word) || labels.has(stem(folded(word))));
}

function holds(text: string, option: string): boolean {
  return new RegExp(String.raw`(?<![\w-])${escaped(option)}(?![\w-])`, 'iu').test(text);
}

function trimmed(said: string): string {
  return said.replace(/[.,:;]+$/u, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
}
