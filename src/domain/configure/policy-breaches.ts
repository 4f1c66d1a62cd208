import { toJson } from '../json.ts';
import { KubernetesObject } from '../manifest.ts';
import type { NamespaceScope } from '../policy/rule.ts';
import { isBound, isInScope, violationsOf } from '../policy/verdict.ts';
import type { Answer, Question } from '../question.ts';
import type { Binding, FieldAddress, Link, Solution } from '../solution.ts';
import { standingQuestions } from '../standing-questions.ts';
import { type BindingPolicy, breachText } from './binding-policies.ts';
import { formatPath, isWithin, parsePath } from './field-path.ts';
import { writtenObjects } from './manifests.ts';
import { type PlacedRule, placedRules, plain } from './policy-rules.ts';

/** A conversation so far, as far as policies look at it. The open stage's values are judged when it is left. */
export interface Configured {
  readonly solution: Pick<Solution, 'resources'> & {
    readonly links: Link[];
    readonly bindings: Binding[];
  };
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  readonly policies: readonly BindingPolicy[];
}

/** A forbidden value, and the answers that brought it; none where no answer did. */
export interface Breach {
  readonly questionIds: readonly string[];
  readonly text: string;
}

/**
 * What the answers so far write that a policy forbids. What is missing is no breach here: it may still
 * come, and the schema's defaults are not known here.
 */
export function breachesOf(configured: Configured): readonly Breach[] {
  const { solution, policies } = configured;
  const objects = objectsOf(configured);
  return policies.flatMap((policy) =>
    objects.flatMap(({ alias, object }) => {
      if (!reaches(policy.scope, object.metadata.namespace, configured)) return [];
      return violationsOf(policy.rules, object)
        .filter(({ value }) => value !== undefined)
        .map(({ path, message }) => {
          const source = sourceOf({ alias, path }, solution.links);
          const { sentence, rationale } = policy;
          return {
            questionIds: answeredAt(configured, source),
            text: breachText({ message, sentence, rationale }),
          };
        });
    }),
  );
}

/** The rules that bind by what is answered so far. */
export function rulesInForce(configured: Configured): readonly PlacedRule[] {
  const { solution, policies } = configured;
  const objects = new Map(objectsOf(configured).map(({ alias, object }) => [alias, object]));
  return placedRules(policies, solution.resources).filter(({ alias, policy, rule }) => {
    const object = objects.get(alias);
    if (!object) return false;
    const { namespace } = object.metadata;
    return reaches(policy.scope, namespace, configured) && isBound(rule, toJson(object));
  });
}

function objectsOf(configured: Configured) {
  return writtenObjects(configured).flatMap(({ alias, object }) => {
    const parsed = KubernetesObject.safeParse(object);
    return parsed.success ? [{ alias, object: parsed.data }] : [];
  });
}

/** Before a namespace is named, a policy binds where it would in each that can be. */
function reaches(
  scope: NamespaceScope,
  namespace: string | undefined,
  { questions }: Configured,
): boolean {
  if (namespace !== undefined) return isInScope(scope, namespace);
  const offered = questions
    .filter(({ addresses, isOpen }) => !isOpen && addresses.some(isNamespace))
    .flatMap(({ options }) => options.map(({ value }) => value));
  return (
    scope.type === 'all' || (offered.length > 0 && offered.every((one) => isInScope(scope, one)))
  );
}

function isNamespace({ path }: FieldAddress): boolean {
  return path === 'metadata.namespace';
}

/** Where a value comes from that links carry. */
export function sourceOf(address: FieldAddress, links: readonly Link[]): FieldAddress {
  return links.reduce((source) => {
    const link = links.find(
      ({ to }) => to.alias === source.alias && isWithin(plain(source.path), plain(to.path)),
    );
    if (!link) return source;
    const inside = parsePath(source.path).slice(parsePath(link.to.path).length);
    const path = formatPath([...parsePath(link.from.path), ...inside]);
    return { alias: link.from.alias, path };
  }, address);
}

function answeredAt(
  { questions, answers }: Configured,
  { alias, path }: FieldAddress,
): readonly string[] {
  const own = plain(path);
  const isAt = (one: FieldAddress): boolean => {
    const asked = plain(one.path);
    return one.alias === alias && (isWithin(own, asked) || isWithin(asked, own));
  };
  return standingQuestions(questions, answers).flatMap(({ id, addresses, options }) => {
    const answer = answers.find(({ questionId }) => questionId === id);
    if (!answer) return [];
    const chosen = options.filter(({ value }) => value === answer.value);
    const written = [...addresses, ...chosen.flatMap(({ writes }) => writes ?? [])];
    return written.some(isAt) ? [id] : [];
  });
}
