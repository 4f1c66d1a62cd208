import type { TaughtBook, TaughtItem } from './taught-book.ts';
import { Failure } from '../../domain/failure.ts';
import { canonicalJson, toJson } from '../../domain/json.ts';

/** Something taught that notes who changed it last, and when. */
interface Changed extends TaughtItem {
  readonly changedBy: string;
  readonly changedAt: string;
}

interface Settling {
  readonly id: string;
  /** The version that the draft follows; 0 where it follows none. */
  readonly baseVersion: number;
  readonly accepts: boolean;
  /** The account of whoever decides (`actorKey`), and when, as ISO time. */
  readonly by: string;
  readonly at: string;
  /** Called before anything is written. */
  readonly checkTurn: () => Promise<void>;
}

/**
 * A curator's decision about a draft: accepted, it is stored anew as active; declined, what there was before
 * is stored anew, or the draft is removed where there was nothing. Throws `Failure('conflict')` where the
 * draft that is to be accepted was changed or removed meanwhile. A repeat changes nothing.
 */
export async function settleDraft<Item extends Changed>(
  book: Pick<TaughtBook<Item>, 'versions' | 'save' | 'remove'>,
  { id, baseVersion, accepts, by, at, checkTurn }: Settling,
): Promise<void> {
  const versions = await book.versions(id);
  const draft = versions.find(({ version }) => version === baseVersion + 1);
  const newest = versions.at(-1);
  if (!draft || !newest || draft !== newest || draft.status !== 'draft') {
    if (accepts && !isAccepted(draft, newest)) throw changedMeanwhile();
    return;
  }
  await checkTurn();
  const before = versions.find(({ version }) => version === baseVersion);
  const kept = accepts ? { ...draft, status: 'active' as const } : before;
  const changed = { changedBy: by, changedAt: at, version: draft.version + 1 };
  if (kept) await book.save({ ...kept, ...changed });
  else await book.remove(id, draft.version);
}

/** Whether the newest version says what the draft said, as one that guides. */
function isAccepted(draft: Changed | undefined, newest: Changed | undefined): boolean {
  if (!draft || newest?.status !== 'active') return false;
  const { version, status, changedBy, changedAt } = newest;
  const accepted = { ...draft, version, status, changedBy, changedAt };
  return canonicalJson(toJson(accepted)) === canonicalJson(toJson(newest));
}

function changedMeanwhile(): Failure {
  const message = 'Somebody changed this draft meanwhile. Begin again with what it says now.';
  return new Failure('conflict', message);
}
