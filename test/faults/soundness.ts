import { verifyAudit } from '../../src/domain/audit.ts';
import { isJsonObject, type JsonObject } from '../../src/domain/json.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { buttonsOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { cards, outcomeOf, titleOf, waitingCard } from './conversation.ts';
import type { FaultWorld } from './fault-world.ts';

/** What is wrong with what people see now; empty where nothing is. */
export function visibleProblems(slack: LocalSlack): readonly string[] {
  const all = cards(slack);
  const waiting = waitingCard(slack);
  const twice = repeated(all.map(deliveryOf).filter((id) => id !== ''));
  const stale = all.filter(
    (card) => card.thread_ts !== undefined && card.ts !== waiting?.ts && buttonsOf(card).length > 0,
  );
  const files = repeated(slack.files().map(({ name }) => name));
  const roots = all.filter(({ thread_ts }) => thread_ts === undefined);
  return [
    ...twice.map((id) => `the card ${id} stands there twice`),
    ...files.map((name) => `the file ${name} stands there twice`),
    ...stale.map((card) => `"${titleOf(card)}" still has buttons`),
    ...(roots.length > 1 ? [`${roots.length} conversations were begun`] : []),
    ...slack.violations.map(({ source, error }) => `${source} was refused: ${error}`),
  ];
}

/** Waits until everything that people see is in order. Earlier cards may be redrawn a little later. */
export async function soundCards(slack: LocalSlack): Promise<void> {
  try {
    await slack.waitFor(() => visibleProblems(slack).length === 0, { what: 'order' });
  } catch (cause) {
    throw new Error(visibleProblems(slack).join('\n'), { cause });
  }
}

/** The objects that were written, each as often as it was: `PATCH` requests that were no dry run. */
export function appliedPaths(cluster: DemoCluster): readonly string[] {
  return cluster
    .requests()
    .filter(({ method, url, status }) => method === 'PATCH' && status < 300 && !isDryRun(url))
    .map(({ url }) => new URL(url, cluster.url).pathname)
    .toSorted();
}

function isDryRun(url: string): boolean {
  return new URL(url, 'http://localhost').searchParams.has('dryRun');
}

/** Notes what the cluster held when the card first said that all is ready. */
export function watchForReady(slack: LocalSlack, cluster: DemoCluster): { untruths(): string[] } {
  const untruths: string[] = [];
  let hasSaid = false;
  slack.onChange(() => {
    if (hasSaid || !outcomeOf(slack)?.startsWith('Ready')) return;
    hasSaid = true;
    untruths.push(...ownObjects(cluster).filter(isNotReady).map(nameOf));
  });
  return { untruths: () => (hasSaid ? untruths : ['nothing ever said that it is ready']) };
}

/** The objects that carry the mark of a change. */
function ownObjects(cluster: DemoCluster): readonly JsonObject[] {
  return cluster.objects().filter((object) => {
    const annotations = member(member(object, 'metadata'), 'annotations');
    return annotations['dotai.dev/change'] !== undefined;
  });
}

/** The kinds of these conversations say it by a condition, or have nothing to say. */
function isNotReady(object: JsonObject): boolean {
  if (object['kind'] === 'Service' || object['kind'] === 'Ingress') return false;
  const { conditions } = member(object, 'status');
  if (!Array.isArray(conditions)) return true;
  return !conditions
    .filter(isJsonObject)
    .some(({ type, status }) => (type === 'Ready' || type === 'Available') && status === 'True');
}

function nameOf({ kind }: JsonObject): string {
  return `${JSON.stringify(kind)} was not ready`;
}

/** What is wrong with the record in the end: the trail is unbroken, each decision stands there once. */
export async function recordProblems(world: FaultWorld): Promise<readonly string[]> {
  const entries = await world.records.audit();
  const verdict = verifyAudit(entries);
  const once = [
    'recommendation-asked',
    'change-requested',
    'approval-granted',
    'change-applied',
    'change-ready',
  ];
  const counts = once.map((action) => ({
    action,
    count: entries.filter((entry) => entry.action === action).length,
  }));
  return [
    ...(verdict.intact ? [] : [`the audit trail is broken: ${verdict.reason}`]),
    ...counts
      .filter(({ count }) => count !== 1)
      .map(({ action, count }) => `${action} is noted ${count} times`),
  ];
}

function deliveryOf({ metadata }: Message): string {
  const delivery = metadata?.event_payload['delivery'];
  return typeof delivery === 'string' ? delivery : '';
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function member(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}
