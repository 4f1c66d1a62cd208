import type { Json } from '../../src/domain/json.ts';
import { matchesPath } from '../../src/domain/configure/field-path.ts';
import { isSatisfiedBy } from '../../src/domain/policy/check.ts';
import { valueProblem } from '../../src/domain/configure/value-problem.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Rule } from '../../src/domain/policy/rule.ts';
import { isInScope } from '../../src/domain/policy/verdict.ts';
import type { Question } from '../../src/domain/question.ts';
import { isAnswered, stageQuestions } from '../../src/workflows/recommend/stages.ts';
import { NOW } from '../eval/stage.ts';
import { type Field, type Move, namespaceBy, valuesOf } from './policy-guidance-cases.ts';
import { BY, given, type PolicyTalk } from './policy-guidance-talk.ts';

/** How often a value that a policy surely forbids was brought in, by the way it came. */
export type Tries = Map<Move['how'] | 'edited' | 'default', number>;

export interface Walk {
  readonly talk: PolicyTalk;
  readonly policies: readonly Policy[];
  readonly tries: Tries;
  /** What is suggested by question where there are no policies. */
  readonly unguided: ReadonlyMap<string, Json>;
  readonly fields: readonly Field[];
}

/** One move, where the conversation stands so that it can be made. */
export async function move(walk: Walk, { how, pick, isTried }: Move): Promise<void> {
  const { talk } = walk;
  const state = talk.state();
  if (state.stage === 'review') return talk.send({ type: 'went-back', at: NOW });
  if (state.stage !== 'answering') return;
  if (how === 'back') return goBack(walk);
  if (state.asking === 'open') return atTheEnd(walk, how === 'opened');
  const questions = stageQuestions(state);
  const question = pickedFrom(questions, { walk, pick, isTried });
  if (!question) return leave(walk);
  const value = valueFor(question, { walk, pick, isTried });
  switch (how) {
    case 'form':
      return submit(walk, { questions, pick, isTried });
    case 'typed':
      note(walk, how, isForbidden(question, value, walk));
      await talk.say(`${question.label}: ${textOf(value)}`);
      return;
    case 'interpreted':
      note(walk, how, isForbidden(question, value, walk));
      talk.propose({ replies: [{ questionId: question.id, value }] });
      return talk.send({ type: 'reply-heard', at: NOW, by: BY, text: 'make it so' });
    case 'suggested':
      return accept(walk);
    case 'written':
      return write(walk, { questions, pick });
    case 'namespace':
      return moveTo(walk, namespaceBy(pick));
    case 'opened':
    case 'omitted':
      return leave(walk);
  }
}

/** Answers as somebody does who wants to be done: what is allowed, until there is a review or no way on. With
 * `isOpened` they first wish for all that is forbidden, at the end. */
export async function finish(walk: Walk, isOpened: boolean): Promise<void> {
  const { talk } = walk;
  let wishes = isOpened;
  for (let step = 0; step < 12 && talk.state().stage === 'answering'; step += 1) {
    const state = talk.state();
    if (state.asking === 'open') {
      await atTheEnd(walk, wishes);
      wishes = false;
      if (talk.state().trouble) return;
      continue;
    }
    const open = stageQuestions(state).filter(
      ({ id, isRequired }) => id in state.problems || (isRequired && !isAnswered(state, id)),
    );
    const values = open.map((question) => [question.id, allowedFor(question, walk)] as const);
    const known = values.filter(([, value]) => value !== undefined);
    if (known.length > 0) {
      await talk.send(
        given(Object.fromEntries(known.map(([id, value]) => [id, value ?? ''])), true),
      );
    } else await talk.send({ type: 'stage-skipped', at: NOW, by: BY });
  }
}

async function goBack({ talk }: Walk): Promise<void> {
  if (talk.state().asking !== 'required') await talk.send({ type: 'went-back', at: NOW });
}

async function leave(walk: Walk): Promise<void> {
  const { talk } = walk;
  const state = talk.state();
  const isOmitted = stageQuestions(state).some(
    (question) =>
      !isAnswered(state, question.id) &&
      rulesFor(question, walk).some(
        ({ rule }) => rule.whenMissing === 'deny' && rule.check.type !== 'absent',
      ),
  );
  note(walk, 'omitted', isOmitted);
  await talk.send({ type: 'stage-skipped', at: NOW, by: BY });
}

async function accept(walk: Walk): Promise<void> {
  const { talk, unguided } = walk;
  const state = talk.state();
  const open = stageQuestions(state).filter(({ id }) => !isAnswered(state, id));
  const isTried = open.some((question) => {
    const value = unguided.get(question.id);
    return value !== undefined && isForbidden(question, value, walk);
  });
  note(walk, 'suggested', isTried);
  await talk.send({ type: 'suggestions-accepted', at: NOW, by: BY });
}

async function write(
  walk: Walk,
  { questions, pick }: { questions: readonly Question[]; pick: number },
): Promise<void> {
  const { talk } = walk;
  const writable = questions.filter(({ isWritable, id }) => isWritable && id !== 'name');
  const question = pickedFrom(writable, { walk, pick, isTried: true });
  if (!question) return;
  const written = valueFor(question, { walk, pick, isTried: true });
  note(walk, 'written', isForbidden(question, written, walk));
  talk.propose({ written });
  await talk.send({ type: 'writing-asked', at: NOW, by: BY, questionId: question.id });
}

