import type { Json } from '../json.ts';
import { providerName } from '../knowledge/providers.ts';
import type { Option, Question, QuestionStage, ValueLimits } from '../question.ts';
import type { FieldAddress } from '../solution.ts';
import { isLongText } from './candidates.ts';
import { type Draft, draftsOf, isPlacement, type QuestionInput, rowAt } from './drafts.ts';
import { isWithin, leafName } from './field-path.ts';
import { optionsInText, valueForProvider, valueInIntent } from './hints.ts';
import { labelOf, questionId, questionText } from './labels.ts';
import { longestName, NAME_PATTERN } from './names.ts';
import { viewsOf } from './parts.ts';
import { NAME_FORMAT } from './scalar-answers.ts';

/** Questions of one stage. Required ones are never cut. */
const STAGE_MAX: Readonly<Record<QuestionStage, number>> = {
  required: Number.POSITIVE_INFINITY,
  basic: 7,
  advanced: 12,
  open: 0,
};

export const NAMED_IN_REQUEST = 'named in your request';
export const SCHEMA_DEFAULT = "the schema's default";

/**
 * Everything to ask for a chosen solution, stage by stage: required, basic, advanced. Ids are stable
 * for the same solution and tables. Nothing is asked that a link or binding decides.
 */
export function buildQuestions(input: QuestionInput): readonly Question[] {
  const drafts = mergeShared(draftsOf(input).map((draft) => settle(draft, input)));
  const stages = (['required', 'basic', 'advanced'] as const).map((stage) =>
    drafts
      .filter((group) => group.draft.stage === stage)
      .toSorted((one, other) => other.draft.score - one.draft.score)
      .slice(0, STAGE_MAX[stage]),
  );
  const [required = [], basic = [], advanced = []] = stages;
  const asked = [...required.toSorted(byNeed), ...basic, ...advanced];
  return withUniqueIds([
    ...identityQuestions(input),
    ...asked.map((group) => toQuestion(group, input)),
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
  return withUniqueIds(rest);
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
  return toQuestion({ draft, addresses: [address] }, input);
}

/** The question whose answer is written to a place, or around it. */
export function questionFor(
  questions: readonly Question[],
  { alias, path }: FieldAddress,
): Question | undefined {
  const covering = questions.filter(({ addresses }) =>
    addresses.some(
      (address) =>
        address.alias === alias && (isWithin(path, address.path) || isWithin(address.path, path)),
    ),
  );
  return (
    covering.find(({ addresses }) => addresses.some((one) => one.path === path)) ?? covering[0]
  );
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
function mergeShared(drafts: readonly Draft[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const draft of drafts) {
    const key = sharedKey(draft);
    const group = groups.get(key);
    const addresses = [...(group?.addresses ?? []), draft.address];
    const isStronger = !group || (draft.isRequired && !group.draft.isRequired);
    groups.set(key, { draft: isStronger ? draft : group.draft, addresses });
  }
  return [...groups.values()];
}

function sharedKey({ address, row }: Draft): string {
  const isProviderConfig = address.path.endsWith('providerConfigRef.name');
  if (isPlacement(row) || isProviderConfig || /^projectId$/u.test(leafName(row.path))) {
    return `shared:${row.type}:${isProviderConfig ? 'providerConfigRef' : leafName(row.path)}`;
  }
  return `${address.alias}:${address.path}`;
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
  const suggestion = suggestionFor(draft, input);
  return {
    id: questionId(address.alias, address.path),
    stage: draft.stage,
    label,
    text: questionText(label, row),
    addresses: [...addresses],
    limits: limitsOf(draft),
    ...(columns ? { columns: [...columns] } : {}),
    options: [...options],
    isOpen,
    isRequired: draft.isRequired,
    ...(suggestion ? { suggestion: suggestion.value, suggestionReason: suggestion.reason } : {}),
    isWritable: isWritable(draft, options),
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

function optionsFor(
  draft: Draft,
  { facts }: QuestionInput,
): { options: readonly Option[]; isOpen: boolean } {
  const { row, address } = draft;
  const fixed = row.enum ?? row.itemEnum;
  if (fixed)
    return {
      options: fixed
        .map(String)
        .filter((value) => value !== '')
        .map(plainOption),
      isOpen: false,
    };
  const live = facts.options.find(
    (one) => one.address.alias === address.alias && one.address.path === address.path,
  );
  if (live && live.options.length > 0) return { options: live.options, isOpen: true };
  const isText = row.type === 'string' || (row.type === 'array' && row.itemType === 'string');
  return { options: isText ? optionsInText(row.description).map(plainOption) : [], isOpen: true };
}

function plainOption(value: string): Option {
  return { value, label: value };
}

function suggestionFor(
  draft: Draft,
  input: QuestionInput,
): { value: Json; reason: string } | undefined {
  const { row } = draft;
  const { provider } = input.solution;
  const { options, isOpen } = optionsFor(draft, input);
  const values = options.map(({ value }) => value);
  const named = valueInIntent(row, { intent: input.intent, options: values });
  if (named !== undefined) return { value: named, reason: NAMED_IN_REQUEST };
  const told = provider === undefined ? undefined : valueForProvider(row.description, provider);
  if (told !== undefined && row.type === 'string' && provider !== undefined) {
    return { value: told, reason: `the usual one in ${providerName(provider)}` };
  }
  if (row.default !== undefined && row.type !== 'object')
    return { value: row.default, reason: SCHEMA_DEFAULT };
  if (draft.suggestion !== undefined) return { value: draft.suggestion, reason: 'a usual value' };
  const [only] = values;
  const isOnly = values.length === 1 && isOpen && draft.isReference && only !== undefined;
  return isOnly ? { value: only, reason: 'the only one in this cluster' } : undefined;
}

function isWritable({ row, columns, isReference }: Draft, options: readonly Option[]): boolean {
  if (columns) return columns.some(({ long }) => long);
  if (isReference || options.length > 0 || isPlacement(row)) return false;
  if (row.type === 'array') return row.itemType === 'string';
  return (
    isLongText(row) || /^(?:description|schedule|cron|comment|title)$/iu.test(leafName(row.path))
  );
}

function identityQuestions({ solution, facts }: QuestionInput): readonly Question[] {
  const { resources } = solution;
  const name: Question = {
    id: 'name',
    stage: 'required',
    label: 'Name',
    text: `What should it be called? Lower-case letters, digits and hyphens.`,
    addresses: resources.map(({ alias }) => ({ alias, path: 'metadata.name' })),
    limits: {
      type: 'string',
      format: NAME_FORMAT,
      pattern: NAME_PATTERN,
      minLength: 1,
      maxLength: longestName(solution),
    },
    options: [],
    isOpen: true,
    isRequired: true,
    isWritable: true,
  };
  const namespaced = resources.filter(({ kind }) => kind.namespaced);
  if (namespaced.length === 0) return [name];
  const namespace: Question = {
    id: 'namespace',
    stage: 'required',
    label: 'Namespace',
    text: 'Which namespace should it go to?',
    addresses: namespaced.map(({ alias }) => ({ alias, path: 'metadata.namespace' })),
    limits: { type: 'string', minLength: 1 },
    options: facts.namespaces.map(plainOption),
    isOpen: facts.namespaces.length === 0,
    isRequired: true,
    isWritable: false,
  };
  return [name, namespace];
}

function withUniqueIds(questions: readonly Question[]): readonly Question[] {
  const seen = new Map<string, number>();
  return questions.map((question) => {
    const count = (seen.get(question.id) ?? 0) + 1;
    seen.set(question.id, count);
    return count === 1 ? question : { ...question, id: `${question.id}-${count}` };
  });
}
