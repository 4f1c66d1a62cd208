import { type ClusterName, CLUSTERS } from './clusters.ts';
import { meanOf, SCORE_NAMES, type Scores } from './metrics.ts';
import { type RanQuestion, SYSTEM_NAMES } from './search-cluster.ts';
import type { SystemName } from './systems.ts';

/** What was searched, by cluster. */
export type Searched = ReadonlyMap<ClusterName, readonly RanQuestion[]>;

export const CLUSTER_NAMES: readonly ClusterName[] = Object.keys(CLUSTERS).filter(isClusterName);

function isClusterName(text: string): text is ClusterName {
  return Object.hasOwn(CLUSTERS, text);
}

/** One line of the table. */
export interface Figures {
  readonly cluster: ClusterName;
  readonly isHeldOut: boolean;
  readonly system: SystemName;
  readonly questions: number;
  readonly scores: Scores;
}

/** Means of the questions worked on and of those held out, apart, for each system that answered. */
export function figuresOf(searched: Searched): readonly Figures[] {
  return [...searched].flatMap(([cluster, questions]) =>
    [false, true].flatMap((isHeldOut) =>
      SYSTEM_NAMES.flatMap((system) => {
        const all = questions
          .filter((question) => question.isHeldOut === isHeldOut)
          .flatMap(({ scores }) => scores[system] ?? []);
        const scores = meanOf(all);
        return scores ? [{ cluster, isHeldOut, system, questions: all.length, scores }] : [];
      }),
    ),
  );
}

/** Floating-point sums differ a little between machines; a place lost by one question is far more. */
const TOLERANCE = 0.002;

export interface FigureChange extends Figures {
  readonly before: Scores;
  readonly worse: readonly (keyof Scores)[];
  readonly better: readonly (keyof Scores)[];
}

export interface SearchComparison {
  /** Only lines where something changed. */
  readonly changes: readonly FigureChange[];
  readonly compared: number;
  /** Saved, and not asked now, of the clusters that were searched. */
  readonly vanished: readonly string[];
}

/** Only questions that both runs asked of that cluster are compared. */
export function compareSearches(before: Searched, after: Searched): SearchComparison {
  const shared = (from: Searched, other: Searched): Searched =>
    new Map(
      [...from].map(([cluster, questions]) => {
        const asked = new Map((other.get(cluster) ?? []).map((one) => [one.intent, one]));
        return [cluster, questions.flatMap((one) => onlyShared(one, asked.get(one.intent)))];
      }),
    );
  const old = figuresOf(shared(before, after));
  const pairs = figuresOf(shared(after, before)).flatMap((now) => {
    const saved = old.find((one) => isSameLine(one, now));
    return saved ? [{ now, saved }] : [];
  });
  const changes = pairs.map(({ now, saved }) => {
    const gain = (name: keyof Scores): number => now.scores[name] - saved.scores[name];
    return {
      ...now,
      before: saved.scores,
      worse: SCORE_NAMES.filter((name) => gain(name) < -TOLERANCE),
      better: SCORE_NAMES.filter((name) => gain(name) > TOLERANCE),
    };
  });
  return {
    changes: changes.filter(({ worse, better }) => worse.length + better.length > 0),
    compared: pairs.length,
    vanished: vanishedOf(before, after),
  };
}

/** Its scores by those systems that answered it both times. */
function onlyShared(question: RanQuestion, other: RanQuestion | undefined): RanQuestion[] {
  if (!other) return [];
  const kept = SYSTEM_NAMES.filter((name) => other.scores[name] !== undefined);
  const scores = Object.fromEntries(kept.map((name) => [name, question.scores[name]]));
  return [{ ...question, scores }];
}

function isSameLine(one: Figures, other: Figures): boolean {
  return (
    one.cluster === other.cluster &&
    one.isHeldOut === other.isHeldOut &&
    one.system === other.system
  );
}

function vanishedOf(before: Searched, after: Searched): string[] {
  return [...after].flatMap(([cluster, questions]) => {
    const asked = new Set(questions.map(({ intent }) => intent));
    const gone = (before.get(cluster) ?? []).filter(({ intent }) => !asked.has(intent));
    return gone.map(({ intent }) => `${cluster}: ${intent}`);
  });
}
