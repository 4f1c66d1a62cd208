import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { JsonObject } from '../../domain/json.ts';
import type { AdmissionRequest } from './admission.ts';
import { ApiError } from './api-error.ts';
import { type ClusterState, inForce } from './cluster-state.ts';
import { judgeClusterPolicy, judgeValidatingPolicy } from './kyverno-policies.ts';
import type { KyvernoVerdict } from './kyverno-policies.ts';
import { nameOf, namespaceOf } from './object-store.ts';

/**
 * `failing`: its pods are not ready, so the API server cannot ask. `idle`: it says that its policies are
 * in force, and nobody asks it.
 */
export type KyvernoWebhook = 'ready' | 'failing' | 'idle';

/** Kyverno as a part of the demo cluster. */
export interface Kyverno {
  webhook(): KyvernoWebhook;
  setWebhook(webhook: KyvernoWebhook): void;
}

export function createKyverno(): Kyverno {
  let webhook: KyvernoWebhook = 'ready';
  return {
    webhook: () => webhook,
    setWebhook(value) {
      webhook = value;
    },
  };
}

/** The CustomResourceDefinitions that come with it. */
export function kyvernoDefinitions(): readonly JsonObject[] {
  const text = readFileSync(join(import.meta.dirname, 'engines', 'kyverno.yaml'), 'utf8');
  return z.array(JsonObject).parse(parse(text));
}

const CLUSTER_POLICIES = 'kyverno.io/clusterpolicies';
const VALIDATING_POLICIES = 'policies.kyverno.io/validatingpolicies';

/** Whether objects of that group are its own: its webhook checks those, too. */
export function isKyvernoGroup(group: string): boolean {
  return group === 'kyverno.io' || group === 'policies.kyverno.io';
}

/**
 * Asks every policy of Kyverno, as its webhooks would be asked. Throws their refusal, worded as the API
 * server passes it on; returns their warnings.
 */
export function admitByKyverno(state: ClusterState, request: AdmissionRequest): readonly string[] {
  const webhook = state.kyverno?.webhook() ?? 'idle';
  if (webhook === 'idle') return [];
  const isOwn = isKyvernoGroup(request.type.group);
  if (isOwn && webhook === 'failing')
    throw unreachable('validate-policy.kyverno.svc', 'policyvalidate');
  if (isOwn) return [];
  const older = verdictsOf(state, CLUSTER_POLICIES, (policy) =>
    judgeClusterPolicy(state.cel, policy, request),
  );
  const newer = verdictsOf(state, VALIDATING_POLICIES, (policy) =>
    judgeValidatingPolicy(state.cel, policy, request),
  );
  if (webhook === 'failing') {
    if (older.some(mustBeAsked)) throw unreachable('validate.kyverno.svc-fail', 'validate/fail');
    if (newer.some(mustBeAsked)) throw unreachable('vpol.validate.kyverno.svc-fail', 'vpol/fail');
    return [];
  }
  refuseByRules(older, request);
  refuseByPolicies(newer);
  return [...older, ...newer].flatMap(({ warnings }) => warnings);
}

function verdictsOf(
  state: ClusterState,
  typeKey: string,
  judge: (policy: JsonObject) => KyvernoVerdict | undefined,
): readonly KyvernoVerdict[] {
  return inForce(state, typeKey).flatMap((policy) => judge(policy) ?? []);
}

function mustBeAsked({ failsClosed }: KyvernoVerdict): boolean {
  return failsClosed;
}

function refuseByRules(
  verdicts: readonly KyvernoVerdict[],
  { object, type }: AdmissionRequest,
): void {
  const broken = verdicts.filter(({ denials }) => denials.length > 0);
  if (broken.length === 0) return;
  const parts = broken.map(({ policy, denials }) =>
    [`${policy}:`, ...denials.map(({ rule, message }) => `  ${rule}: ${message}`)].join('\n'),
  );
  const subject = `${type.kind}/${namespaceOf(object)}/${nameOf(object)}`;
  const isClosed = broken.some(mustBeAsked);
  throw denied(
    `validate.kyverno.svc-${isClosed ? 'fail' : 'ignore'}`,
    `\n\nresource ${subject} was blocked due to the following policies \n\n${parts.join('\n')}\n`,
  );
}

function refuseByPolicies(verdicts: readonly KyvernoVerdict[]): void {
  const broken = verdicts.filter(({ denials }) => denials.length > 0);
  if (broken.length === 0) return;
  const isClosed = broken.some(mustBeAsked);
  const parts = broken.flatMap(({ policy, denials }) =>
    denials.map(({ message }) => `Policy ${policy} failed: ${message}`),
  );
  throw denied(`vpol.validate.kyverno.svc-${isClosed ? 'fail' : 'ignore'}`, parts.join('; '));
}

/** A webhook that names no code refuses with 400. */
function denied(webhook: string, text: string): ApiError {
  const message = `admission webhook ${JSON.stringify(webhook)} denied the request: ${text}`;
  return new ApiError({ code: 400, message });
}

function unreachable(webhook: string, path: string): ApiError {
  const url = `https://kyverno-svc.kyverno.svc:443/${path}?timeout=10s`;
  const message = `Internal error occurred: failed calling webhook ${JSON.stringify(webhook)}: failed to call webhook: Post ${JSON.stringify(url)}: no endpoints available for service "kyverno-svc"`;
  return new ApiError({
    code: 500,
    reason: 'InternalError',
    message,
    details: { causes: [{ message: message.replace('Internal error occurred: ', '') }] },
  });
}
