import type { KubernetesObject } from '../manifest.ts';
import { wordsOf } from '../knowledge/words.ts';
import { HIDDEN } from '../redaction.ts';
import { type Claim, QUOTE_MAX } from './evidence.ts';
import { safeTextOf } from './hide.ts';
import { piecesOf } from './pieces.ts';
import { KyvernoRules, Told, Validations } from './policy-object-shape.ts';
import { isPlanted } from './planted.ts';
import { foldedSpaces } from './quote.ts';

/** A kind as a policy names it; `*` and patterns are left out. */
export interface NamedKind {
  /** Undefined where any group will do. */
  readonly group: string | undefined;
  /** Its kind, or its plural. */
  readonly name: string;
}

/** What a policy of the cluster says, for a policy of the organisation. */
export interface PolicyReading {
  readonly sentence: string;
  readonly rationale: string;
  readonly kinds: readonly NamedKind[];
  /** Verbatim, the most telling first; at least one. */
  readonly quotes: readonly { readonly text: string; readonly claim: Claim }[];
  /** Parts that looked like secrets. */
  readonly hidden: number;
}

/** Longest sentence of a policy, in characters, and longest rationale. */
const SENTENCE_MAX = 300;
const RATIONALE_MAX = 2_000;
const MESSAGES_MAX = 4;

