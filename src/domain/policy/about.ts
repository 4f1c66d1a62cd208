import { coreKind, isCoreGroup } from '../knowledge/core-kinds.ts';
import { isProviderWord, providersNamedIn, providersOfKind } from '../knowledge/providers.ts';
import { expandPhrase } from '../knowledge/synonyms.ts';
import { stem, stemsOf, wordsOf } from '../knowledge/words.ts';
import { POD_SETTINGS, type Subject, SUBJECTS } from './about-subjects.ts';
import { metadataPathsIn } from './candidates-metadata.ts';
import type { CatalogKind } from './candidates.ts';
import { type Said, settingStemsIn, tellingRuns, withoutValues } from './candidates-wanted.ts';
import { isMachineMade } from './machine-made.ts';
import { withoutNamespaces } from './said-namespaces.ts';

/** Synonyms that say the same count; what merely belongs to it would make everything one thing. */
const SAME = 0.8;

const TAGS_TELLING = 6;

/** What comes before it is what a rule is about. */
const MODAL =
  /\b(?:must|should|shall|may|might|can|cannot|can't|need|needs|have to|has to|will|are|is|always|never)\b/iu;

/** Elsewhere they say where something is, and not what it is. */
const NAMESPACES = /^\s*(?:(?:all|every|each|any|no|the|a|our)\s+)*namespaces?\s*$/iu;

/**
 * Whether a policy's sentence and triggers mean a kind, by its name, group, tags and clouds. A sentence that
 * names no kind of resource ("everything must be encrypted") means each that people write. Kinds of other
 * clouds than those that the sentence names are never meant.
 */
export function isAbout(kind: CatalogKind, said: Said): boolean {
  return createAbout(said)(kind);
}

/** The same for thousands of kinds: what was said is understood once. */
export function createAbout(said: Said): (kind: CatalogKind) => boolean {
  const clouds = cloudsNamedIn(said);
  const { classes, phrases, arePods } = subjectsIn(said);
  const isEvery = classes.length === 0 && phrases.length === 0 && !arePods;
  const evidenceOf = createEvidence();
  return (kind) => {
    if (clouds.length > 0 && !isOfClouds(kind, clouds)) return false;
    if (isEvery) return !isMachineMade(kind.outline.kind);
    if (arePods && makesPods(kind)) return true;
    const evidence = evidenceOf(kind);
    return (
      classes.some((subject) => isOfClass(subject, evidence)) ||
      phrases.some((phrase) => isKnownAs(evidence, phrase))
    );
  };
}

/** Triggers often hold services as further words to be found by: only a cloud's own name counts there. */
function cloudsNamedIn({ sentence, triggers }: Said): readonly string[] {
  const words = triggers.flatMap((trigger) =>
    wordsOf(trigger).filter((word) => isProviderWord(word)),
  );
  return [...new Set([...providersNamedIn(sentence), ...providersNamedIn(words.join(' '))])];
}

function isOfClouds({ outline, capability }: CatalogKind, clouds: readonly string[]): boolean {
  const { group, kind } = outline.kind;
  const providers =
    capability?.providers ?? providersOfKind({ group, kind, description: '', fields: [] });
  return providers.some((provider) => clouds.includes(provider));
}

interface Subjects {
  readonly classes: readonly Subject[];
  /** Stems of words side by side that are of no class. */
  readonly phrases: readonly (readonly string[])[];
  readonly arePods: boolean;
}

/** What is to be configured. Words that belong to settings, to clouds or to any rule say nothing of it. */
function subjectsIn(said: Said): Subjects {
  const { triggers } = said;
  const sentence = withoutNamespaces(said.sentence);
  const keys = new Set(metadataPathsIn(sentence).flatMap(({ path }) => stemsOf(path)));
  // A label's key is often a word that it is found by, too.
  const others = triggers.filter((trigger) => !stemsOf(trigger).every((word) => keys.has(word)));
  const texts = [withoutValues(sentence), ...others];
  const found = SUBJECTS.filter((subject) => isSaid(texts, subject.said));
  const classes = found.filter(({ isPods }) => !isPods);
  const ofClasses = new Set(found.flatMap((subject) => subject.said.flat()));
  const ofSettings = texts.flatMap((text) => settingStemsIn(text));
  const taken = new Set([...ofClasses, ...ofSettings, ...keys]);
  const [before = ''] = sentence.split(MODAL);
  const runs = [before, ...others].flatMap((text) => runsOf(text, taken));
  const phrases = [
    ...runs.flatMap((run) => [run, ...synonymsOf(run)]),
    ...(NAMESPACES.test(before) ? [stemsOf('namespace')] : []),
  ];
  const isOfNothingElse = classes.length === 0 && phrases.length === 0;
  const arePods = found.length > classes.length || (isOfNothingElse && isSaid(texts, POD_SETTINGS));
  return { classes, phrases, arePods };
}

function runsOf(text: string, taken: ReadonlySet<string>): readonly (readonly string[])[] {
  return tellingRuns(text)
    .map((run) => run.filter((word) => !taken.has(word)))
    .filter((run) => run.length > 0);
}

function isSaid(texts: readonly string[], phrases: readonly (readonly string[])[]): boolean {
  return texts.some((text) => {
    const stemmed = ` ${stemsOf(text).join(' ')} `;
    return phrases.some((phrase) => stemmed.includes(` ${phrase.join(' ')} `));
  });
}

function synonymsOf(phrase: readonly string[]): readonly (readonly string[])[] {
  return expandPhrase(phrase)
    .filter(({ weight }) => weight >= SAME)
    .map(({ term }) => stemsOf(term));
}

interface Evidence {
  readonly name: readonly string[];
  readonly service: string;
  readonly isOfCloud: boolean;
  /** It is no kind of Kubernetes' own, and is called as one of them. */
  readonly isNamesake: boolean;
  readonly tags: readonly (readonly string[])[];
}

/** Thousands of kinds share their tags and services: each text is cut into words once. */
function createEvidence(): (kind: CatalogKind) => Evidence {
  const cut = new Map<string, readonly string[]>();
  const clouds = new Map<string, boolean>();
  function stemmed(text: string): readonly string[] {
    const known = cut.get(text) ?? stemsOf(text);
    cut.set(text, known);
    return known;
  }
  return ({ outline, capability }) => {
    const { kind, group } = outline.kind;
    const isOfCloud =
      clouds.get(group) ?? providersNamedIn(group.replaceAll(/[.-]/gu, ' ')).length > 0;
    clouds.set(group, isOfCloud);
    return {
      name: stemmed(kind),
      service: group.split('.')[0] ?? '',
      isOfCloud,
      isNamesake: !isCoreGroup(group) && (coreKind({ group: '', kind })?.use ?? '') !== '',
      tags: tellingTags(capability).map((tag) => stemmed(tag)),
    };
  };
}

/** Later tags say what else it touches; parts and setups bear the tags of what they belong to. */
function tellingTags(capability: CatalogKind['capability']): readonly string[] {
  return capability?.role === 'primary' ? capability.tags.slice(0, TAGS_TELLING) : [];
}

/** A cloud's kinds by their service or name: what is tagged with a database may only look into one. */
function isOfClass({ known, services }: Subject, evidence: Evidence): boolean {
  const { name, service, tags, isOfCloud } = evidence;
  if (isOfCloud && services.has(service)) return true;
  return known.some(
    (phrase) => isEnd(name, phrase) || (!isOfCloud && tags.some((tag) => isEqual(tag, phrase))),
  );
}

/**
 * By the last words of its name, which say what it is, by a whole tag, or by its service: each of the
 * words ("RDS instance"), so that no kind is meant for one half of a phrase. A phrase of several words may
 * stand anywhere in the name: rules of a security group are of what is said of security groups.
 */
function isKnownAs(
  { name, service, tags, isNamesake }: Evidence,
  phrase: readonly string[],
): boolean {
  if (tags.some((tag) => isEqual(tag, phrase))) return !isNamesake;
  if (isEnd(name, phrase) || name.join('') === phrase.join('')) return !isNamesake;
  if (phrase.length > 1 && ` ${name.join(' ')} `.includes(` ${phrase.join(' ')} `)) return true;
  const [first, ...rest] = phrase;
  return first === serviceWord(service) && (rest.length === 0 || isEnd(name, rest));
}

/** `deploy` makes pipelines, and would answer to every deployment. */
function serviceWord(service: string): string | undefined {
  return service === 'deploy' ? undefined : stem(service);
}

/** Its schema holds a pod's containers, wherever. */
function makesPods({ outline }: CatalogKind): boolean {
  return outline.fields.some(({ path }) => path.endsWith('spec.containers[*].image'));
}

function isEnd(name: readonly string[], phrase: readonly string[]): boolean {
  return phrase.length > 0 && isEqual(name.slice(-phrase.length), phrase);
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}
