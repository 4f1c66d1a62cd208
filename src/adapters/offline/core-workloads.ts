import { isKnownWord } from '../../domain/knowledge/synonyms.ts';
import { stem } from '../../domain/knowledge/words.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import type { Reading } from './reading.ts';
import { TRAITS, type TraitId } from './traits.ts';

/** What people call software that answers requests. */
const SERVING = stems(
  'app application web website site frontend backend microservice api portal dashboard shop blog ' +
    'nginx webserver webapp',
);
/** What people call software that only works in the background. */
const WORKING = stems('worker consumer processor daemon container docker workload bot agent');
/** What people call work that ends. */
const TASKS = stems('job task batch script cron');

type CoreName =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'CronJob'
  | 'Job'
  | 'Service'
  | 'Ingress'
  | 'HTTPRoute'
  | 'HorizontalPodAutoscaler'
  | 'PersistentVolumeClaim';

/** Kinds of Kubernetes itself and of its Gateway API, by group. */
const GROUPS: Readonly<Record<CoreName, string>> = {
  Deployment: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  CronJob: 'batch',
  Job: 'batch',
  Service: '',
  Ingress: 'networking.k8s.io',
  HTTPRoute: 'gateway.networking.k8s.io',
  HorizontalPodAutoscaler: 'autoscaling',
  PersistentVolumeClaim: '',
};

export function isCore(capability: CapabilitySummary, name: CoreName): boolean {
  return capability.kind === name && capability.group === GROUPS[name];
}

/** "My service" is software where it is to be run, and a thing that is there already elsewhere. */
const SERVICE_TO_RUN =
  /\b(?:deploy|run|host|launch|start|ship|roll out)\b[^,;.]{0,40}\bservices?\b|\b(?:state(?:ful|less)|serverless|web|https?|rest|grpc|backend|containeri[sz]ed)\s+services?\b/iu;

/** Whether the thing asked for is software that answers requests. */
export function isServing(reading: Reading): boolean {
  const isKey = /\bapi[- ](?:keys?|tokens?|gateways?)\b/iu.test(reading.text);
  const isService =
    (reading.subject.includes('service') && SERVICE_TO_RUN.test(reading.text)) ||
    (reading.subject.includes('function') && sleepsWhenIdle(reading));
  return isService || says(reading, SERVING, isKey ? ['api'] : []);
}

/** Whether it shall cost nothing while nobody asks for it, which a Deployment cannot do. */
function sleepsWhenIdle({ text }: Reading): boolean {
  return /\b(?:serverless|(?:scal\w+|down) (?:down )?to zero)\b/iu.test(text);
}

/** Whether the thing asked for is software of the requester's own, to be run here. */
export function isWorkload(reading: Reading): boolean {
  return (
    isServing(reading) ||
    says(reading, WORKING) ||
    says(reading, TASKS) ||
    EVERY_NODE.test(reading.text) ||
    isRoutine(reading)
  );
}

/** Something to be done again and again: a sentence that begins with no thing that is known here. */
function isRoutine(reading: Reading): boolean {
  const [first] = reading.subject;
  if (first === undefined || TRAITS.some(({ verbs }) => verbs.includes(first))) return false;
  return wants(reading, 'schedule') && !isKnownWord(first);
}

/**
 * How well a kind runs the workload that is asked for, 0 to 1: for core kinds what Kubernetes' own
 * documentation says each is for. Undefined for kinds that run nothing, and for other subjects.
 */
export function workloadFit(reading: Reading, capability: CapabilitySummary): number | undefined {
  if (!isWorkload(reading)) return undefined;
  const isScheduled = wants(reading, 'schedule') || reading.subject.includes('cron');
  const isTask = says(reading, TASKS) || isRoutine(reading);
  if (isCore(capability, 'CronJob')) return isScheduled ? 0.97 : 0.5 * Number(isTask);
  if (isCore(capability, 'Job')) return isTask ? (isScheduled ? 0.6 : 0.95) : 0;
  if (isTask) return undefined;
  const isStateful = wants(reading, 'persistence');
  const isIdle = sleepsWhenIdle(reading);
  if (isCore(capability, 'Deployment')) return isIdle ? 0.5 : isStateful ? 0.85 : 0.95;
  if (isCore(capability, 'StatefulSet')) return isStateful ? 0.95 : 0.55;
  if (isCore(capability, 'DaemonSet')) return EVERY_NODE.test(reading.text) ? 1 : 0;
  if (!isServing(reading) || !servesContainers(capability)) return undefined;
  return isIdle ? 0.97 : 0.85;
}

const EVERY_NODE = /\b(?:every|each|all) nodes?\b/iu;

/** A kind from an extension that takes containers and promises to serve them. */
function servesContainers({
  abstraction,
  role,
  fields,
  description,
  useCase,
  tags,
}: CapabilitySummary) {
  if (abstraction === 'core' || role !== 'primary') return false;
  const takes = fields.some((field) => /(?:^|\.)(?:containers|image)$/u.test(field));
  const text = [description, useCase, ...tags].join('. ');
  return takes && /\b(?:network service|serverless|web ?app\w*|micro ?services?)\b/iu.test(text);
}

/** A kind of no provider that routes outside requests to a Service: it has hosts and rules. */
export function isDoor(capability: CapabilitySummary): boolean {
  if (isCore(capability, 'Ingress') || isCore(capability, 'HTTPRoute')) return true;
  const { abstraction, providers, role, fields } = capability;
  if (abstraction !== 'managed' || providers.length > 0 || role !== 'primary') return false;
  return (
    fields.some((field) => /^(?:hosts|hostnames|virtualhost)$/u.test(field)) &&
    fields.some((field) => /^(?:http|rules|routes)(?:\.|$)/u.test(field))
  );
}

/** Kinds that run pods, and so can be reached, scaled and given volumes by other core kinds. */
export function isPodRunner(capability: CapabilitySummary): boolean {
  return isCore(capability, 'Deployment') || isCore(capability, 'StatefulSet');
}

export function wants({ needs }: Reading, id: TraitId): boolean {
  return needs.some((need) => need.type === 'trait' && need.trait.id === id);
}

function says(
  { subject }: Reading,
  words: ReadonlySet<string>,
  except: readonly string[] = [],
): boolean {
  return subject.some((word) => !except.includes(word) && words.has(stem(word)));
}

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map((word) => stem(word)));
}
