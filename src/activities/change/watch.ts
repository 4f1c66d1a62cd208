import { z } from 'zod';
import { prove } from './prove.ts';
import { targetProblem } from './target.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { judgeReadiness } from '../../domain/readiness.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import { isDeletion } from '../../workflows/change/action-words.ts';
import {
  type ChangeEffect,
  type ChangeEvent,
  ChangeState,
  type ItemResult,
} from '../../workflows/change/state.ts';

export interface WatchDependencies {
  readonly cluster: Cluster;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  /** How long objects are watched before the card says that they are still not ready. */
  readonly limitMs: number;
  /** The same for objects after which something is proved. */
  readonly proofLimitMs: number;
  /** How long a failure must stand before it counts: controllers often fail once and then succeed. */
  readonly failureStandsMs: number;
}

type WatchEffect = Extract<ChangeEffect, { type: 'watch-change' }>;

/**
 * Watches the applied objects until each says ready, one has failed for long, or the limit passes; deleted
 * ones until they are gone. Where all are ready, what is to be proved of them is tried then.
 */
export function createWatchChange(
  dependencies: WatchDependencies,
): Activity<WatchEffect, ChangeEvent> {
  return async (_effect, context) => {
    const state = ChangeState.parse(context.session.state);
    const { request, results } = state;
    const { items, proof } = request.prepared;
    const resultOf = isDeletion(state) ? goneResult : readyResult;
    const reason = await targetProblem(dependencies.cluster, request.prepared);
    if (reason !== undefined) return { type: 'target-changed', at: context.now(), reason };
    const ended = new AbortController();
    const signal = AbortSignal.any([context.signal, ended.signal]);
    const sightings = createSightings(results);
    const settled = Promise.withResolvers<void>();
    const failures = failureWatch(dependencies, { signal, onStanding: settled.resolve });
    const watches = items.map(({ reference, kind }, index) =>
      dependencies.cluster.watch(
        reference,
        (object) => {
          sightings.see(index, resultOf(object, kind, results[index]?.statusAtApply));
          report(context, sightings.results());
          if (sightings.areAllReady()) settled.resolve();
          failures.see(sightings.seen());
        },
        signal,
      ),
    );
    const { clock, limitMs, proofLimitMs } = dependencies;
    const limit = clock.sleep(proof ? proofLimitMs : limitMs, signal);
    try {
      await Promise.race([settled.promise, limit, ...watches.map(untilItFails)]);
    } finally {
      ended.abort();
      await Promise.allSettled([...watches, limit]);
    }
    context.signal.throwIfAborted();
    const isToProve = proof && sightings.areAllReady();
    const proven = isToProve ? await prove(dependencies, proof, context.signal) : undefined;
    const ending = { results: sightings.results(), ...(proven ? { proven } : {}) };
    return { type: 'settling-ended', at: context.now(), ...ending };
  };
}

/**
 * What was seen of each object. Until this watch has seen one, the card keeps what an earlier watch
 * saw of it, so that a restart shows nothing anew; but only what this one saw makes a change ready.
 */
function createSightings(known: readonly ItemResult[]) {
  let own: readonly (ItemResult | undefined)[] = known.map(() => undefined);
  return {
    see(index: number, result: ItemResult): void {
      own = own.with(index, result);
    },
    results: (): ItemResult[] => known.map((before, index) => own[index] ?? lastSaid(before)),
    seen: (): ItemResult[] => own.filter((result) => result !== undefined),
    areAllReady: (): boolean => own.every((result) => result?.state === 'ready'),
  };
}

function lastSaid(result: ItemResult): ItemResult {
  return result.reason === ''
    ? { ...result, state: 'applied', reason: 'Nothing reported yet.' }
    : result;
}

function goneResult(object: KubernetesObject | undefined): ItemResult {
  if (!object) return { state: 'ready', reason: 'It is gone.' };
  const finalizers = Finalizers.parse(object.metadata['finalizers']);
  const isGoing = object.metadata['deletionTimestamp'] !== undefined;
  if (!isGoing) return { state: 'applied', reason: 'It is still there, or there again.' };
  const held = finalizers.length > 0 ? `, held by ${finalizers.join(', ')}` : '';
  return { state: 'applied', reason: `It is being deleted${held}.` };
}

const Finalizers = z.array(z.string()).catch([]);

function readyResult(
  object: KubernetesObject | undefined,
  kind: Parameters<typeof judgeReadiness>[1],
  statusAtApply: string | undefined,
): ItemResult {
  const { state, reason } = judgeReadiness(object, kind, statusAtApply);
  const known = statusAtApply === undefined ? {} : { statusAtApply };
  return { state: state === 'waiting' ? 'applied' : state, reason, ...known };
}

function report({ progress, now }: ActivityContext, results: ItemResult[]): void {
  progress({ type: 'objects-observed', at: now(), results } satisfies ChangeEvent);
}

/** A watch that ends by itself has nothing more to say; one that throws ends the activity. */
async function untilItFails(watch: Promise<void>): Promise<never> {
  await watch;
  return new Promise<never>(() => undefined);
}

/** Calls back once a failure has stood for the whole time. */
function failureWatch(
  { clock, failureStandsMs }: WatchDependencies,
  given: { signal: AbortSignal; onStanding: () => void },
): { see: (results: readonly ItemResult[]) => void } {
  let current: AbortController | undefined;
  return {
    see(results) {
      const isFailing = results.some(({ state }) => state === 'failed');
      if (!isFailing) current?.abort();
      if (!isFailing || (current && !current.signal.aborted)) return;
      current = new AbortController();
      const signal = AbortSignal.any([given.signal, current.signal]);
      clock.sleep(failureStandsMs, signal).then(given.onStanding, () => undefined);
    },
  };
}
