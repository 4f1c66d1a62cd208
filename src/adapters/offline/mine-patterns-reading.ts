import { regionsIn } from '../../domain/knowledge/regions.ts';
import { GUESSED } from '../../domain/mining/guessed-words.ts';
import type { KindMention, NameableKind } from '../../domain/mining/kind-mentions.ts';
import { isPlanted } from '../../domain/mining/planted.ts';
import { HIDDEN } from '../../domain/redaction.ts';
import {
  ASKED,
  COMPANION,
  GIVEN_UP,
  GOES_ON,
  IN_JEST,
  LAID_DOWN,
  NORM,
  NOT_DECIDED,
  NOT_NEEDED,
  OF_OTHERS,
  ONCE,
  ORDER,
  OUT_OF_ORDER,
  POINTED,
  REASON_AFTER,
  SETTING,
  TAKEN_BACK,
  WHY,
} from './mine-patterns-languages.ts';
import { namedResources, type NamedResource } from './mine-patterns-roles.ts';
import { sentencesOf } from './mine-patterns-sentences.ts';
import { ruleAndReason } from './mine-patterns-rule.ts';
import { purposesIn } from './mine-patterns-words.ts';

export interface ReadLine {
  readonly id: string;
  readonly speaker: string;
  readonly text: string;
}

interface SaidSentence {
  readonly line: string;
  readonly text: string;
}

/** What one sentence lays down, and the sentences that say why. */
export interface Statement extends SaidSentence {
  readonly speaker: string;
  /** Of its line in the conversation, from 0. */
  readonly place: number;
  /** It answers what was asked, or goes on with what was said, right before it. */
  readonly isReply: boolean;
  readonly type: 'pattern' | 'policy' | 'warning';
  readonly used: readonly string[];
  readonly avoided: readonly string[];
  /** A policy's: what its rule holds for. */
  readonly subjects: readonly string[];
  readonly strangers: readonly string[];
  readonly purposes: readonly string[];
  /** What was asked before it, since something was laid down; in a document, what stands above it. */
  readonly asked: string;
  readonly reasons: readonly SaidSentence[];
}

interface Reading {
  readonly statements: readonly Statement[];
  readonly asked: string;
  /** Of that, what a rule may answer: questions, and headings of a document. */
  readonly question: string;
  /** The sentence before asked why. */
  readonly isWhy: boolean;
}

/** What a conversation lays down and does not take back, in the order in which it was said. */
export function statementsIn(
  lines: readonly ReadLine[],
  given: {
    readonly mentionsIn: (text: string) => readonly KindMention[];
    readonly resources: readonly NameableKind[];
  },
): readonly Statement[] {
  let reading: Reading = { statements: [], asked: '', question: '', isWhy: false };
  for (const [place, line] of lines.entries()) {
    if (isPlanted(line.text)) continue;
    const isJest = IN_JEST.test(line.text);
    for (const text of sentencesOf(line.text)) {
      const named = namedResources(text, {
        mentions: given.mentionsIn(text),
        resources: given.resources,
        asked: reading.question,
      });
      reading = withSentence(reading, { text, named, line, place, isJest });
    }
  }
  return reading.statements;
}

interface ReadSentence {
  readonly text: string;
  readonly named: readonly NamedResource[];
  readonly line: ReadLine;
  readonly place: number;
  readonly isJest: boolean;
}

function withSentence(before: Reading, sentence: ReadSentence): Reading {
  const { text, named, line, isJest } = sentence;
  const reading = { ...before, isWhy: false };
  if (ASKED.test(text)) {
    const isWhy = WHY.test(text) && reading.statements.length > 0;
    return { ...withAsked(reading, text, true), isWhy };
  }
  const kept = keptStatements(reading.statements, text, named);
  const isBack = kept !== reading.statements;
  const statement = isJest ? undefined : statementOf(sentence, reading.asked);
  if (statement) {
    const isSection = line.speaker === '';
    const above = {
      asked: isSection ? reading.asked : '',
      question: isSection ? reading.question : '',
    };
    return { ...reading, ...above, statements: [...kept, statement] };
  }
  if (isBack || isJest) return { ...reading, statements: kept };
  if (before.isWhy || REASON_AFTER.test(text)) {
    return { ...reading, statements: withReason(kept, sentence, before.isWhy) };
  }
  const isHead = reading.statements.length === 0 && text.length < 80;
  return isHead ? withAsked(reading, text, line.speaker === '') : reading;
}

function withAsked(reading: Reading, text: string, isQuestion: boolean): Reading {
  const asked = `${reading.asked} ${text}`;
  return isQuestion
    ? { ...reading, asked, question: `${reading.question} ${text}` }
    : { ...reading, asked };
}