/** Undefined where it checks nothing: it only changes, makes or deletes objects. */
export function readPolicyObject(object: KubernetesObject): PolicyReading | undefined {
  const checks = checksOf(object);
  if (!checks) return undefined;
  const told = Told.parse(object.metadata.annotations ?? {});
  const title = safe(told['policies.kyverno.io/title']);
  const description = safe(
    told['policies.kyverno.io/description'] ||
      told['kubernetes.io/description'] ||
      told.description,
  );
  const messages = [...new Set(checks.messages)].slice(0, MESSAGES_MAX).map(safe);
  const sources = [title, description, ...messages];
  const rule = tellingOf(description.text);
  const kinds = [...new Map(checks.kinds.map((one) => [JSON.stringify(one), one])).values()];
  return {
    sentence: sentenceOf(object, {
      title: title.text,
      rule: rule ?? withoutVariables(messages.map(({ text }) => text).find(Boolean) ?? ''),
      kinds,
    }),
    rationale: isPlanted(description.text) ? '' : description.text.slice(0, RATIONALE_MAX),
    kinds,
    quotes: quotesOf({ rule, description: description.text, messages, object, checks }),
    hidden: sources.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

interface Checks {
  readonly messages: readonly string[];
  /** What is said of checks without a message: names of rules, expressions. */
  readonly plain: readonly string[];
  readonly kinds: readonly NamedKind[];
}

function checksOf(object: KubernetesObject): Checks | undefined {
  const { data: kyverno } = KyvernoRules.safeParse(object['spec']);
  if (kyverno) {
    const rules = kyverno.rules.filter((rule) => rule.validate ?? rule.verifyImages);
    if (rules.length === 0) return undefined;
    const named = rules.flatMap(({ match }) => [
      ...match.resources.kinds,
      ...[...match.any, ...match.all].flatMap(({ resources }) => resources.kinds),
    ]);
    return {
      messages: rules.flatMap(({ validate }) =>
        [validate?.message, ...(validate?.cel.expressions ?? []).map((one) => one.message)].flatMap(
          (message) => message || [],
        ),
      ),
      plain: rules.flatMap(({ name }) => name || []),
      kinds: named.flatMap(kindNamed),
    };
  }
  const { data } = Validations.safeParse(object['spec']);
  if (!data || data.validations.length === 0) return undefined;
  return {
    messages: data.validations.flatMap(({ message }) => message || []),
    plain: data.validations.flatMap(({ expression }) => expression || []),
    kinds: data.matchConstraints.resourceRules.flatMap(({ apiGroups, resources }) =>
      resources.flatMap((resource) => apiGroups.flatMap((group) => kindAt(group, resource))),
    ),
  };
}

/** `Pod`, `apps/v1/Deployment`, `v1/Pod`, `Deployment/scale`: a version alone means the core group. */
function kindNamed(text: string): readonly NamedKind[] {
  const parts = text.split('/');
  const at = parts.findIndex((part) => /^\p{Lu}\w*$/u.test(part));
  const [first = ''] = parts;
  const name = parts[at];
  if (name === undefined) return [];
  if (at === 0 || first === '*') return [{ group: undefined, name }];
  return [{ group: at === 1 && /^v\d/u.test(first) ? '' : first, name }];
}

function kindAt(group: string, resource: string): readonly NamedKind[] {
  const [name = ''] = resource.split('/');
  if (name === '' || name.includes('*')) return [];
  return [{ group: group === '*' ? undefined : group, name }];
}

/** What a description demands, where it says so: the sentence that tells what the policy does. */
function tellingOf(description: string): string | undefined {
  const sentences = sentencesOf(description).filter((one) => !isPlanted(one));
  return (
    sentences.find((one) => /\bth(?:is|e) (?:\w+ )?(?:policy|rule)\b/iu.test(one)) ??
    sentences.find((one) => /\b(?:must|should|only|never|always|required?|not)\b/iu.test(one)) ??
    sentences[0]
  );
}

function sentencesOf(text: string): readonly string[] {
  return foldedSpaces(text)
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .filter((sentence) => sentence !== '');
}

function sentenceOf(
  { metadata }: KubernetesObject,
  given: {
    readonly title: string;
    readonly rule: string;
    readonly kinds: readonly NamedKind[];
  },
): string {
  const name = wordsOf(metadata.name).join(' ');
  const title = given.title === '' || isPlanted(given.title) ? name : given.title;
  const scope = metadata.namespace === undefined ? '' : ` (namespace ${metadata.namespace})`;
  const of = given.kinds.map((kind) => kind.name).join(', ');
  const rule = given.rule === '' || isPlanted(given.rule) ? of && `checks ${of}` : given.rule;
  const whole = foldedSpaces(`${title}${scope}${rule === '' ? '' : `: ${rule}`}`);
  return piecesOf(whole, SENTENCE_MAX)[0] ?? name;
}

/** Variables of messages: "{{ request.object.metadata.name }}". */
function withoutVariables(message: string): string {
  return message.replaceAll(/\{\{[^}]{0,200}\}\}/gu, '…');
}

function quotesOf(given: {
  readonly rule: string | undefined;
  readonly description: string;
  readonly messages: readonly { readonly text: string }[];
  readonly object: KubernetesObject;
  readonly checks: Checks;
}): PolicyReading['quotes'] {
  const { rule = '', description, messages, object, checks } = given;
  const said = [
    { text: rule, claim: 'rule' },
    ...messages.map(({ text }) => ({ text, claim: 'rule' as const })),
    ...sentencesOf(description)
      .filter((one) => one !== rule)
      .slice(0, 2)
      .map((text) => ({ text, claim: 'reason' as const })),
  ] as const;
  const shown = said.flatMap(({ text, claim }) =>
    quoteOf(text).map((one) => ({ text: one, claim })),
  );
  if (shown.length > 0) return shown;
  const plain = [...checks.plain.map((text) => safe(text).text), object.metadata.name];
  return plain
    .flatMap(quoteOf)
    .slice(0, 1)
    .map((text) => ({ text, claim: 'rule' }));
}

function quoteOf(text: string): readonly string[] {
  const [quote = ''] = piecesOf(foldedSpaces(text), QUOTE_MAX);
  return quote === '' || quote.includes(HIDDEN) || isPlanted(quote) ? [] : [quote];
}

function safe(text: string): { readonly text: string; readonly hidden: number } {
  const { text: hiddenText, hidden } = safeTextOf(text);
  return { text: foldedSpaces(hiddenText), hidden };
}
