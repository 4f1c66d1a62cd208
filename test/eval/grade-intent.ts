import { isJsonObject, type Json } from '../../src/domain/json.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Solution } from '../../src/domain/solution.ts';
import type { Played } from './conversation.ts';
import type { CaseResult, Mark, Marks } from './figures.ts';
import { matchesAny, matchesKind } from './kind-pattern.ts';
import type { IntentLabel, Said } from './labels/label.ts';
import { type Topic, topicsOf } from './topics.ts';

type Grade = Pick<CaseResult, 'marks' | 'remarks'>;

/** Which clouds a kind runs in, by its capability. */
export type ProvidersOf = (capabilityId: string) => readonly string[];

/** Holds what was played against what a platform engineer would want. */
export function gradeIntent(label: IntentLabel, played: Played, providersOf: ProvidersOf): Grade {
  const grades = [
    gradeKinds(label, played),
    gradeForbidden(label, played),
    gradeProvider(label, played, providersOf),
    gradeQuestions(label, played),
    gradeManifests(label, played),
    played.failure === undefined
      ? grade({ failed: fault(0) })
      : grade({ failed: fault(1) }, played.failure),
  ];
  return {
    marks: Object.assign({}, ...grades.map(({ marks }) => marks)),
    remarks: grades.flatMap(({ remarks }) => remarks),
  };
}

/** Whether that solution leads with a kind that the label wants. */
export function isRight({ primary }: IntentLabel, { resources: [first] }: Solution): boolean {
  return first !== undefined && matchesAny(primary, first.kind);
}

function gradeKinds(label: IntentLabel, { solutions, failure }: Played): Grade {
  const shown = solutions.map(nameOf);
  if (label.primary.length === 0) {
    // Who could not answer has not said that there is nothing.
    if (failure !== undefined) return grade({ nothing: hit(false) });
    return solutions.length === 0
      ? grade({ nothing: hit(true) })
      : grade({ nothing: hit(false) }, `offers ${shown.join(', ')} where nothing fits`);
  }
  const place = solutions.findIndex((solution) => isRight(label, solution));
  const marks = { 'primary@1': hit(place === 0), 'primary@3': hit(place >= 0 && place < 3) };
  return place === 0
    ? grade(marks)
    : grade(marks, `wants ${label.primary.join(' or ')}, shows ${shown.join(', ') || 'nothing'}`);
}

function gradeForbidden({ forbidden = [] }: IntentLabel, { solutions }: Played): Grade {
  const kinds = solutions.flatMap(({ resources }) => resources.map(({ kind }) => kind));
  const bad = new Set(kinds.filter((kind) => matchesAny(forbidden, kind)).map(kindName));
  return bad.size === 0
    ? grade({ forbidden: fault(0) })
    : grade({ forbidden: fault(1) }, `shows ${[...bad].join(', ')}, which is forbidden`);
}

function gradeProvider(label: IntentLabel, played: Played, providersOf: ProvidersOf): Grade {
  const { provider } = label;
  const [first] = played.solutions;
  if (provider === undefined) return grade({});
  const [primary] = first?.resources ?? [];
  const own = primary ? providersOf(primary.capabilityId) : [];
  const meant = first?.provider ?? (own.length === 1 ? own[0] : undefined);
  return meant === provider
    ? grade({ provider: hit(true) })
    : grade({ provider: hit(false) }, `wants ${provider} first, shows ${meant ?? 'no provider'}`);
}

function gradeQuestions(label: IntentLabel, { clarifying, required }: Played): Grade {
  const { mustAsk = [], mayAsk = [], settled = [] } = label;
  const first = clarifying.map(({ text, options }) => ({
    text,
    topics: topicsOf({ text, options: options.map((one) => one.label) }),
  }));
  const later = required.map((one) => ({ text: one.text, topics: settingTopics(one) }));
  const asked = new Set([...first, ...later].flatMap(({ topics }) => topics));
  const missing = mustAsk.filter((topics) => !topics.some((topic) => asked.has(topic)));
  const wanted = new Set([...mustAsk.flat(), ...mayAsk]);
  const needless = [
    ...first.filter(({ topics }) => !topics.some((topic) => wanted.has(topic))),
    ...later.filter(({ topics }) => topics.some((topic) => settled.includes(topic))),
  ];
  return grade(
    { missing: fault(missing.length), needless: fault(needless.length) },
    ...missing.map((topics) => `does not ask for ${topics.join(' or ')}`),
    ...needless.map(({ text }) => `asks needlessly: ${text}`),
  );
}

/** A setting that confirms what was said is no question: it comes with that value. */
function settingTopics({ label, options, suggestion, addresses }: Question): readonly Topic[] {
  if (suggestion !== undefined) return [];
  const isProvider = addresses.some(({ path }) => path.endsWith('.provider'));
  const topics = topicsOf({ text: label, options: options.map(({ value }) => value) });
  return isProvider ? ['provider', ...topics] : topics;
}

function gradeManifests(label: IntentLabel, played: Played): Grade {
  if (label.primary.length === 0) return grade({});
  const { chosen, refusals, objects } = played;
  const isChosen = chosen !== undefined && isRight(label, chosen);
  const passes = isChosen && objects.length > 0;
  const [primary] = chosen?.resources ?? [];
  const said = (label.said ?? []).filter(
    ({ of }) => of === undefined || (primary && matchesKind(of, primary.kind)),
  );
  const lost = passes ? said.filter((one) => !objects.some((object) => holds(object, one))) : said;
  const marks: Marks = {
    'dry-run': hit(passes && refusals.length === 0),
    'dry-run-later': hit(passes),
    ...(said.length > 0 ? { said: { got: said.length - lost.length, of: said.length } } : {}),
  };
  return grade(
    marks,
    ...(isChosen ? [...new Set(refusals)].map((text) => `the dry run says: ${text}`) : []),
    ...(isChosen && !passes ? ['no manifest passes'] : []),
    ...(passes ? lost.map(({ at, value }) => `${at.join(' or ')} is not ${String(value)}`) : []),
  );
}

/** Whether a field of such a name holds the value, by itself or among others of a list. */
function holds(object: Json, { at, value }: Said): boolean {
  return leavesOf(object, '').some(
    (leaf) => at.some((end) => `.${leaf.path}`.endsWith(`.${end}`)) && isValue(leaf.value, value),
  );
}

function leavesOf(value: Json, path: string): readonly { path: string; value: Json }[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path));
  if (!isJsonObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

function isValue(given: Json, wanted: Said['value']): boolean {
  return wanted instanceof RegExp
    ? typeof given !== 'object' && wanted.test(String(given))
    : given === wanted;
}

function grade(marks: Marks, ...remarks: readonly string[]): Grade {
  return { marks, remarks };
}

function hit(isHit: boolean): Mark {
  return { got: isHit ? 1 : 0, of: 1 };
}

function fault(count: number): Mark {
  return { got: count, of: 1 };
}

function nameOf({ resources, provider }: Solution): string {
  const kinds = resources.map(({ kind }) => kindName(kind)).join(' + ');
  return provider === undefined ? kinds : `${kinds} in ${provider}`;
}

function kindName({ kind, group }: { readonly kind: string; readonly group: string }): string {
  return group === '' ? kind : `${kind}.${group}`;
}
