import type { JsonObject } from '../../domain/json.ts';
import type { DemoCluster } from '../cluster/demo-cluster.ts';
import type { ClusterOnPage, ObjectOnPage } from '../page-protocol.ts';
import { isWrittenSince, objectOnPage } from './cluster-objects.ts';
import type { EventStream } from './event-stream.ts';

/** At most two a second. */
const LOOK_EVERY_MS = 500;

/** What was written into the demo cluster since it was laid out, told again whenever it changes. */
export function createClusterView(cluster: DemoCluster): (stream: EventStream) => void {
  /** An object is replaced when it changes, so that an unchanged one need not be drawn again. */
  const drawn = new WeakMap<JsonObject, readonly ObjectOnPage[]>();

  function draw(object: JsonObject): readonly ObjectOnPage[] {
    const known = drawn.get(object);
    if (known) return known;
    const shown = isWrittenSince(object) ? (objectOnPage(object) ?? []) : [];
    const list = [shown].flat();
    drawn.set(object, list);
    return list;
  }

  return (stream) => {
    let told: readonly ObjectOnPage[] | undefined;
    function look(): void {
      const objects = cluster.objects().flatMap(draw);
      if (told && isSame(told, objects)) return;
      told = objects;
      stream.send({ objects } satisfies ClusterOnPage);
    }
    look();
    const timer = setInterval(look, LOOK_EVERY_MS).unref();
    stream.onEnd(() => clearInterval(timer));
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
