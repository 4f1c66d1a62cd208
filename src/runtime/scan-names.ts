import { kindsNamed } from '../activities/scan/named-kinds.ts';
import { ARGUMENT_MAX, type Button, type Card } from '../chat/card.ts';
import { shortened } from '../chat/shortened.ts';
import { Failure } from '../domain/failure.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { UnknownName } from '../workflows/scan/state.ts';
import { unknownNamesText } from '../workflows/scan/unknown-names.ts';

const ALL = /^(?:all|everything)$/iu;
const BUTTONS_MAX = 5;
const LABEL_MAX = 40;

/**
 * What is answered instead of a scan: where none of the names means anything here, or where everything
 * and something is asked for at once. Undefined where a scan may begin, and where the cluster does not say
 * what it serves.
 */
export async function answerToNames(
  cluster: Pick<Cluster, 'discover'>,
  names: readonly string[],
): Promise<Card | undefined> {
  if (names.length === 0) return undefined;
  const some = names.filter((name) => !ALL.test(name));
  if (some.length < names.length) return whichCard(some);
  const unknown = await unknownOf(cluster, names);
  return unknown.length === names.length ? unknownCard(unknown) : undefined;
}

async function unknownOf(
  cluster: Pick<Cluster, 'discover'>,
  names: readonly string[],
): Promise<readonly UnknownName[]> {
  try {
    const { kinds, away } = await cluster.discover();
    // They may be of a group whose API server does not answer just now.
    return away.length > 0 ? [] : kindsNamed(names, kinds).unknown;
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

function unknownCard(unknown: readonly UnknownName[]): Card {
  const nearest = new Set(unknown.flatMap((one) => one.nearest ?? []));
  const buttons = [...nearest].slice(0, BUTTONS_MAX).map((name) => scanButton([name]));
  return {
    title: 'No scan began',
    elements: [
      { type: 'text', line: [unknownNamesText(unknown)] },
      ...(buttons.length > 0 ? [{ type: 'buttons', buttons } as const] : []),
    ],
    audience: 'thread',
  };
}

function whichCard(names: readonly string[]): Card {
  const all: Button = {
    label: 'Scan the cluster',
    action: { name: 'run-command', argument: 'capabilities scan all' },
  };
  const some = scanButton(names);
  const isCarried = (some.action.argument ?? '').length <= ARGUMENT_MAX;
  return {
    title: 'Everything, or a part?',
    elements: [
      { type: 'text', line: ['You asked for the whole cluster and for names at once.'] },
      { type: 'buttons', buttons: isCarried ? [all, some] : [all] },
    ],
    audience: 'thread',
  };
}

function scanButton(names: readonly string[]): Button {
  return {
    label: shortened(`Scan ${names.join(', ')}`, LABEL_MAX),
    action: { name: 'run-command', argument: `capabilities scan ${names.join(' ')}` },
  };
}
