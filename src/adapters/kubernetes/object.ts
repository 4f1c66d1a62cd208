import { z } from 'zod';
import { withoutSecretValues } from '../../domain/live-object.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import { senselessAnswer } from './status.ts';

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

/** What an object is called, where the answer leaves it out or calls it something else. */
export interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * Checks one object. `managedFields` goes: it is larger than the object, and only servers read it. So do
 * the values of a Secret, whatever the server sent.
 * Throws `Failure('unavailable')` for what is no Kubernetes object.
 */
export function readObject(value: unknown, type: ObjectType): KubernetesObject {
  const listed = ListedObject.safeParse(value);
  if (!listed.success) throw senselessAnswer(listed.error);
  const { metadata, ...rest } = listed.data;
  const { managedFields: _managedFields, ...kept } = metadata;
  const object = KubernetesObject.safeParse({ ...rest, ...type, metadata: kept });
  if (!object.success) throw senselessAnswer(object.error);
  return withoutSecretValues(object.data);
}
