import { tableOf } from '../table.ts';
import { type ClusterName, CLUSTERS } from './clusters.ts';
import { type FigureChange, figuresOf, type SearchComparison } from './figures.ts';
import { SCORE_NAMES, type Scores } from './metrics.ts';
import type { SearchedCluster } from './search-cluster.ts';
import { SYSTEMS } from './systems.ts';

const TITLES: Readonly<Record<keyof Scores, string>> = {
  recall10: 'recall@10',
  recall25: 'recall@25',
  ndcg10: 'nDCG@10',
  mrr10: 'MRR@10',
};

/** What the systems reach over one cluster, the sentences that are held out below the others. */
export function clusterText(cluster: ClusterName, searched: SearchedCluster): string {
  const rows = figuresOf(new Map([[cluster, searched.questions]])).map((line) => [
    line.isHeldOut ? `held out (${line.questions})` : `worked on (${line.questions})`,
    SYSTEMS[line.system],
    ...SCORE_NAMES.map((name) => line.scores[name].toFixed(3)),
    (searched.tookMs[line.system] ?? 0).toFixed(1),
  ]);
  const head = ['sentences', 'search', ...SCORE_NAMES.map((name) => TITLES[name]), 'ms'];
  const title = `## Search over ${CLUSTERS[cluster]}: ${searched.kinds} kinds`;
  return [title, tableOf(head, rows)].join('\n\n');
}

export function searchComparisonText({ changes, compared, vanished }: SearchComparison): string {
  const rows = changes.map((change) => [
    change.cluster,
    change.isHeldOut ? 'held out' : 'worked on',
    SYSTEMS[change.system],
    ...SCORE_NAMES.map((name) => moveText(change, name)),
  ]);
  const head = ['cluster', 'sentences', 'search', ...SCORE_NAMES.map((name) => TITLES[name])];
  const table =
    rows.length > 0 ? tableOf(head, rows) : `No figure changed (${compared} lines compared).`;
  const gone = vanished.map((name) => `- saved, and not asked: ${name}`).join('\n');
  return ['## Against the saved run', table, gone].filter((text) => text !== '').join('\n\n');
}

function moveText({ before, scores, worse, better }: FigureChange, name: keyof Scores): string {
  const sign = worse.includes(name) ? ' worse' : better.includes(name) ? ' better' : '';
  return sign === '' ? '' : `${before[name].toFixed(3)} → ${scores[name].toFixed(3)}${sign}`;
}
