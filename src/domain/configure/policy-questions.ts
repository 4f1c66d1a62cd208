import type { Question } from '../question.ts';
import type { Binding, FieldAddress } from '../solution.ts';
import { isSatisfiedBy } from '../policy/check.ts';
import { columnsOf } from './candidates.ts';
import { defaultOf } from './defaults.ts';
import { type Draft, draftsOf, type QuestionInput, rowAt } from './drafts.ts';
import { firstItemPath, formatPath, isWithin, parsePath, readAll } from './field-path.ts';
import { writtenObjects } from './manifests.ts';
import { type ResourceView, viewsOf } from './parts.ts';
import { narrowed } from './policy-narrowing.ts';
import { aimOf, openRules, type OpenRule, plain, targetsOf } from './policy-rules.ts';

/** What a policy decides comes after what the schema requires, and before what is only telling. */
const DECIDED_SCORE = 55;

/**
 * The drafts as policies want them: what a rule decides is required, asked anew where nobody was going to
 * ask it, and what a rule forbids altogether is not asked. `dropped`: forbidden bindings, asked instead.
 */
export function withDecided(
  drafts: readonly Draft[],
  input: QuestionInput,
  rules: readonly OpenRule[],
): readonly Draft[] {
  if (rules.length === 0) return drafts;
  const kept = drafts.filter((draft) => !isForbidden(draft, rules));
  const views = viewsOf(input.solution, input.tables);
  const staged = kept.map((draft) => {
    const own = rules.filter((rule) => aimOf(rule, targetsOf([draft.address], [])) !== undefined);
    const view = views.find(({ resource }) => resource.alias === draft.address.alias);
    return own.length === 0 || !view ? draft : decided(draft, own, view);
  });
  return rules.reduce<readonly Draft[]>((all, rule) => {
    const fresh = freshDraft(rule, { views, input, drafts: all });
    return fresh ? [...all, fresh] : all;
  }, staged);
}

/** A field that must not be there, whatever is answered. */
function isForbidden({ address, isRequired }: Draft, rules: readonly OpenRule[]): boolean {
  return rules.some(
    ({ alias, rule, certainty }) =>
      rule.check.type === 'absent' &&
      certainty === 'sure' &&
      !isRequired &&
      alias === address.alias &&
      isWithin(plain(address.path), firstItemPath(rule.path)),
  );
}

function decided(draft: Draft, rules: readonly OpenRule[], view: ResourceView): Draft {
  const isWanted = rules.some((rule) => draft.stage !== 'open' || isToBeAsked(rule, view));
  if (!isWanted) return draft;
  const isNeeded = rules.some(
    ({ rule, certainty, ...placed }) =>
      certainty === 'sure' &&
      rule.whenMissing === 'deny' &&
      rule.check.type !== 'absent' &&
      aimOf({ ...placed, rule }, targetsOf([draft.address], [])) === 'value',
  );
  return { ...draft, stage: 'required', isRequired: draft.isRequired || isNeeded };
}

/** A field that may be left out, and has no default, is nothing that somebody must decide. */
function isToBeAsked({ rule }: OpenRule, { index }: ResourceView): boolean {
  if (rule.check.type === 'absent') return false;
  const row = index.row(firstItemPath(rule.path));
  return rule.whenMissing === 'deny' || (row !== undefined && defaultOf(row) !== undefined);
}

function freshDraft(
  open: OpenRule,
  known: {
    readonly views: readonly ResourceView[];
    readonly input: QuestionInput;
    readonly drafts: readonly Draft[];
  },
): Draft | undefined {
  const { alias, rule } = open;
  const { views, input, drafts } = known;
  const view = views.find(({ resource }) => resource.alias === alias);
  const path = firstItemPath(rule.path);
  if (!view || !isToBeAsked(open, view) || !isAskedFor(view, path)) return undefined;
  const isKnown = (address: FieldAddress): boolean =>
    address.alias === alias && isWithin(path, plain(address.path));
  const { bindings, links } = input.solution;
  const written = [...bindings.map(({ address }) => address), ...links.map(({ to }) => to)];
  const asked = drafts.map(({ address }) => address);
  if ([...written, ...asked].some(isKnown)) return undefined;
  const required = drafts.filter(({ stage }) => stage === 'required');
  const holder = itemOf(path);
  const isHeld = [...written, ...required.map(({ address }) => address)].some(
    (address) => address.alias === alias && isWithin(plain(address.path), holder),
  );
  if (holder !== '' && !isHeld) return undefined;
  const isNeeded = open.certainty === 'sure' && rule.whenMissing === 'deny';
  return draftFor(view, { path, isRequired: isNeeded });
}

