import { helpCard } from './help.ts';
import type { Actor } from '../chat/actor.ts';
import type { Card, CardElement } from '../chat/card.ts';
import { bold, line } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface HomeDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly capabilities: { count(): Promise<number> };
  readonly cluster: Pick<Cluster, 'identity'>;
}

/** The App Home: which cluster this is about, what runs for this person, and what can be said. */
export async function homeCard(dependencies: HomeDependencies, viewer: Actor): Promise<Card> {
  const { store, capabilities, cluster } = dependencies;
  const [open, count, name] = await Promise.all([
    store.sessions({ owner: viewer, isOpen: true, limit: 10 }),
    capabilities.count(),
    nameOf(cluster),
  ]);
  const kinds = `${count} kinds of resources known`;
  const elements: CardElement[] = [
    name === undefined
      ? { type: 'alert', level: 'warning', line: [`The cluster is not answering. ${kinds}.`] }
      : { type: 'text', line: line`Cluster ${bold(name)}: ${kinds}.` },
  ];
  if (open.length > 0) {
    const own =
      open.length === 1
        ? 'One conversation of yours is'
        : `${open.length} conversations of yours are`;
    elements.push({ type: 'note', line: [`${own} open.`] });
  }
  elements.push({ type: 'divider' }, ...helpCard().elements);
  return { title: 'dotai', elements, audience: viewer };
}

/** Undefined while the cluster does not answer: everything else is still worth showing. */
async function nameOf(cluster: HomeDependencies['cluster']): Promise<string | undefined> {
  try {
    return (await cluster.identity()).name;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
