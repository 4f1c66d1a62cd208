import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CLUSTER_NAMES, type Searched } from './figures.ts';
import { SCORE_NAMES, type Scores } from './metrics.ts';
import { type RanQuestion, SYSTEM_NAMES } from './search-cluster.ts';

export const SAVED_SEARCHES = join(import.meta.dirname, '..', 'baseline-retrieval.json');

const SavedScores = z.record(z.enum(SCORE_NAMES), z.number());
const Saved = z.object({
  clusters: z.partialRecord(
    z.enum(['platform', 'recordings', 'large']),
    z.array(
      z.object({
        intent: z.string(),
        isHeldOut: z.boolean(),
        scores: z.partialRecord(
          z.enum(['words', 'reader-words', 'meaning', 'hybrid', 'reader']),
          SavedScores,
        ),
      }),
    ),
  ),
});

/** Undefined where no run was saved. Throws when the file is not what `saveSearches` writes. */
export function readSearches(file: string): Searched | undefined {
  if (!existsSync(file)) return undefined;
  const { clusters } = Saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(
    CLUSTER_NAMES.flatMap((name) => {
      const questions = clusters[name];
      return questions === undefined ? [] : [[name, questions] as const];
    }),
  );
}

/** What was not searched now stays as it was saved: clusters, and systems of a question. */
export function saveSearches(file: string, searched: Searched): void {
  const before = readSearches(file) ?? new Map<never, never>();
  const blocks = CLUSTER_NAMES.flatMap((name) => {
    const old = new Map((before.get(name) ?? []).map((one) => [one.intent, one]));
    const now = searched.get(name)?.map((one) => withOlder(one, old.get(one.intent)));
    const questions = now ?? before.get(name);
    if (questions === undefined) return [];
    const lines = questions.map((one) => `      ${JSON.stringify(rounded(one))}`).join(',\n');
    return [`    ${JSON.stringify(name)}: [\n${lines}\n    ]`];
  });
  writeFileSync(file, `{\n  "clusters": {\n${blocks.join(',\n')}\n  }\n}\n`);
}

function withOlder(question: RanQuestion, older: RanQuestion | undefined): RanQuestion {
  return { ...question, scores: { ...older?.scores, ...question.scores } };
}

function rounded({ intent, isHeldOut, scores }: RanQuestion): RanQuestion {
  const kept = SYSTEM_NAMES.flatMap((name) => {
    const own = scores[name];
    return own === undefined ? [] : [[name, roundedScores(own)] as const];
  });
  return { intent, isHeldOut, scores: Object.fromEntries(kept) };
}

function roundedScores(scores: Scores): Partial<Scores> {
  return Object.fromEntries(SCORE_NAMES.map((name) => [name, Number(scores[name].toFixed(4))]));
}
