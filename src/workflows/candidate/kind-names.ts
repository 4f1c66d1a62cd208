import { isSameKind, type ResourceKind, resourceNameOf } from '../../domain/kind.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';

/** The kinds that a candidate speaks of, as people say them. */
interface KindNames {
  /** "InternetGateway"; with its group where two kinds of the candidate are called so. */
  of(kind: ResourceKind): string;
  /** The same for what a quote is about; a name that is none of theirs stays as it is. */
  about(name: string): string;
}

export function kindNames({
  resources,
  avoided,
}: Pick<Candidate, 'resources' | 'avoided'>): KindNames {
  const all = [...resources, ...avoided];
  function of(kind: ResourceKind): string {
    const isShared = all.some((one) => one.kind === kind.kind && !isSameKind(one, kind));
    return isShared ? `${kind.kind} (${resourceNameOf(kind)})` : kind.kind;
  }
  return {
    of,
    about(name) {
      const kind = all.find((one) => resourceNameOf(one) === name);
      return kind ? of(kind) : name;
    },
  };
}
