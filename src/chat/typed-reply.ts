import { controlIn, type Control } from './typed-control.ts';

/** A question as a typed reply can name it: by its number on the card, its label or its options. */
export interface AskedQuestion {
  readonly number: number;
  readonly id: string;
  readonly label: string;
  readonly options: readonly string[];
}

export type TypedReply =
  | {
      readonly type: 'answers';
      /** `raw` is as it was typed, line breaks included; empty when the person wants none. */
      readonly answers: readonly { readonly questionId: string; readonly raw: string }[];
      /** Questions that shall be written for the person, by id. */
      readonly writes: readonly string[];
    }
  | { readonly type: 'control'; readonly control: Control }
  /** "Write it for me"; without an id, whatever is open. */
  | { readonly type: 'write'; readonly questionId: string | undefined }
  | { readonly type: 'choose'; readonly number: number }
  | { readonly type: 'none' };

const NONE: TypedReply = { type: 'none' };

/**
 * Reads a message as a reply to the card that asks `questions`. When in doubt it is `none`: people
 * talk in the thread, and nothing may be answered by accident.
 */
export function parseTypedReply(
  text: string,
  { questions }: { questions: readonly AskedQuestion[] },
): TypedReply {
  const said = text.trim();
  if (said === '') return NONE;
  return (
    numberedAnswers(said, questions) ??
    labelledAnswers(said, questions) ??
    steering(said) ??
    optionAnswer(said, questions) ??
    control(said, questions) ??
    writing(said, questions) ??
    choice(said) ??
    NONE
  );
}

/**
 * Words that steer the conversation mean that, whatever somebody named a namespace: such an option is
 * taken by its number or with its label. `none` and `all` are options of many schemas and may be both.
 */
function steering(said: string): TypedReply | undefined {
  const found = controlIn(said);
  if (found === undefined || found === 'all' || found === 'not-applicable') return undefined;
  return { type: 'control', control: found };
}

function control(said: string, questions: readonly AskedQuestion[]): TypedReply | undefined {
  const found = controlIn(said);
  if (found !== undefined) return { type: 'control', control: found };
  const isPlainNo = questions.length === 0 && /^no[.!]?$/iu.test(said);
  return isPlainNo ? { type: 'control', control: 'not-applicable' } : undefined;
}

/** A run of spaces is read from its first one only: from each of them, a long one takes seconds. */
const NUMBERED = /(^|[\n,;]|[^\S \t]|(?<![ \t])[ \t])[ \t]*#?(\d{1,2})[ \t]*[.):=](?!\d)/gu;

interface Marker {
  readonly question: AskedQuestion;
  /** Where the marker begins, and where its value does. */
  readonly from: number;
  readonly valueFrom: number;
}

/** "1. my-db, 2. a-team": each value reaches to the next marker, so it may hold commas itself. */
function numberedAnswers(
  said: string,
  questions: readonly AskedQuestion[],
): TypedReply | undefined {
  const masked = withoutFences(said);
  const markers: Marker[] = [];
  for (const match of masked.matchAll(NUMBERED)) {
    const [whole, before = '', digits = ''] = match;
    const question = questions.find(({ number }) => number === Number(digits));
    const last = markers.at(-1);
    if (!question || (last && isInsideValue({ before, question, last }))) continue;
    if (!last && match.index !== 0) return undefined;
    markers.push({ question, from: match.index, valueFrom: match.index + whole.length });
  }
  return markers.length === 0 ? undefined : answersBetween(said, markers);
}

/** After a mere space only a higher number begins an answer: "1. version 1. 2. small". */
function isInsideValue(check: { before: string; question: AskedQuestion; last: Marker }): boolean {
  return /^[ \t]?$/u.test(check.before) && check.question.number <= check.last.question.number;
}

