import type { Option, Question, QuestionStage, ValueLimits } from '../question.ts';
import { asksForSecret } from '../redaction-fields.ts';
import type { FieldAddress } from '../solution.ts';
import { isLongText } from './candidates.ts';
import { type Draft, draftsOf, isPlacement, type QuestionInput, rowAt } from './drafts.ts';
import { isWithin, leafName } from './field-path.ts';
import { labelOf, questionId, questionText } from './labels.ts';
import { identityQuestions } from './identity-questions.ts';
import { distinct } from './distinct-questions.ts';
import { viewsOf } from './parts.ts';
import { insteadOf, underRules, withDecided } from './policy-questions.ts';
import { openRules, plain } from './policy-rules.ts';
import { withoutRefused } from './refused-options.ts';
import { NAMED_IN_REQUEST, optionsFor, suggestionFor } from './suggestions.ts';

/** Questions of the later stages; required ones are never cut. */
const BASIC_MAX = 7;
const ADVANCED_MAX = 12;

/**
 * Everything to ask for a chosen solution, stage by stage: required, basic, advanced. Ids are stable
 * for the same solution and tables. Nothing is asked that a link or binding decides.
 */
export function buildQuestions(from: QuestionInput): readonly Question[] {
  const input = withoutRefused(from);
  const open = draftsOf(input);
  const rules = openRules(input, open);
  const asked = [...open, ...insteadOf(input.dropped ?? [], input, open)];
  const drafts = mergeShared(
    withDecided(asked, input, rules).map((draft) => settle(draft, input)),
    input,
  );
  const inStage = (stage: QuestionStage): readonly Group[] =>
    drafts
      .filter(({ draft }) => draft.stage === stage)
      .toSorted((one, other) => other.draft.score - one.draft.score);
  const telling = inStage('basic');
  const basic = telling.slice(0, BASIC_MAX);
  const overflow = telling.slice(BASIC_MAX).map((group) => inLaterStage(group));
  const advanced = [...overflow, ...inStage('advanced')].slice(0, ADVANCED_MAX);
  const required = inStage('required').toSorted(byNeed);
  const certain = required.filter(({ draft }) => draft.choice === undefined);
  const questions = [
    ...identityQuestions(input),
    ...certain.map((group) => toQuestion(group, input)),
    ...choiceQuestions(required, input),
    ...[...basic, ...advanced].map((group) => toQuestion(group, input)),
  ];
  return distinct(underRules(questions, input, rules), input.solution.resources);
}

/** Which of several it shall be, and right after it what each of them needs. */
function choiceQuestions(required: readonly Group[], input: QuestionInput): readonly Question[] {
  const choices = required.flatMap(({ draft }) => draft.choice?.question ?? []);
  const each = new Map(choices.map((question) => [question.id, question]));
  return [...each.values()].flatMap((question) => [
    question,
    ...question.options.flatMap(({ value }) =>
      required
        .filter(({ draft: { choice } }) => choice?.question.id === question.id)
        .filter(({ draft: { choice } }) => choice?.value === value)
        .map((group) => toQuestion(group, input)),
    ),
  ]);
}

/**
 * Fields that no stage asks, most telling for `text` first: what a person may still reach by saying
 * it in the open stage. At most `limit`.
 */
export function openQuestions(input: QuestionInput, text: string, limit = 40): readonly Question[] {
  const asked = buildQuestions(input).flatMap(({ addresses }) =>
    addresses.map(({ alias, path }) => `${alias}:${path}`),
  );
  const wider = { ...input, intent: `${input.intent} ${text}` };
  const rest = draftsOf(wider)
    .filter(({ address }) => !asked.includes(`${address.alias}:${address.path}`))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit)
    .map((draft) =>
      toQuestion({ draft: { ...draft, stage: 'open' }, addresses: [draft.address] }, wider),
    );
  return distinct(rest, input.solution.resources);
}

/** The question for one place, such as a path that the server refused. Undefined for unknown paths. */
export function questionAt(
  input: QuestionInput,
  address: FieldAddress,
  stage: QuestionStage,
): Question | undefined {
  const view = viewsOf(input.solution, input.tables).find(
    ({ resource }) => resource.alias === address.alias,
  );
  if (!view || view.index.typeAt(address.path) === undefined) return undefined;
  // Nobody writes an object as JSON whose fields can be asked for.
  const isKnown = view.index.typeAt(address.path) === 'object';
  if (isKnown && view.index.children(address.path).length > 0) return undefined;
  const draft: Draft = {
    address,
    row: rowAt(view, address.path),
    columns: undefined,
    stage,
    isRequired: true,
    label: undefined,
    suggestion: undefined,
    isReference: false,
    score: 0,
  };
  const question = toQuestion({ draft, addresses: [address] }, input);
  const rules = openRules(input, draftsOf(input));
  return underRules([question], input, rules)[0];
}