/** The list item that a path lies in; empty for one that lies in none. */
function itemOf(path: string): string {
  const segments = parsePath(path);
  return formatPath(segments.slice(0, segments.findLastIndex(({ type }) => type === 'index') + 1));
}

/** Nobody writes an object as JSON whose fields can be asked for. */
function isAskedFor({ index }: ResourceView, path: string): boolean {
  const type = index.typeAt(path);
  return type !== undefined && (type !== 'object' || index.children(path).length === 0);
}

function draftFor(
  view: ResourceView,
  { path, isRequired }: { readonly path: string; readonly isRequired: boolean },
): Draft {
  return {
    address: { alias: view.resource.alias, path },
    row: rowAt(view, path),
    columns: columnsOf(view, path),
    stage: 'required',
    isRequired,
    label: undefined,
    suggestion: undefined,
    isReference: false,
    score: DECIDED_SCORE,
  };
}

/** Questions narrowed by what surely binds, with the policies that may decide them named by their ids. */
export function underRules(
  questions: readonly Question[],
  { solution }: Pick<QuestionInput, 'solution'>,
  rules: readonly OpenRule[],
): readonly Question[] {
  if (rules.length === 0) return questions;
  const sure = rules.filter(({ certainty }) => certainty === 'sure');
  return questions.map((question) => {
    const targets = targetsOf(question.addresses, solution.links);
    const own = rules.filter((rule) => aimOf(rule, targets) !== undefined);
    if (own.length === 0) return question;
    const policies = [...new Set(own.map(({ policy }) => policy.id))];
    return { ...narrowed(question, sure, solution.links), policies };
  });
}

/**
 * The bindings that no policy forbids. One whose value is forbidden, surely or perhaps, is for a person to
 * decide: it is left out, so that its place is asked.
 */
export function allowedBindings(input: QuestionInput): readonly Binding[] {
  const { solution, tables } = input;
  const rules = openRules(input, draftsOf(input));
  if (rules.length === 0) return solution.bindings;
  const objects = writtenObjects({ solution, questions: [], answers: [] });
  const views = viewsOf(solution, tables);
  const broken = rules.flatMap(({ alias, rule }) => {
    const object = objects.find((one) => one.alias === alias)?.object;
    return readAll(object, rule.path)
      .filter(({ value }) => !isSatisfiedBy(rule.check, value))
      .map(({ path }) => ({ alias, path }));
  });
  return solution.bindings.filter(({ address }) => {
    const view = views.find(({ resource }) => resource.alias === address.alias);
    if (!view || !isAskedFor(view, address.path)) return true;
    const own = plain(address.path);
    return !broken.some(
      ({ alias, path }) => alias === address.alias && (isWithin(path, own) || isWithin(own, path)),
    );
  });
}

/** A draft for each binding that was left out and that nothing else asks. */
export function insteadOf(
  dropped: readonly FieldAddress[],
  { solution, tables }: QuestionInput,
  drafts: readonly Draft[],
): readonly Draft[] {
  const views = viewsOf(solution, tables);
  return dropped.flatMap(({ alias, path }) => {
    const view = views.find(({ resource }) => resource.alias === alias);
    const isAsked = drafts.some(
      ({ address, stage }) =>
        stage === 'required' &&
        address.alias === alias &&
        isWithin(plain(path), plain(address.path)),
    );
    return view && !isAsked ? [draftFor(view, { path, isRequired: false })] : [];
  });
}
