import { type CandidateRights, seenOf, waiting } from './candidate-rights.ts';
import { namedBy, type Naming } from './taught-names.ts';
import { type Actor, actorKey } from '../chat/actor.ts';
import { resourceNameOf } from '../domain/kind.ts';
import type { Candidate } from '../domain/mining/candidate.ts';

/** By its title, triggers, resources and where it is from. */
const NAMING: Naming<Candidate> = { prefix: 'cand-', words: haystackOf };

function haystackOf({ id, type, title, triggers, resources, origins }: Candidate): string {
  const kinds = resources.flatMap((kind) => [kind.kind, resourceNameOf(kind)]);
  return [id, type, title, ...triggers, ...kinds, ...origins.map(({ label }) => label)].join(' ');
}

/** Whether somebody means one candidate and no words of one. */
export function isCandidateId(name: string): boolean {
  return /^cand-\S*$/u.test(name.trim().toLowerCase());
}

/**
 * Those that the viewer may mean by words, or by the beginning of an id: what waits comes before what was
 * decided. Whoever is no curator names only what they asked for, and nobody what they may not see.
 */
export async function candidatesNamed(
  all: readonly Candidate[],
  name: string,
  { viewer, viewing }: { readonly viewer: Actor; readonly viewing: CandidateRights },
): Promise<readonly Candidate[]> {
  const own = all.filter(({ askedBy }) => viewing.mayScan || askedBy === actorKey(viewer));
  const decided = own.filter(({ status }) => status !== 'open');
  for (const some of [waiting(own), decided]) {
    const { seen } = await seenOf(namedBy(NAMING, some, name), viewing);
    if (seen.length > 0) return seen;
  }
  return [];
}
