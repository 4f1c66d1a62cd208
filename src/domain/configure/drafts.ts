import type { FieldRow } from '../field-table.ts';
import type { Json } from '../json.ts';
import { providersNamedIn } from '../knowledge/providers.ts';
import type { Column, QuestionStage } from '../question.ts';
import type { FieldAddress, Solution } from '../solution.ts';
import type { BindingPolicy } from './binding-policies.ts';
import { type Candidate, candidatesOf, columnsOf } from './candidates.ts';
import { isCurated } from './core-parts.ts';
import { type Choice, type ChoiceContext, choiceFields } from './choices.ts';
import { isWithin } from './field-path.ts';
import { defaultOf } from './defaults.ts';
import { labelOf } from './labels.ts';
import { keyOf, structuralParts } from './links.ts';
import type { LiveFacts } from './live-options.ts';
import { type ResourceView, type Tables, viewsOf } from './parts.ts';
import { requirementsOf } from './requirements.ts';

/** A question in the making: one place of one object. */
export interface Draft {
  readonly address: FieldAddress;
  readonly row: FieldRow;
  readonly columns: readonly Column[] | undefined;
  readonly stage: QuestionStage;
  readonly isRequired: boolean;
  /** Undefined: made from the path. */
  readonly label: string | undefined;
  readonly suggestion: Json | undefined;
  readonly isReference: boolean;
  readonly score: number;
  /** Asked only where one of several alternatives is chosen. */
  readonly choice?: Choice | undefined;
}

/** What questions are made from. `solution` carries the links and bindings found for it. */
export interface QuestionInput {
  readonly solution: Pick<Solution, 'resources' | 'links' | 'bindings' | 'provider'>;
  readonly tables: Tables;
  readonly facts: LiveFacts;
  readonly intent: string;
  /** Active policies that reach the solution's kinds. */
  readonly policies?: readonly BindingPolicy[];
  /** Bindings that were left out because a policy forbids them: asked instead. */
  readonly dropped?: readonly FieldAddress[];
}

/** The least score of a field that everybody is asked in the basic stage. */
const TELLING_SCORE = 12;
/** Below this a field is only reachable in the open stage. */
const ASKED_SCORE = -12;

/** Everything that could be asked, name and namespace aside, most telling first within a stage. */
export function draftsOf(input: QuestionInput): readonly Draft[] {
  const { solution, tables } = input;
  const views = viewsOf(solution, tables);
  const { asks } = structuralParts(views);
  const known = [
    ...solution.links.map(({ to }) => to),
    ...solution.bindings.map(({ address }) => address),
  ];
  const taken = new Set(known.map(keyOf));
  const asked = asks
    .filter((ask) => !taken.has(keyOf(ask)))
    .flatMap((ask) => {
      const view = views.find(({ resource }) => resource.alias === ask.alias);
      return view ? [fromAsk(view, ask)] : [];
    });
  const covered = new Set([...taken, ...asked.map(({ address }) => keyOf(address))]);
  const required = views.flatMap((view) => requiredDrafts(view, covered, solution));
  const needed = new Set([...covered, ...required.map(({ address }) => keyOf(address))]);
  const choices = views.flatMap((view, place) =>
    isCurated(view) ? [] : choicesIn(view, input, { taken: needed, isPrimary: place === 0 }),
  );
  const all = new Set([...needed, ...choices.map(({ address }) => keyOf(address))]);
  const others = views.flatMap((view, place) =>
    candidateDrafts(view, input, { taken: all, isPrimary: place === 0 }),
  );
  const labels = labelDrafts(input, taken);
  return [
    ...required,
    ...choices,
    ...asked,
    ...labels,
    ...others.filter((draft) => !isSelected(draft, taken)),
  ];
}

/** Labels by which an implementation is picked, where nothing has picked one yet. */
function labelDrafts({ facts }: QuestionInput, taken: ReadonlySet<string>): readonly Draft[] {
  return facts.options
    .filter(({ address, options }) => address.path.includes("matchLabels['") && options.length > 1)
    .filter(({ address }) => !taken.has(keyOf(address)))
    .map(({ address, options }) => {
      const isProvider = options.every(({ value }) => providersNamedIn(value).length > 0);
      return {
        address,
        row: { path: address.path, type: 'string', required: false, description: '' },
        columns: undefined,
        stage: isProvider ? 'required' : 'advanced',
        isRequired: isProvider,
        label: labelOf(address.path),
        suggestion: undefined,
        isReference: false,
        score: isProvider ? 70 : 0,
      };
    });
}

/** Whether labels pick already what the reference would name. */
function isSelected({ address }: Draft, taken: ReadonlySet<string>): boolean {
  const reference = /^(.*)Ref\.name$/u.exec(address.path)?.[1];
  return (
    reference !== undefined &&
    [...taken].some((key) => isWithin(key, `${address.alias}:${reference}Selector`))
  );
}

