import { parseArgs } from 'node:util';
import { type EmbedderName, embedderName } from '../embedding.ts';
import type { ClusterName } from './clusters.ts';
import { CLUSTER_NAMES } from './figures.ts';

export const RETRIEVAL_USAGE = `npm run eval -- retrieval [options]

  --only CLUSTER        one of ${CLUSTER_NAMES.join(', ')}; may stand several times
  --embedder EMBEDDER   builtin (default), or none: by words alone
  --compare             against the last saved run; the exit code is 1 where it is worse
  --save                this run is the one to compare with from now on
  --json FILE           the results for machines
  --help                this text`;

export interface RetrievalOptions {
  readonly clusters: readonly ClusterName[];
  readonly embedder: EmbedderName;
  readonly compares: boolean;
  readonly saves: boolean;
  readonly jsonFile: string | undefined;
}

/** Undefined where help is asked for. Throws an Error that says what is wrong with the words given. */
export function readRetrievalOptions(given: readonly string[]): RetrievalOptions | undefined {
  const { values } = parseArgs({
    args: [...given],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      embedder: { type: 'string', default: 'builtin' },
      compare: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const named = values.only.map((name) => {
    const cluster = CLUSTER_NAMES.find((one) => one === name);
    if (cluster) return cluster;
    throw new Error(`There is no cluster “${name}”: ${CLUSTER_NAMES.join(', ')}.`);
  });
  return {
    clusters:
      named.length === 0 ? CLUSTER_NAMES : CLUSTER_NAMES.filter((one) => named.includes(one)),
    embedder: embedderName(values.embedder),
    compares: values.compare,
    saves: values.save,
    jsonFile: values.json,
  };
}
