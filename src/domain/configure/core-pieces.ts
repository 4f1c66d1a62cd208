import type { Json } from '../json.ts';
import type { Binding, FieldAddress, Link } from '../solution.ts';
import type { Ask, ResourceView } from './parts.ts';
import type { Workload } from './workloads.ts';

/** What else is in the solution. */
export interface Neighbours {
  readonly workload: Workload | undefined;
  readonly find: (groupKind: string) => ResourceView | undefined;
}

export function addressIn(alias: string): (path: string) => FieldAddress {
  return (path) => ({ alias, path });
}

export function link(from: FieldAddress, to: FieldAddress, reason: string): Link {
  return { from, to, reason };
}

export function binding(address: FieldAddress, value: Json, reason: string): Binding {
  return { address, value, reason };
}

export function ask(
  address: FieldAddress,
  how: Pick<Ask, 'stage' | 'label'> & Partial<Pick<Ask, 'isRequired' | 'suggestion'>>,
): Ask {
  return { ...address, isRequired: false, ...how };
}