function fromAsk(
  view: ResourceView,
  ask: {
    alias: string;
    path: string;
    stage: QuestionStage;
    label: string;
    isRequired: boolean;
    suggestion?: Json;
  },
): Draft {
  return {
    address: { alias: ask.alias, path: ask.path },
    row: rowAt(view, ask.path),
    columns: columnsOf(view, ask.path),
    stage: ask.stage,
    isRequired: ask.isRequired,
    label: ask.label,
    suggestion: ask.suggestion,
    isReference: false,
    score: 50,
  };
}

/** What the schema and its rules demand, given what will be written anyway. */
function requiredDrafts(
  view: ResourceView,
  covered: ReadonlySet<string>,
  solution: QuestionInput['solution'],
): readonly Draft[] {
  const { alias } = view.resource;
  const { present, decided } = writtenTo(view, solution);
  const isCovered = (path: string): boolean =>
    [...covered].some((key) => isWithin(key, keyOf({ alias, path })));
  return requirementsOf(view.index, present, decided)
    .filter(({ path, needs }) => needs === 'value' && !isCovered(path))
    .filter(({ row }) => defaultOf(row) === undefined || isWorthShowing(row))
    .map(({ path, row }) => ({
      address: { alias, path },
      row,
      columns: columnsOf(view, path),
      stage: 'required' as const,
      isRequired: defaultOf(row) === undefined,
      label: undefined,
      suggestion: undefined,
      isReference: false,
      score: 60,
    }));
}

/** What links and bindings write to an object, and what of it is known by now. */
function writtenTo(
  { resource }: ResourceView,
  { links, bindings }: QuestionInput['solution'],
): Pick<ChoiceContext, 'present' | 'decided'> {
  const isOwn = (address: FieldAddress): boolean =>
    address.alias === resource.alias && !address.path.startsWith('metadata');
  const bound = bindings.filter(({ address }) => isOwn(address));
  const decided = new Map(bound.map(({ address, value }) => [address.path, value]));
  const linked = links.map(({ to }) => to).filter(isOwn);
  return { present: [...linked.map(({ path }) => path), ...decided.keys()], decided };
}

/** What a rule wants exactly one of. */
function choicesIn(
  view: ResourceView,
  { solution, intent }: QuestionInput,
  { taken, isPrimary }: { taken: ReadonlySet<string>; isPrimary: boolean },
): readonly Draft[] {
  const { provider } = solution;
  const written = writtenTo(view, solution);
  const context = { provider, intent, taken, isPrimary };
  return choiceFields(view, { ...context, ...written }).map(({ path, ...field }) => ({
    ...field,
    address: { alias: view.resource.alias, path },
    stage: 'required',
    label: undefined,
    suggestion: undefined,
  }));
}

/** A required field with a default is shown where a person has a choice to make. */
function isWorthShowing({ type }: FieldRow): boolean {
  return type !== 'object' && type !== 'array' && type !== 'map' && type !== 'any';
}

function candidateDrafts(
  view: ResourceView,
  input: QuestionInput,
  { taken, isPrimary }: { taken: ReadonlySet<string>; isPrimary: boolean },
): readonly Draft[] {
  const { provider } = input.solution;
  const candidates = candidatesOf(view, { provider, intent: input.intent, taken, isPrimary });
  const isComplete = isCurated(view);
  return candidates.map((candidate) => ({
    address: { alias: candidate.alias, path: candidate.path },
    row: candidate.row,
    columns: candidate.columns,
    stage: isComplete ? 'open' : isRequiredList(candidate) ? 'required' : stageOf(candidate, input),
    isRequired: !isComplete && isRequiredList(candidate),
    label: undefined,
    suggestion: undefined,
    isReference: candidate.isReference,
    score: candidate.score,
  }));
}

/** A list of objects that must hold at least one. */
function isRequiredList({ row, columns }: Candidate): boolean {
  return row.required && columns !== undefined && (row.minItems ?? 0) > 0;
}

function stageOf(
  { row, score, isReference, alias, path }: Candidate,
  input: QuestionInput,
): QuestionStage {
  if (isPlacement(row) && input.solution.provider !== undefined) return 'required';
  const hasOptions = input.facts.options.some(
    ({ address, options }) =>
      address.alias === alias && address.path === path && options.length > 0,
  );
  if (isReference && !hasOptions) return 'open';
  if (score >= TELLING_SCORE) return 'basic';
  return score >= ASKED_SCORE ? 'advanced' : 'open';
}

/** Where it runs, and not where its backups go: required wherever a cloud provider is chosen. */
export function isPlacement({ path, type }: Pick<FieldRow, 'path' | 'type'>): boolean {
  return type === 'string' && /^spec\.(?:\w+\.)?(?:region|location)$/u.test(path);
}

/** Requests and limits are quantities, which the map's row does not say of its values. */
const QUANTITY = '^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$';

/** The row of a path; for the entry of a map, one that says what its values are. */
export function rowAt({ index }: ResourceView, path: string): FieldRow {
  const row = index.row(path);
  if (row) return row;
  const type = index.typeAt(path) ?? 'string';
  const entry = { path, type, required: false, description: '' };
  return /\.(?:requests|limits)\['/u.test(path)
    ? { ...entry, type: 'string', pattern: QUANTITY }
    : entry;
}