/** "name: my-db, namespace = a-team", on one line or several. */
function labelledAnswers(
  said: string,
  questions: readonly AskedQuestion[],
): TypedReply | undefined {
  const named = questions.flatMap((question) =>
    namesFor(question, questions).map((name) => ({ question, name })),
  );
  if (named.length === 0) return undefined;
  const names = named.map(({ name }) => escaped(name)).toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(^|[\\n,;])[^\\S\\n]*(?:[-*•]\\s*)?(${names.join('|')})\\s*[:=]`,
    'giu',
  );
  const masked = withoutFences(said);
  const markers = [...masked.matchAll(pattern)].flatMap((match) => {
    const name = (match[2] ?? '').toLowerCase();
    const question = named.find((candidate) => candidate.name === name)?.question;
    if (!question) return [];
    return [{ question, from: match.index, valueFrom: match.index + match[0].length }];
  });
  return markers[0]?.from === 0 ? answersBetween(said, markers) : undefined;
}

/** A question's label, its id, and the last word of its label where no other question has it. */
function namesFor(
  { label, id }: AskedQuestion,
  questions: readonly AskedQuestion[],
): readonly string[] {
  const lastWord = (text: string): string => text.toLowerCase().split(/\s+/u).at(-1) ?? '';
  const word = lastWord(label);
  const isUnique = questions.filter((other) => lastWord(other.label) === word).length === 1;
  const names = [label.toLowerCase(), id.toLowerCase(), ...(isUnique ? [word] : [])];
  return [...new Set(names)].filter((name) => name !== '');
}

function answersBetween(said: string, markers: readonly Marker[]): TypedReply | undefined {
  const parts = markers.map(({ question, valueFrom }, index) => ({
    question,
    raw: cleaned(said.slice(valueFrom, markers[index + 1]?.from ?? said.length)),
  }));
  const isWrite = (part: (typeof parts)[number]): boolean => asksForWriting(part.raw);
  const writes = parts.filter(isWrite).map(({ question }) => question.id);
  const answers = parts
    .filter((part) => !isWrite(part))
    .map(({ question, raw }) => ({
      questionId: question.id,
      raw: isDeclined(raw, question) ? '' : raw,
    }));
  if (answers.length === 0 && writes.length === 1) return { type: 'write', questionId: writes[0] };
  return { type: 'answers', answers, writes };
}

/** A message that is one of the options, and of one question only. */
function optionAnswer(said: string, questions: readonly AskedQuestion[]): TypedReply | undefined {
  const value = cleaned(said).toLowerCase();
  if (/^\d{1,2}$/u.test(value)) return undefined;
  const matching = questions.flatMap((question) => {
    const option = question.options.find((candidate) => candidate.toLowerCase() === value);
    return option === undefined ? [] : [{ questionId: question.id, raw: option }];
  });
  return matching.length === 1 ? { type: 'answers', answers: matching, writes: [] } : undefined;
}

function isDeclined(raw: string, { options }: AskedQuestion): boolean {
  if (options.some((option) => option.toLowerCase() === raw.toLowerCase())) return false;
  return /^(?:n\/?a|none|nothing|skip|default|not applicable|leave (?:it )?empty|empty|-+)[.!]?$/iu.test(
    raw,
  );
}

const WRITING =
  /^(?:please |can you |could you |just )*(?:write|generate|create|draft|make up|come up with|fill in|suggest|give me)\b/iu;

function asksForWriting(raw: string): boolean {
  return (
    raw.length <= 200 && WRITING.test(raw) && /\b(?:for me|sample|example|something)\b/iu.test(raw)
  );
}

/** "Write a sample schema for me", "write 7 for me". */
function writing(said: string, questions: readonly AskedQuestion[]): TypedReply | undefined {
  if (!asksForWriting(said)) return undefined;
  const number = /\b(\d{1,2})\b/u.exec(said)?.[1];
  if (number !== undefined) {
    const question = questions.find((candidate) => candidate.number === Number(number));
    return question ? { type: 'write', questionId: question.id } : NONE;
  }
  const words = said.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const meant = questions.filter(({ label }) =>
    (label.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some((word) =>
      words.some((other) => withoutPlural(other) === withoutPlural(word)),
    ),
  );
  return { type: 'write', questionId: meant.length === 1 ? meant[0]?.id : undefined };
}

const ORDINALS = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th'],
  ['fifth', '5th'],
] as const;

/** Characters of the longest words that choose, with room for how people write. */
const CHOICE_MAX = 100;

/** "2", "option 2", "the second one", "I'll take the first". */
function choice(said: string): TypedReply | undefined {
  if (said.length > CHOICE_MAX) return undefined;
  const words = said
    .toLowerCase()
    .replace(/[.!)]+$/u, '')
    .replace(/^(?:ok(?:ay)?|yes|please|then)[, ]+/u, '')
    .replace(/^(?:i(?:['’]ll| will| would| want to)? |let(?:['’]s| us) )?/u, '')
    .replace(/^(?:take|choose|pick|go with|go for|use|select|prefer|want|like) /u, '')
    .replace(/^the /u, '')
    .replace(/ please$/u, '');
  const digits = /^(?:(?:number|option|solution|choice|no\.?) ?|#)?(\d{1,2})$/u.exec(words)?.[1];
  if (digits !== undefined) return { type: 'choose', number: Number(digits) };
  const ordinal = /^(\w+)(?: (?:one|option|solution|choice))?$/u.exec(words)?.[1] ?? '';
  const place = ORDINALS.findIndex((names) => names.some((name) => name === ordinal));
  return place === -1 ? undefined : { type: 'choose', number: place + 1 };
}

/** The text with fenced blocks blanked out, so that numbers in code are no markers. */
function withoutFences(text: string): string {
  return text.replace(/```[\s\S]*?(?:```|$)/gu, (block) => ' '.repeat(block.length));
}

/** A value without the separators around it, nor the fence, backticks or quotes it came in. */
function cleaned(text: string): string {
  const isCode = text.trim().includes('\n');
  const value = text
    .trimStart()
    .replace(isCode ? /(?<![\s,])[\s,]+$/u : /(?<![\s,;])[\s,;]+$/u, '');
  const fenced = /^```(?:[a-z]+\n|\n)?([\s\S]*?)\n?```$/iu.exec(value)?.[1];
  if (fenced !== undefined) return fenced;
  return /^(["'`“])(.*)\1$/su.exec(value)?.[2] ?? /^“(.*)”$/su.exec(value)?.[1] ?? value;
}

function withoutPlural(word: string): string {
  return word.replace(/s$/u, '');
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&');
}
