import { z } from 'zod';
import { KubernetesObject } from '../../domain/manifest.ts';

/** As lists hold them: items may leave out what the list says already. */
const ListedObject = z
  .object({ metadata: z.looseObject({ name: z.string() }) })
  .catchall(z.unknown());

export const ObjectList = z.object({
  metadata: z.object({
    resourceVersion: z.string().default(''),
    continue: z.string().optional(),
  }),
  items: z.array(ListedObject).nullable().default([]),
});
export type ObjectList = z.infer<typeof ObjectList>;

/** What an object is called, where the answer leaves it out or calls it something else. */
export interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * Checks one object. `managedFields` goes: it is larger than the object, and only servers read it.
 * Throws a `ZodError` for what is no Kubernetes object.
 */
export function readObject(value: unknown, type: ObjectType): KubernetesObject {
  const { metadata, ...rest } = ListedObject.parse(value);
  const { managedFields: _managedFields, ...kept } = metadata;
  return KubernetesObject.parse({ ...rest, ...type, metadata: kept });
}