async function submit(
  walk: Walk,
  { questions, pick, isTried }: { questions: readonly Question[]; pick: number; isTried: boolean },
): Promise<void> {
  const values = questions.flatMap((question, place) => {
    const own = (pick + place) % 3;
    if (own === 0) return [];
    const value = valueFor(question, { walk, pick: pick + place, isTried: isTried && own === 1 });
    note(walk, 'form', isForbidden(question, value, walk));
    return [[question.id, value] as const];
  });
  await walk.talk.send(given(Object.fromEntries(values), true));
}

async function moveTo(walk: Walk, namespace: string): Promise<void> {
  const { talk, policies } = walk;
  const state = talk.state();
  const isBroken = state.answers.some(({ questionId, value }) => {
    const question = state.questions.find(({ id }) => id === questionId);
    const scoped = policies.filter(
      ({ scope }) => scope.type !== 'all' && isInScope(scope, namespace),
    );
    return question !== undefined && isForbiddenBy(question, value, scoped);
  });
  note(walk, 'namespace', isBroken);
  await talk.send(given({ namespace }));
}

async function atTheEnd(walk: Walk, isOpened: boolean): Promise<void> {
  const { talk, policies, fields } = walk;
  const rules = policies
    .filter(({ scope }) => scope.type === 'all')
    .flatMap((policy) => policy.rules.filter(({ when }) => when.length === 0));
  const opened = rules.flatMap(({ path, check }) => {
    const row = fields.find((field) => field.path === path)?.row;
    const value = row && valuesOf(row).find((one) => !isSatisfiedBy(check, one));
    return value === undefined || path.includes('[') ? [] : [[path, value] as const];
  });
  talk.propose(isOpened ? { opened: new Map(opened) } : {});
  const before = talk.openedCount();
  const text = isOpened ? 'and the rest as I say' : '';
  await talk.send({ type: 'requirements-given', at: NOW, text });
  note(walk, 'opened', talk.openedCount() > before);
}

function pickedFrom(
  questions: readonly Question[],
  { walk, pick, isTried }: { walk: Walk; pick: number; isTried: boolean },
): Question | undefined {
  const decided = questions.filter((question) => rulesFor(question, walk).length > 0);
  const among = isTried && decided.length > 0 ? decided : questions;
  return among[pick % Math.max(1, among.length)];
}

function valueFor(
  question: Question,
  { walk, pick, isTried }: { walk: Walk; pick: number; isTried: boolean },
): Json {
  if (question.id === 'name') return 'walked';
  if (question.id === 'namespace') return namespaceBy(pick);
  const all = triable(question);
  const forbidden = all.filter((value) => isForbidden(question, value, walk));
  const among = isTried && forbidden.length > 0 ? forbidden : all;
  return among[pick % Math.max(1, among.length)] ?? '';
}

function triable(question: Question): readonly Json[] {
  const { limits, options, columns } = question;
  if (columns) return [[Object.fromEntries(columns.map(({ name }) => [name, 'app']))]];
  const own = limits.type === 'array' ? [] : options.slice(0, 4).map(({ value }) => value);
  return [...own, ...valuesOf(limits)];
}

/** Something that the field takes and that no policy in force forbids. */
function allowedFor(question: Question, walk: Walk): Json | undefined {
  if (question.id === 'name') return 'walked';
  if (question.id === 'namespace') return 'a-team';
  const { suggestion, options } = question;
  const own = options.map(({ value }) => value);
  const all = [...(suggestion === undefined ? [] : [suggestion]), ...own, ...triable(question)];
  return all.find((value) => {
    const isOption = question.isOpen || own.length === 0 || own.includes(textOf(value));
    const isFitting = valueProblem(typed(value, question), question.limits) === undefined;
    return isOption && isFitting && !isForbiddenBy(question, value, walk.policies);
  });
}

function rulesFor(
  { addresses }: Question,
  { policies }: Pick<Walk, 'policies'>,
): readonly { readonly rule: Rule; readonly isItem: boolean }[] {
  return policies.flatMap(({ rules }) =>
    rules.flatMap((rule): { rule: Rule; isItem: boolean }[] => {
      const isAt = (path: string): boolean => matchesPath(path, rule.path);
      if (addresses.some(({ path }) => isAt(path))) return [{ rule, isItem: false }];
      return addresses.some(({ path }) => isAt(`${path}[0]`)) ? [{ rule, isItem: true }] : [];
    }),
  );
}

/** By a policy that binds everywhere and under no condition. */
function isForbidden(question: Question, value: Json, { policies }: Walk): boolean {
  return isForbiddenBy(
    question,
    value,
    policies.filter(({ scope }) => scope.type === 'all'),
  );
}

function isForbiddenBy(question: Question, value: Json, policies: readonly Policy[]): boolean {
  if (value === '') return false;
  return rulesFor(question, { policies }).some(({ rule, isItem }) => {
    if (rule.when.length > 0) return false;
    const values = isItem && Array.isArray(value) ? value : [value];
    return values.some((one: Json) => !isSatisfiedBy(rule.check, typed(one, question)));
  });
}

/** As a form or a message would be read. */
function typed(value: Json, { limits }: Question): Json {
  if (typeof value !== 'string') return value;
  if (limits.type === 'boolean') return value === 'true';
  const isNumber = limits.type === 'integer' || limits.type === 'number';
  return isNumber && value !== '' ? Number(value) : value;
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map((item: Json) => textOf(item)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function note({ talk, tries }: Walk, how: Move['how'] | 'default', isTried: boolean): void {
  if (!isTried) return;
  tries.set(how, (tries.get(how) ?? 0) + 1);
  if (talk.state().prepared) tries.set('edited', (tries.get('edited') ?? 0) + 1);
}
