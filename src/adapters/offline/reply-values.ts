import type { AnswerValue } from '../../prompts/answer-value.ts';
import type { AskedQuestion } from '../../prompts/interpret-reply.ts';

/** An answer that a message gives. */
export interface Found {
  readonly questionId: string;
  readonly value: AnswerValue;
  /** The part of the message that says it. */
  readonly said: string;
}

/** Words around answers that say nothing by themselves. */
const FILLER = new Set(
  (
    'please a an the it its that this i we you my our want need would like will take use choose go with ' +
    'for in into to of on as at be is are should must make put set call name named and or also then now ' +
    'just only ok okay yes sure deploy run create place have one let but ' +
    'un una une bitte und die der das den sie es in auf mit nimm en et la le les el y por favor avec con'
  ).split(' '),
);

/** Whether a word of a reply says nothing by itself. */
export function isFiller(word: string): boolean {
  return FILLER.has(word.toLowerCase());
}

/** What was said as a value of the question; undefined where it cannot be one. */
export function valueFor({ type, options }: AskedQuestion, said: string): AnswerValue | undefined {
  if (options.length === 0) return typed(type, said);
  const option = options.find((candidate) => isSame(candidate, said));
  return option === undefined ? undefined : typed(type, option);
}

function typed(type: AskedQuestion['type'], said: string): AnswerValue | undefined {
  switch (type) {
    case 'string':
      return isFiller(said) ? undefined : said;
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

export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
