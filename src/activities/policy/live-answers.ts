import type { PolicyDependencies } from './dependencies.ts';
import type { RehearsedKind } from './rehearsed-kinds.ts';
import { Failure } from '../../domain/failure.ts';
import type { Enforcement } from '../../domain/policy/policy.ts';
import type { Probe } from '../../domain/prepared-change.ts';
import type { WriteOutcome } from '../../ports/cluster.ts';

/** Objects of each sort that are sent: the server is asked about a sample only. */
const SAMPLES = 5;

/**
 * What the cluster says to some of the examples while the version before is enforced: they are sent as dry
 * runs, and nothing is kept. Lines for the report; none where nothing is enforced in this cluster.
 */
export async function liveAnswers(
  cluster: PolicyDependencies['cluster'],
  { enforced, kinds }: { enforced: Enforcement | undefined; kinds: readonly RehearsedKind[] },
): Promise<readonly string[]> {
  if (!enforced || (await cluster.identity()).id !== enforced.clusterId) return [];
  const kept = sampled(kinds.map((one) => one.kept));
  const broken = sampled(kinds.map(({ probes }) => probes));
  const [name = ''] = enforced.objects.map((one) => one.name);
  const lines = [];
  for (const probe of [...kept, ...broken]) {
    lines.push(`  ${probe.words ?? probe.kind.kind}: ${await answerTo(cluster, probe, name)}`);
  }
  const title = `What is enforced now, by version ${enforced.version} in ${enforced.mode} mode, says to examples of this one`;
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** The first of each kind, then the second of each, and so on. */
function sampled(probes: readonly (readonly Probe[])[]): readonly Probe[] {
  const deepest = Math.max(0, ...probes.map(({ length }) => length));
  const inTurn = Array.from({ length: deepest }, (_, at) => probes.flatMap((one) => one[at] ?? []));
  return inTurn.flat().slice(0, SAMPLES);
}

async function answerTo(
  cluster: PolicyDependencies['cluster'],
  { object, kind }: Probe,
  name: string,
): Promise<string> {
  try {
    return answerText(await cluster.dryRun(object, kind), name);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return `not tried. ${failure.message}`;
  }
}

function answerText(outcome: WriteOutcome, name: string): string {
  if (outcome.type === 'accepted') {
    const isWarned = outcome.warnings.some((warning) => warning.includes(name));
    return isWarned ? 'accepted, with its warning' : 'accepted';
  }
  const said = outcome.problems.map(({ message }) => message).join('; ');
  const isOwn = outcome.because === 'policy' && said.includes(name);
  return isOwn ? 'refused by it' : `refused, but not by it: ${said}`;
}
