import { z } from 'zod';
import { ResourceKind } from './kind.ts';

/**
 * How far a kind stands from the machinery. `golden-path`: offered over other resources (a claim or
 * composite). `managed`: stands for one thing that an operator or a cloud provider runs. `core`:
 * served by Kubernetes itself.
 */
export const AbstractionLevel = z.enum(['golden-path', 'managed', 'core']);
export type AbstractionLevel = z.infer<typeof AbstractionLevel>;

/**
 * Why somebody would name the kind. `primary`: it is what people ask for. `part`: it completes a
 * primary (a subnet group, a parameter group). `setup`: the platform team's own (provider
 * configuration, definitions). `internal`: written by controllers, never by people.
 */
export const CapabilityRole = z.enum(['primary', 'part', 'setup', 'internal']);
export type CapabilityRole = z.infer<typeof CapabilityRole>;

/** What a resource type on the cluster can do. One record a kind, whatever versions it is served in. */
export const Capability = z.object({
  id: z.string(),
  clusterId: z.string(),
  kind: ResourceKind,
  servedVersions: z.array(z.string()),
  /** Lower-case words and short phrases, most telling first. */
  tags: z.array(z.string()),
  /** `aws`, `azure`, `gcp`, … A portable kind has several; a kind of no cloud has none. */
  providers: z.array(z.string()),
  abstraction: AbstractionLevel,
  role: CapabilityRole,
  complexity: z.enum(['low', 'medium', 'high']),
  /** One or two sentences. */
  description: z.string(),
  /** "Use it for …": one sentence. */
  useCase: z.string(),
  /** 0 to 1: how sure the describer is. */
  confidence: z.number().min(0).max(1),
  /** Names of the telling fields that a person can set, most telling first, at most 40. */
  settableFields: z.array(z.string()),
  schemaHash: z.string(),
  /** `profile`, or the prompt that described it (`describe-capabilities@1`). */
  source: z.string(),
  scannedAt: z.iso.datetime(),
  /** When a scan first missed it; undefined while the cluster serves it. */
  goneAt: z.iso.datetime().optional(),
});
export type Capability = z.infer<typeof Capability>;