/**
 * The question whose answer is written to a place, or around it. For a whole object the question
 * inside it, if there is only one: with several nobody knows which is meant.
 */
export function questionFor(
  questions: readonly Question[],
  { alias, path }: FieldAddress,
): Question | undefined {
  const some = (matches: (own: string) => boolean): readonly Question[] =>
    questions.filter(({ addresses }) =>
      addresses.some((address) => address.alias === alias && matches(plain(address.path))),
    );
  const sought = plain(path);
  const around = some((own) => isWithin(sought, own));
  if (around.length > 0) return around[0];
  const inside = some((own) => isWithin(own, sought));
  return inside.length === 1 ? inside[0] : undefined;
}

/** What the request names is confirmed first, whatever stage it would belong to. */
function settle(draft: Draft, input: QuestionInput): Draft {
  const isConfirmed =
    draft.stage === 'basic' && suggestionFor(draft, input)?.reason === NAMED_IN_REQUEST;
  return isConfirmed ? { ...draft, stage: 'required' } : draft;
}

interface Group {
  readonly draft: Draft;
  readonly addresses: readonly FieldAddress[];
}

/** Region and the like are one value for all objects of a solution. */
function mergeShared(drafts: readonly Draft[], input: QuestionInput): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const draft of drafts) {
    const key = sharedKey(draft, input);
    const group = groups.get(key);
    const addresses = [...(group?.addresses ?? []), draft.address];
    const isStronger = !group || (draft.isRequired && !group.draft.isRequired);
    groups.set(key, { draft: isStronger ? draft : group.draft, addresses });
  }
  return [...groups.values()];
}

function sharedKey({ address, row }: Draft, { solution }: QuestionInput): string {
  const isProviderConfig = address.path.endsWith('providerConfigRef.name');
  if (isPlacement(row) || isProviderConfig || /^projectId$/u.test(leafName(row.path))) {
    return `shared:${row.type}:${isProviderConfig ? 'providerConfigRef' : leafName(row.path)}`;
  }
  // The parts of one service run the same engine.
  if (/^engine(?:Version)?$/u.test(leafName(row.path))) {
    const owner = solution.resources.find(({ alias }) => alias === address.alias);
    return `engine:${owner?.kind.group ?? ''}:${leafName(row.path)}`;
  }
  return `${address.alias}:${address.path}`;
}

function inLaterStage({ draft, addresses }: Group): Group {
  return { draft: { ...draft, stage: 'advanced' }, addresses };
}

function byNeed(one: Group, other: Group): number {
  return (
    Number(other.draft.isRequired) - Number(one.draft.isRequired) ||
    other.draft.score - one.draft.score
  );
}

function toQuestion({ draft, addresses }: Group, input: QuestionInput): Question {
  const { row, columns, address } = draft;
  const label = draft.label ?? labelOf(address.path);
  const { options, isOpen } = optionsFor(draft, input);
  const limits = limitsOf(draft);
  const paths = addresses.map(({ path }) => path);
  const isSecret = asksForSecret({ paths, limits, label, isClosed: !isOpen });
  // Neither what others use nor what the request names may be offered: that would show it.
  const suggestion = isSecret ? undefined : suggestionFor(draft, input);
  return {
    id: questionId(address.alias, address.path),
    stage: draft.stage,
    label,
    text: questionText(label, row),
    addresses: [...addresses],
    limits,
    ...(columns ? { columns: [...columns] } : {}),
    options: isSecret ? [] : [...options],
    isOpen,
    isRequired: draft.isRequired,
    ...(suggestion ? { suggestion: suggestion.value, suggestionReason: suggestion.reason } : {}),
    ...(draft.choice
      ? { onlyWith: { questionId: draft.choice.question.id, value: draft.choice.value } }
      : {}),
    isWritable: !isSecret && isWritable(draft, options),
    ...(isSecret ? { isSecret } : {}),
  };
}

function limitsOf({ row }: Draft): ValueLimits {
  const {
    type,
    itemType,
    pattern,
    format,
    minimum,
    maximum,
    minLength,
    maxLength,
    minItems,
    maxItems,
  } = row;
  const all = {
    itemType,
    pattern,
    format,
    minimum,
    maximum,
    minLength,
    maxLength,
    minItems,
    maxItems,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { type, ...given };
}

function isWritable({ row, columns, isReference }: Draft, options: readonly Option[]): boolean {
  if (columns) return columns.some(({ long }) => long);
  if (isReference || options.length > 0 || isPlacement(row)) return false;
  if (row.type === 'array') return row.itemType === 'string';
  return (
    isLongText(row) || /^(?:description|schedule|cron|comment|title)$/iu.test(leafName(row.path))
  );
}
