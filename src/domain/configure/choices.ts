import type { Json } from '../json.ts';
import type { Question } from '../question.ts';
import { type Alternatives, openAlternatives } from './alternatives.ts';
import {
  type Candidate,
  type CandidateContext,
  candidatesOf,
  columnsOf,
  isConfidential,
} from './candidates.ts';
import { referenceFields } from './choice-references.ts';
import { childPath, isWithin, leafName } from './field-path.ts';
import { optionInIntent } from './hints.ts';
import { labelOf, questionId } from './labels.ts';
import { isDeprecated, keyOf } from './links.ts';
import { isForOtherProvider } from './other-providers.ts';
import type { ResourceView } from './parts.ts';
import { requirementsOf } from './requirements.ts';

/** What is asked of an alternative beside what it requires: the rest may be said at the end. */
const DETAILS_MAX = 5;
/** Of an alternative no field of which is required, more telling than this. */
const DETAIL_SCORE = -12;
/** What is required comes before what is only telling. */
const NEEDED_SCORE = 60;

/** That a field belongs to one of several alternatives. */
export interface Choice {
  readonly question: Question;
  /** The option by which the field is asked. */
  readonly value: string;
}

/** A field to ask for where an alternative is chosen. */
export interface ChoiceField extends Pick<
  Candidate,
  'path' | 'row' | 'columns' | 'score' | 'isReference'
> {
  readonly isRequired: boolean;
  /** Undefined where only one alternative is left. */
  readonly choice: Choice | undefined;
}

export interface ChoiceContext extends CandidateContext {
  /** Concrete paths that will be written anyway, and the values that are known of them. */
  readonly present: readonly string[];
  readonly decided: ReadonlyMap<string, Json>;
}

interface Alternative {
  readonly path: string;
  /** None where choosing it says everything: it is written as an empty object. */
  readonly fields: readonly ChoiceField[];
}

/**
 * Where a rule wants exactly one of several fields: which one, and what each of them needs. An
 * alternative that nobody can be asked for is left out; the last one that is left is no choice, and
 * nobody must give it where another would be as good.
 */
export function choiceFields(view: ResourceView, context: ChoiceContext): readonly ChoiceField[] {
  return openAlternatives(view.index, context.present, context.decided).flatMap((open) => {
    const all = open.paths.map((path) => ({ path, fields: fieldsFor(view, path, context) }));
    const asked = withoutSecrets(
      all.filter(
        ({ path, fields }) =>
          fields.length > 0 || (isEmptyObject(view, path) && isWanted(view, path, context)),
      ),
    );
    if (asked.length < 2) {
      const isOnly = all.every(
        ({ path, fields }) => fields.length > 0 || !isWanted(view, path, context),
      );
      return asked.flatMap(({ fields }) =>
        fields.map((field) => ({ ...field, isRequired: field.isRequired && isOnly })),
      );
    }
    const question = choiceQuestion(view.resource.alias, { open, asked, intent: context.intent });
    return asked.flatMap(({ path, fields }) =>
      fields.map((field) => ({ ...field, choice: { question, value: leafName(path) } })),
    );
  });
}

/** A secret is refused in a chat: it is no way out while there is another. */
function withoutSecrets(asked: readonly Alternative[]): readonly Alternative[] {
  const open = asked.filter(
    ({ fields }) => !fields.some(({ row, isRequired }) => isRequired && isConfidential(row)),
  );
  return open.length > 0 ? open : asked;
}

/** Its being there says everything: `emptyDir: {}`. */
function isEmptyObject({ index }: ResourceView, path: string): boolean {
  const isCut = index.table.cutAt.some((cut) => isWithin(path, cut));
  return index.typeAt(path) === 'object' && index.children(path).length === 0 && !isCut;
}

/** Whether anybody should be offered it, could it be asked for. */
function isWanted(view: ResourceView, path: string, context: ChoiceContext): boolean {
  const row = view.index.row(path);
  if (!row || isDeprecated(row) || isConfidential(row)) return false;
  return !isForOtherProvider(row, { ...context, group: view.resource.kind.group });
}

/**
 * What the alternative requires; where it requires nothing, its most telling field is needed. What
 * only names another object is asked where there is nothing else to ask.
 */
function fieldsFor(
  view: ResourceView,
  path: string,
  context: ChoiceContext,
): readonly ChoiceField[] {
  const { alias } = view.resource;
  const { present, decided } = context;
  const needed = requirementsOf(view.index, [...present, path], decided)
    .filter((one) => one.needs === 'value' && one.path !== path && isWithin(one.path, path))
    .map((one) => ({
      path: one.path,
      row: one.row,
      columns: columnsOf(view, one.path),
      score: NEEDED_SCORE,
      isReference: false,
      isRequired: true,
      choice: undefined,
    }));
  const taken = new Set([...context.taken, ...needed.map((one) => keyOf({ ...one, alias }))]);
  const details = candidatesOf(view, { ...context, taken })
    .filter((one) => isWithin(one.path, path) && !one.isReference && one.score >= DETAIL_SCORE)
    .slice(0, DETAILS_MAX)
    .map(({ row, columns, score, ...one }, place) => ({
      path: one.path,
      row,
      columns,
      score,
      isReference: false,
      isRequired: needed.length === 0 && place === 0,
      choice: undefined,
    }));
  const fields = [...needed, ...details];
  if (fields.length > 0) return fields;
  return referenceFields(view, path, context).map((field) => ({
    ...field,
    score: NEEDED_SCORE,
    choice: undefined,
  }));
}

/** "URL or credentials": the simplest one is suggested, unless the request names another. */
function choiceQuestion(
  alias: string,
  from: {
    readonly open: Alternatives;
    readonly asked: readonly Alternative[];
    readonly intent: string;
  },
): Question {
  const { open, asked, intent } = from;
  const names = asked.map(({ path }) => leafName(path));
  const simplest = asked.toSorted((one, other) => one.fields.length - other.fields.length)[0];
  const named = optionInIntent(names, intent);
  const labels = asked.map(({ path }) => labelOf(path));
  return {
    id: questionId(alias, childPath(open.holder, names.join('-or-'))),
    stage: 'required',
    label: listed(labels),
    text: `Which one do you want to give? ${sentence(open.message)}`,
    addresses: [],
    limits: { type: 'string' },
    options: asked.map(({ path, fields }) => ({
      value: leafName(path),
      label: labelOf(path),
      ...(fields.length === 0 ? { writes: { alias, path } } : {}),
    })),
    isOpen: false,
    isRequired: true,
    suggestion: named ?? leafName(simplest?.path ?? ''),
    suggestionReason: named === undefined ? 'the simplest one' : 'you spoke of it',
    isWritable: false,
  };
}

/** "URL, host or credentials". */
function listed(labels: readonly string[]): string {
  const [first = '', ...rest] = labels.map((label, place) =>
    place === 0 || /^[A-Z]{2}/u.test(label)
      ? label
      : `${label.charAt(0).toLowerCase()}${label.slice(1)}`,
  );
  const last = rest.at(-1);
  return last === undefined ? first : `${[first, ...rest.slice(0, -1)].join(', ')} or ${last}`;
}

function sentence(message: string): string {
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
