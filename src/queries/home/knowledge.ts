import type { KnowledgeData } from './knowledge-data.ts';
import { languageLine } from './language-words.ts';
import type { CardElement } from '../../chat/card.ts';
import { bold, line, type Line, time } from '../../chat/text.ts';

/** Who understands language, the cluster, how many of its kinds are known, and since when. */
export function knowledgeElements(data: KnowledgeData): CardElement[] {
  const { clusterName, runningScan } = data;
  const cluster: CardElement =
    clusterName === undefined
      ? { type: 'alert', level: 'warning', line: [`The cluster is not answering.${kindsOf(data)}`] }
      : { type: 'text', line: line`Cluster ${bold(clusterName)}.${kindsOf(data)}` };
  const running: CardElement[] = runningScan
    ? [{ type: 'text', line: ['⏳ A scan runs. ', ...runningScan.summary.status] }]
    : [];
  const language: CardElement = { type: 'text', line: languageLine(data.language) };
  return [language, cluster, ...running, ...lastScan(data)];
}

function kindsOf({ kinds }: KnowledgeData): string {
  if (kinds === undefined) return '';
  return ` ${kinds === 1 ? '1 kind of resource' : `${kinds} kinds of resources`} known.`;
}

function lastScan({ lastScan: last }: KnowledgeData): CardElement[] {
  if (!last) return [];
  const { summary, session } = last;
  const text: Line = [...line`Last scan ${time(session.updatedAt)}: `, ...summary.status];
  return summary.level === 'error' || summary.level === 'warning'
    ? [{ type: 'alert', level: summary.level, line: text }]
    : [{ type: 'note', line: text }];
}
