import { z } from 'zod';
import { Json } from './json.ts';

/** A Kubernetes object as it is written or read: whatever else it has is kept. */
export const KubernetesObject = z
  .object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z
      .object({
        name: z.string(),
        namespace: z.string().optional(),
        labels: z.record(z.string(), z.string()).optional(),
        annotations: z.record(z.string(), z.string()).optional(),
        uid: z.string().optional(),
        resourceVersion: z.string().optional(),
        generation: z.number().optional(),
      })
      .catchall(Json),
  })
  .catchall(Json);
export type KubernetesObject = z.infer<typeof KubernetesObject>;

/** Names one object of a cluster. */
export const ObjectReference = z.object({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
});
export type ObjectReference = z.infer<typeof ObjectReference>;
