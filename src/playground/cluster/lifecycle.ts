import { canonicalJson } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { rfc3339 } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { coreStatus } from './lifecycle-core.ts';
import { customStatus } from './lifecycle-custom.ts';
import { objectAt, textAt, withValue } from './json-path.ts';
import { isKyvernoGroup } from './kyverno.ts';
import { kyvernoStatus } from './kyverno-status.ts';
import { updated } from './managed-fields.ts';
import type { Moment } from './moment.ts';
import type { StoredObject } from './object-store.ts';
import { apiVersionOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';

/** Milliseconds between two looks at all objects. */
const TICK_MS = 200;

/** Lets time pass for the objects: what was applied gets ready, binds, completes or fails. */
export interface Lifecycle {
  /** Brings every object to where it should be by now. */
  readonly tick: () => void;
  stop(): void;
}

export function startLifecycle(state: ClusterState): Lifecycle {
  const timer = setInterval(tick, TICK_MS);
  timer.unref();

  function tick(): void {
    for (const stored of state.store.all()) settle(state, stored);
  }

  return { tick, stop: () => clearInterval(timer) };
}

function settle(state: ClusterState, stored: StoredObject): void {
  const [apiVersion, kind] = [textAt(stored.object, 'apiVersion'), textAt(stored.object, 'kind')];
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const type = state.types.findKind(group, version, kind);
  if (!type || !type.subresources.includes('status')) return;
  const status = nextStatus(state, momentOf(state, type, stored));
  if (!status || canonicalJson(status) === canonicalJson(objectAt(stored.object, 'status'))) return;
  const object = updated(stored.object, withValue(stored.object, ['status'], status), {
    schema: type.schema(),
    writer: {
      manager: 'demo-controller',
      operation: 'Update',
      apiVersion: apiVersionOf(type),
      subresource: 'status',
      time: rfc3339(state.clock.now()),
    },
  });
  state.store.put({ ...stored, object });
}

function nextStatus({ store, kyverno }: ClusterState, moment: Moment): JsonObject | undefined {
  if (kyverno && isKyvernoGroup(moment.type.group)) return kyvernoStatus(kyverno, moment);
  if (moment.type.isCustom) return customStatus(moment);
  return coreStatus(moment, {
    hasStorageClass: (name) => store.get('storage.k8s.io/storageclasses', '', name) !== undefined,
    hasDefaultStorageClass: () => store.list('storage.k8s.io/storageclasses').length > 0,
  });
}

function momentOf(state: ClusterState, type: ServedType, stored: StoredObject): Moment {
  const { createdAtMs, changedAtMs, object } = stored;
  const ageAt = (atMs: number) => ((atMs - createdAtMs) / 1_000) * state.pace;
  return {
    type,
    object,
    ageSeconds: ageAt(state.clock.now().getTime()),
    changedAtSeconds: ageAt(changedAtMs),
    timeAt: (seconds) => rfc3339(new Date(createdAtMs + (seconds / state.pace) * 1_000)),
  };
}
