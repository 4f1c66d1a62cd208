import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { JsonText } from '../../domain/json.ts';
import { Probe, type Proof } from '../../domain/prepared-change.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster, WriteOutcome } from '../../ports/cluster.ts';
import type { Proven } from '../../workflows/change/state.ts';

export interface ProveDependencies {
  readonly cluster: Cluster;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
}

/** How long a policy that is in the cluster may take until it acts, in milliseconds. */
const ACTS_WITHIN_MS = 10_000;
const TRY_EVERY_MS = 500;

const Probes = JsonText.pipe(z.array(Probe).min(1));

/** Whether a probe was answered as this policy has to; else what came instead, as a sentence. */
type Verdict = { readonly isProved: true } | { readonly isProved: false; readonly said: string };

/**
 * Sends objects that break the policy as dry runs, again and again for ten seconds, until each was
 * answered as it must be: refused by this policy, or accepted with its warning. A refusal by a schema or
 * by another policy proves nothing. Throws `Failure` where the artifact cannot be read.
 */
export async function prove(
  { cluster, artifacts, clock }: ProveDependencies,
  proof: Proof,
  signal: AbortSignal,
): Promise<Proven> {
  const probes = Probes.parse(await artifacts.get(proof.probes));
  const untilMs = clock.now().getTime() + ACTS_WITHIN_MS;
  const proved = new Set<Probe>();
  for (;;) {
    let said = '';
    for (const probe of probes) {
      if (proved.has(probe)) continue;
      const verdict = await verdictOn(cluster, proof, probe);
      if (verdict.isProved) proved.add(probe);
      else said ||= verdict.said;
    }
    if (proved.size === probes.length) return { isProved: true, text: provedText(proof, probes) };
    if (clock.now().getTime() >= untilMs) return { isProved: false, text: said };
    await clock.sleep(TRY_EVERY_MS, signal);
  }
}

function provedText({ expects }: Proof, probes: readonly Probe[]): string {
  const named = [...new Set(probes.map(wordsOf))];
  const did = expects === 'refused' ? 'refused' : 'warned about';
  return `${named.join(' and ')} ${named.length === 1 ? 'was' : 'were'} ${did}`;
}

function wordsOf({ words, kind }: Probe): string {
  return words ?? `an object of kind ${kind.kind} that breaks it`;
}

async function verdictOn(cluster: Cluster, proof: Proof, probe: Probe): Promise<Verdict> {
  try {
    return judged(proof, probe, await cluster.dryRun(probe.object, probe.kind));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return unproved(`The cluster could not try it. ${error.message}`);
  }
}

function judged({ expects, names }: Proof, probe: Probe, outcome: WriteOutcome): Verdict {
  const what = wordsOf(probe);
  if (outcome.type === 'accepted') {
    if (expects === 'warned') {
      if (outcome.warnings.some((warning) => holdsName(warning, names))) return { isProved: true };
      return unproved(`The policy engine does not act: ${what} was accepted without its warning.`);
    }
    return unproved(`The policy engine does not act: ${what} was accepted.`);
  }
  const said = outcome.problems.map(({ message }) => message).join('; ');
  const isOwn = outcome.because === 'policy' && holdsName(said, names);
  if (isOwn && expects === 'refused') return { isProved: true };
  if (isOwn) return unproved(`It refused ${what}, though it should only warn.`);
  if (outcome.because === 'policy') {
    return unproved(`Another policy refused ${what} first, so nothing is proved: ${said}`);
  }
  return unproved(`${REFUSED[outcome.because]} ${what}, so nothing is proved: ${said}`);
}

const REFUSED = {
  schema: 'The schema refused',
  conflict: 'Somebody else manages part of',
  forbidden: 'The bot may not try',
  'not-found': 'The cluster has no place for',
} as const;

function unproved(said: string): Verdict {
  return { isProved: false, said };
}

/** The name as a whole: `policy pol-1 v2` is not meant by `policy pol-1 v20`. */
function holdsName(text: string, name: string): boolean {
  const parts = text.split(name);
  return parts.slice(1).some((after, index) => {
    const around = `${parts[index]?.at(-1) ?? ''}${after.at(0) ?? ''}`;
    return !/[\w-]/u.test(around);
  });
}
