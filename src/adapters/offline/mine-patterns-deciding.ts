import { isCoreGroup } from '../../domain/knowledge/core-kinds.ts';
import { providersNamedIn } from '../../domain/knowledge/providers.ts';
import { providersSaid } from '../../domain/knowledge/refused-providers.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';
import {
  properServiceOf,
  serviceOf,
  type KindMention,
  type Mentioned,
  type NameableKind,
} from '../../domain/mining/kind-mentions.ts';

const SURE: readonly Mentioned[] = ['name', 'service', 'word', 'tag'];

/** What a text says that may tell kinds of one name apart, from near to far. */
export interface SaidAround {
  /** The clause in which it is named, its own words included. */
  readonly clause: string;
  readonly sentence: string;
  /** What was asked before, or stands above. */
  readonly asked: string;
  /** Services of the kinds that are surely named in the sentence. */
  readonly services: ReadonlySet<string>;
}

/**
 * The kinds that one stretch of a sentence means, of those that are called so: by the cloud or service that is
 * said with it, by what is named beside it, else the one that Kubernetes itself serves. None where nothing
 * tells which; several only where several clouds are said.
 */
export function decidedKinds(
  kinds: readonly NameableKind[],
  around: SaidAround,
): readonly NameableKind[] {
  const fitting = kinds.filter((one) => !isElsewhere(one, around.clause));
  if (areOfOnePlace(fitting)) return fitting.slice(0, 1);
  for (const text of [around.clause, around.sentence, around.asked]) {
    const services = new Set(wordsOf(text));
    const served = fitting.filter((one) => services.has(properServiceOf(one.name) ?? ''));
    if (served.length > 0 && areOfOnePlace(served)) return served.slice(0, 1);
    const wanted = providersSaid(text).wanted;
    const inCloud = wanted.map((cloud) => fitting.filter((one) => cloudOf(one) === cloud));
    const found = inCloud.filter((one) => one.length > 0);
    if (found.length > 0)
      return found.flatMap((one) => (areOfOnePlace(one) ? one.slice(0, 1) : []));
  }
  const beside = fitting.filter((one) => around.services.has(serviceOf(one.name) ?? ''));
  if (beside.length > 0 && areOfOnePlace(beside)) return beside.slice(0, 1);
  return fitting.filter(({ name }) => isCoreGroup(groupOf(name))).slice(0, 1);
}

/** Of what a stretch may mean, the surest; what is only tagged with its words is not meant. */
export function surestOf(mentions: readonly KindMention[]): readonly KindMention[] {
  const sure = Math.min(...mentions.map(({ by }) => SURE.indexOf(by)));
  return mentions.filter(({ by }) => by !== 'tag' && SURE.indexOf(by) === sure);
}

/** The kind that a service alone stands for: its instances, or what its other kinds are named after. */
export function mainKindOf(kinds: readonly NameableKind[]): readonly NameableKind[] {
  const main = kinds.find(({ kind }) => kind === 'Instance') ?? kinds.find(isBase);
  return main ? [main] : [];

  function isBase({ kind }: NameableKind): boolean {
    return kinds.filter((other) => other.kind.startsWith(kind)).length * 2 > kinds.length;
  }
}

/** The cloud in whose group a kind stands. */
export function cloudOf({ name }: Pick<NameableKind, 'name'>): string | undefined {
  return providersNamedIn(groupOf(name).replaceAll(/[.-]/gu, ' '))[0];
}

/** Another cloud than its own is said with it, and its own is not. */
function isElsewhere(kind: NameableKind, clause: string): boolean {
  const own = cloudOf(kind);
  const said = providersSaid(clause).wanted;
  return own !== undefined && said.length > 0 && !said.includes(own);
}

/** Groups of one service in one cloud, as of two versions of its provider, mean the same. */
function areOfOnePlace(kinds: readonly NameableKind[]): boolean {
  const places = kinds.map((one) => `${serviceOf(one.name) ?? groupOf(one.name)} ${cloudOf(one)}`);
  return new Set(places).size === 1;
}

function groupOf(name: string): string {
  return name.split('.').slice(1).join('.');
}