/** The same list where nothing is taken back. */
function keptStatements(
  statements: readonly Statement[],
  text: string,
  named: readonly NamedResource[],
): readonly Statement[] {
  if (statements.length === 0) return statements;
  if (TAKEN_BACK.test(text)) return [];
  if (!GIVEN_UP.test(text)) return statements;
  const gone = named.map(({ id }) => id);
  const kept = statements.filter(({ used }) => !used.some((id) => gone.includes(id)));
  return kept.length === statements.length ? statements : kept;
}

/** Undefined where it lays nothing down. */
function statementOf(
  { text, named, line, place }: ReadSentence,
  asked: string,
): Statement | undefined {
  const { rule } = ruleAndReason(text);
  const isLaidDown = LAID_DOWN.test(rule) || (ORDER.test(rule) && mayOrder(rule, line));
  if (!isLaidDown || isDismissed(rule) || isOfOneThing(rule, line)) return undefined;
  const used = idsOf(named, 'used');
  const subjects = idsOf(named, 'subject');
  const avoided = idsOf(named, 'avoided').filter((id) => !used.includes(id));
  const open = named.filter(({ id, role }) => id === undefined && role === 'used');
  // What may be one of several is better said than lost, where it is spelled as a name or all that is named.
  const unknown = open.filter(
    ({ isOpen, text: name, start }) => !isOpen || (start > 0 && /^\p{Lu}/u.test(name)),
  );
  const strangers = (used.length + unknown.length > 0 ? unknown : open).map((one) => one.text);
  const type = typeOf(rule, { used: used.length + strangers.length, avoided: avoided.length });
  if (!type) return undefined;
  const isCompanion = type === 'pattern' && COMPANION.test(rule);
  return {
    type,
    line: line.id,
    speaker: line.speaker,
    place,
    isReply: /[?？]/u.test(asked) || GOES_ON.test(text),
    text,
    used: isCompanion ? [...used, ...subjects] : used,
    avoided,
    subjects: type === 'policy' ? [...new Set([...subjects, ...idsOf(named, 'purpose')])] : [],
    strangers: type === 'pattern' ? strangers : [],
    purposes: purposesIn(
      rule,
      named.filter(({ role }) => role !== 'purpose').map((one) => one.text),
    ),
    asked,
    reasons: [],
  };
}

function typeOf(
  rule: string,
  count: { readonly used: number; readonly avoided: number },
): Statement['type'] | undefined {
  if (count.used > 0) return 'pattern';
  if (count.avoided > 0) return 'warning';
  const isSetting = SETTING.test(rule) || regionsIn(rule).length > 0;
  return isSetting && /\p{L}{2,}\P{L}+\p{L}{2,}|[^\P{L}\p{sc=Latin}]{6}/u.test(rule)
    ? 'policy'
    : undefined;
}

/** In a document an order is a rule; in talk it may answer one person once. */
function mayOrder(rule: string, { speaker }: ReadLine): boolean {
  return (
    speaker === '' || /\b(?:for|not|never|instead|whenever|when|every|each|all)\b/iu.test(rule)
  );
}

/** Somebody is told which one to take, as where a value was hidden: no rule unless it says so itself. */
function isOfOneThing(rule: string, { text }: ReadLine): boolean {
  return (POINTED.test(rule) || text.includes(HIDDEN)) && !NORM.test(rule);
}

function isDismissed(rule: string): boolean {
  if (rule.search(GUESSED) >= 0) return true;
  return [NOT_DECIDED, NOT_NEEDED, ONCE, OF_OTHERS, OUT_OF_ORDER].some((one) => one.test(rule));
}

function idsOf(named: readonly NamedResource[], role: NamedResource['role']): readonly string[] {
  const ids = named.flatMap((one) => (one.role === role && one.id !== undefined ? [one.id] : []));
  return [...new Set(ids)];
}

const REASONS_MAX = 3;

/** Where nobody asked why, somebody else who says it says so right after. */
function withReason(
  statements: readonly Statement[],
  { text, line, place }: ReadSentence,
  isAsked: boolean,
): readonly Statement[] {
  const last = statements.at(-1);
  if (!last || last.reasons.length === REASONS_MAX) return statements;
  if (NOT_DECIDED.test(text) || ONCE.test(text) || text.includes(HIDDEN)) return statements;
  if (!isAsked && line.speaker !== last.speaker && place - last.place > 1) return statements;
  const reasons = [...last.reasons, { line: line.id, text }];
  return [...statements.slice(0, -1), { ...last, reasons }];
}
