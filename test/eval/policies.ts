import { parseArgs } from 'node:util';
import { Failure } from '../../src/domain/failure.ts';
import type { Meter } from './meter.ts';
import { openMeter } from './model.ts';
import {
  isPolicyClusterHere,
  openPolicyCluster,
  type PolicyCluster,
  type PolicyClusterName,
} from './policies-clusters.ts';
import { deriveLabel, faultsOf } from './policies-derive.ts';
import { POLICY_LABELS, type PolicyLabel } from './policies-labels.ts';

const CLUSTERS: readonly PolicyClusterName[] = ['platform', 'recordings', 'large'];

export const POLICIES_USAGE = `npm run eval -- policies [options]   sentences as rules

  --only CLUSTER        one of ${CLUSTERS.join(', ')}; may stand several times; all but large if unsaid
  --model MODEL         offline (default) or anthropic, which needs ANTHROPIC_API_KEY
  --help                this text`;

/** Prints a line for each sentence: what it costs, and what is not as the label wants it. False for any fault. */
export async function runPolicies(
  words: readonly string[],
  say: (text: string) => void,
): Promise<boolean> {
  const options = readPoliciesOptions(words);
  if (!options) {
    say(POLICIES_USAGE);
    return true;
  }
  const meter = openMeter(options.model);
  let faults = 0;
  for (const name of options.clusters) {
    if (!isPolicyClusterHere(name)) {
      process.stderr.write(`skipped: nothing of ${name} in ../shared/cluster here\n`);
      continue;
    }
    const opened = await openPolicyCluster(name);
    say(`policies on ${name}: ${opened.kinds.length} kinds`);
    for (const label of POLICY_LABELS)
      faults += await runLabel(label, { name, opened, meter, say });
    await opened.close();
  }
  say(faults === 0 ? 'Every sentence came out as wanted.' : `${faults} faults.`);
  return faults === 0;
}

async function runLabel(
  label: PolicyLabel,
  given: {
    readonly name: PolicyClusterName;
    readonly opened: PolicyCluster;
    readonly meter: Meter;
    readonly say: (text: string) => void;
  },
): Promise<number> {
  const { name, opened, meter, say } = given;
  meter.reset();
  const faults = await derivedFaults(label, { name, opened, meter });
  const { 'tokens-in': sent, 'tokens-out': answered } = meter.marks();
  const tokens = `${sent?.got ?? 0} + ${answered?.got ?? 0} tokens`;
  say(
    [`${faults.length === 0 ? 'right' : 'WRONG'}  “${label.sentence}”  ${tokens}`, ...faults].join(
      '\n    ',
    ),
  );
  return faults.length;
}

/** A model that gives no answer, or none that passes its check, is a fault of that sentence alone. */
async function derivedFaults(
  label: PolicyLabel,
  {
    name,
    opened,
    meter,
  }: { readonly name: PolicyClusterName; readonly opened: PolicyCluster; readonly meter: Meter },
): Promise<readonly string[]> {
  try {
    return faultsOf(label, await deriveLabel(meter.model, label, opened.kinds), name);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return [`${failure.kind}: ${failure.message}`];
  }
}

/** Undefined where help is asked for. Throws an Error that says what is wrong with the words given. */
function readPoliciesOptions(given: readonly string[]):
  | {
      readonly clusters: readonly PolicyClusterName[];
      readonly model: 'offline' | 'anthropic';
    }
  | undefined {
  const { values } = parseArgs({
    args: [...given],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      model: { type: 'string', default: 'offline' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const clusters = values.only.map((name) => {
    const cluster = CLUSTERS.find((one) => one === name);
    if (cluster) return cluster;
    throw new Error(`There is no cluster “${name}”: ${CLUSTERS.join(', ')}.`);
  });
  const model = values.model === 'anthropic' ? 'anthropic' : 'offline';
  if (model !== values.model) throw new Error(`There is no model “${values.model}”.`);
  return {
    clusters: clusters.length === 0 ? CLUSTERS.filter((name) => name !== 'large') : clusters,
    model,
  };
}
