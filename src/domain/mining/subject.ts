import type { ResourceKind } from '../kind.ts';
import { isProviderWord } from '../knowledge/providers.ts';
import { stem, tellingWordsOf } from '../knowledge/words.ts';

/**
 * How a thing is reached, in which cloud or stage it runs, that it is new: what may be said of any thing, and not
 * what the thing is.
 */
const OF_ANY_THING =
  /^(?:public(?:ly)?|private(?:ly)?|internal(?:ly)?|external(?:ly)?|expos\w*|facing|internet|outside|inside|reachable|accessible|open(?:ed)?|prod|production|staging|stage|dev|development|test|testing|new|own|critical|important|shared|(?:ö|o)ffentlich\p{L}*|privat\p{L}*|intern\p{L}*|extern\p{L}*|p[úu]blic[oa]s?|privad[oa]s?|publi(?:que|ques|cs)|priv(?:é|e)e?s?|pubblic\p{L}*|produ[ck]tion|producci[óo]n|produção|produzione|公開|公开|публичн\p{L}*)$/u;

/** Whether a word tells what something is for, beside what may be said of anything. */
export function isOfSubject(word: string): boolean {
  return !OF_ANY_THING.test(word) && !isProviderWord(word);
}

/** Stems of what a text is about: of "public buckets in AWS" the bucket alone. */
function subjectOf(text: string): ReadonlySet<string> {
  return new Set(
    tellingWordsOf(text)
      .filter((word) => isOfSubject(word))
      .map((word) => stem(word)),
  );
}

/** What a candidate is for: its title without the names of what it deploys, and its triggers. */
export interface Subject {
  readonly title: ReadonlySet<string>;
  readonly triggers: ReadonlySet<string>;
}

export function subjectOfFind({ title, triggers, resources, unknownResources }: Named): Subject {
  const plain = withoutNames({ title, resources, unknownResources });
  return { title: subjectOf(plain), triggers: subjectOf(triggers.join(', ')) };
}

interface Named {
  readonly title: string;
  readonly triggers: readonly string[];
  readonly resources: readonly Pick<ResourceKind, 'kind'>[];
  readonly unknownResources: readonly string[];
}

export function withoutNames({
  title,
  resources,
  unknownResources,
}: Omit<Named, 'triggers'>): string {
  const names = [...resources.map(({ kind }) => kind), ...unknownResources];
  return names.reduce((rest, name) => rest.replaceAll(name, ' '), title);
}

/** Nothing speaks against it: neither says what it is for, or something of that is in both. */
export function mayBeOneSubject(one: Subject, other: Subject): boolean {
  const isUnsaid = one.title.size === 0 || other.title.size === 0;
  return isUnsaid || shares(one.title, other.title) || shares(one.triggers, other.triggers);
}

export function areOfOneSubject(one: Named, other: Named): boolean {
  return mayBeOneSubject(subjectOfFind(one), subjectOfFind(other));
}

function shares(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((word) => other.has(word));
}

/** Whether one of two says all that the other is about: "databases" and "relational databases". */
export function isOneSubject(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return one.size === other.size;
  const [fewer, more] = one.size <= other.size ? [one, other] : [other, one];
  return [...fewer].every((word) => more.has(word));
}
