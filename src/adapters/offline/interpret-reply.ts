import { type AnswerValue, writtenValue } from '../../prompts/answer-value.ts';
import type {
  AskedQuestion,
  InterpretReplyInput,
  InterpretReplyOutput,
} from '../../prompts/interpret-reply.ts';
import { stem, wordsOf } from '../../domain/knowledge/words.ts';

interface Found {
  readonly questionId: string;
  readonly value: AnswerValue;
  /** The part of the message that says it. */
  readonly said: string;
}

/** Longer messages are talk, or need more than rules. */
const WORDS_MAX = 40;
/** Somebody asks, thanks, or speaks to somebody else. */
const TALK =
  /[?]|<@|@\w|\b(?:thanks?|thx|cheers|lunch|lol|haha|hello|hey|hi|maybe|perhaps|i think|not sure|wait|sorry|agree)\b/iu;
/** Words around answers that say nothing by themselves. */
const FILLER = new Set(
  (
    'please a an the it its that this i we you my our want need would like will take use choose go with ' +
    'for in into to of on as at be is are should must make put set call name named and or also then ' +
    'just only ok okay yes sure deploy run create place have one let'
  ).split(' '),
);
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
  const isTooLong = wordsOf(text).length > WORDS_MAX;
  if (isTooLong || TALK.test(text)) return NO_ANSWER;
  const found: Found[] = [];
  for (const question of questions) {
    const others = questions.filter((other) => other !== question);
    const answer =
      byVerb(question, text) ?? byLabel(question, text) ?? byOption(question, others, text);
    if (answer) found.push(answer);
  }
  if (found.length === 0 || !isAllSaid(text, found, questions)) return NO_ANSWER;
  return {
    isAnswer: true,
    answers: found.map(({ questionId, value }) => ({ questionId, value: writtenValue(value) })),
  };
}

/** "call it my-db", "put it in a-team". */
function byVerb(question: AskedQuestion, text: string): Found | undefined {
  const label = question.label.trim();
  if (/\bname$/iu.test(label) && !/\bnamespace\b/iu.test(label)) {
    return firstMatch(question, text, [
      new RegExp(String.raw`\b(?:call|name)\s+(?:it|this|the\s+\w+)\s+${VALUE}`, 'iu'),
      new RegExp(String.raw`\b(?:called|named)\s+${VALUE}`, 'iu'),
    ]);
  }
  if (!/\bnamespace\b/iu.test(label)) return undefined;
  return firstMatch(question, text, [
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
  if (option === undefined || named.length > 1) return undefined;
  const isShared = others.some(({ options }) => options.some((other) => isSame(other, option)));
  const isDenied = new RegExp(
    String.raw`\b(?:not|no|never|without)\s+(?:\w+\s+)?${escaped(option)}`,
    'iu',
  );
  if (isShared || isDenied.test(text)) return undefined;
  const value = valueFor(question, option);
  return value === undefined ? undefined : { questionId: question.id, value, said: option };
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

function valueFor({ type, options }: AskedQuestion, said: string): AnswerValue | undefined {
  if (options.length > 0) {
    const option = options.find((candidate) => isSame(candidate, said));
    if (option === undefined) return undefined;
    return typed(type, option);
  }
  return typed(type, said);
}

function typed(type: AskedQuestion['type'], said: string): AnswerValue | undefined {
  switch (type) {
    case 'string':
      return FILLER.has(said.toLowerCase()) ? undefined : said;
    case 'integer':
    case 'number': {
      const number = Number(said);
      return Number.isFinite(number) && (type === 'number' || Number.isInteger(number))
        ? number
        : undefined;
    }
    case 'int-or-string':
      return /^\d+$/u.test(said) ? Number(said) : said;
    case 'boolean':
      return BOOLEANS.get(said.toLowerCase());
    case 'array':
      return [said];
    default:
      return undefined;
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['on', true],
  ['no', false],
  ['false', false],
  ['off', false],
]);

/** Whether every word of the message belongs to an answer, a question's label, or says nothing. */
function isAllSaid(
  text: string,
  found: readonly Found[],
  questions: readonly AskedQuestion[],
): boolean {
  const answered = questions.filter(({ id }) => found.some(({ questionId }) => questionId === id));
  const labels = new Set(answered.flatMap(({ label }) => wordsOf(label)).map((word) => stem(word)));
  let rest = text;
  for (const { said } of found) rest = rest.replace(said, ' ');
  const words = rest.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return words.every((word) => FILLER.has(word) || labels.has(stem(word)));
}

function holds(text: string, option: string): boolean {
  return new RegExp(String.raw`(?<![\w-])${escaped(option)}(?![\w-])`, 'iu').test(text);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function trimmed(said: string): string {
  return said.replace(/[.,:;]+$/u, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
}
