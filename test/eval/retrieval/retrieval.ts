import { writeFileSync } from 'node:fs';
import { openEmbedder } from '../embedding.ts';
import { type ClusterName, setSearchStage } from './clusters.ts';
import { compareSearches, figuresOf, type Searched } from './figures.ts';
import { clusterText, searchComparisonText } from './report.ts';
import {
  readRetrievalOptions,
  RETRIEVAL_USAGE,
  type RetrievalOptions,
} from './retrieval-options.ts';
import { readSearches, SAVED_SEARCHES, saveSearches } from './saved-searches.ts';
import { type RanQuestion, searchCluster } from './search-cluster.ts';

/** Prints the figures of the search, and answers whether everything is as good as it was. */
export async function runRetrieval(
  words: readonly string[],
  say: (text: string) => void,
): Promise<boolean> {
  const options = readRetrievalOptions(words);
  if (!options) {
    say(RETRIEVAL_USAGE);
    return true;
  }
  const searched = await searchAll(options, say);
  if (searched.size === 0) {
    say('Nothing was searched.');
    return false;
  }
  if (options.jsonFile !== undefined) writeFileSync(options.jsonFile, jsonOf(searched));
  const isGood = !options.compares || isAsGood(searched, say);
  if (options.saves) saveSearches(SAVED_SEARCHES, searched);
  return isGood;
}

async function searchAll(
  { clusters, embedder: name }: RetrievalOptions,
  say: (text: string) => void,
): Promise<Searched> {
  const searched = new Map<ClusterName, readonly RanQuestion[]>();
  const embedder = openEmbedder(name);
  try {
    for (const cluster of clusters) {
      process.stderr.write(`searching: ${cluster}\n`);
      const stage = await setSearchStage(cluster, embedder);
      if (!stage) continue;
      try {
        const result = await searchCluster(stage);
        searched.set(cluster, result.questions);
        say(clusterText(cluster, result));
      } finally {
        await stage.close();
      }
    }
    return searched;
  } finally {
    await embedder?.close();
  }
}

function isAsGood(searched: Searched, say: (text: string) => void): boolean {
  const before = readSearches(SAVED_SEARCHES);
  if (!before) {
    say('No search was saved: save one with --save.');
    return false;
  }
  const comparison = compareSearches(before, searched);
  say(searchComparisonText(comparison));
  const isWorse = comparison.changes.some(({ worse }) => worse.length > 0);
  return !isWorse && comparison.vanished.length === 0;
}

function jsonOf(searched: Searched): string {
  const clusters = Object.fromEntries(searched);
  return `${JSON.stringify({ figures: figuresOf(searched), clusters }, undefined, 2)}\n`;
}
