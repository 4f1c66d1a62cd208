import type { JsonObject } from '../../domain/json.ts';
import type { Kyverno } from './kyverno.ts';
import { numberAt } from './json-path.ts';
import type { Moment } from './moment.ts';

const SEEN_SECONDS = 1;

/** What Kyverno says of a policy of its own by now; undefined while it has not looked. */
export function kyvernoStatus(kyverno: Kyverno, moment: Moment): JsonObject | undefined {
  const { type, object, ageSeconds, changedAtSeconds, timeAt } = moment;
  if (ageSeconds < changedAtSeconds + SEEN_SECONDS || kyverno.webhook() === 'failing') {
    return undefined;
  }
  const observedGeneration = numberAt(object, 'metadata', 'generation') ?? 1;
  const condition = (name: string, message: string): JsonObject => ({
    type: name,
    status: 'True',
    reason: 'Succeeded',
    message,
    lastTransitionTime: timeAt(changedAtSeconds + SEEN_SECONDS),
    observedGeneration,
  });
  if (type.group === 'kyverno.io') {
    return { ready: true, conditions: [condition('Ready', 'Ready')] };
  }
  const conditions = [
    condition('WebhookConfigured', 'Webhook configured.'),
    condition('PolicyCached', 'Policy cached.'),
    condition('RBACPermissionsGranted', 'Policy is ready for reporting.'),
  ];
  return { conditionStatus: { ready: true, message: '', conditions }, generated: false };
}
