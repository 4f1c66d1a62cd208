import { type Actor, actorKey } from '../chat/actor.ts';
import { Failure } from '../domain/failure.ts';
import type { RoleMembers } from '../domain/organisation.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';

type Chat = Pick<ChatPlatform, 'person' | 'groupMembers'>;

interface Asked {
  readonly members: RoleMembers;
  /** Who asks. */
  readonly actor: Actor;
  /** Whom the role does not help here. */
  readonly isLeftOut?: (one: Actor) => boolean;
}

const NAMED_MAX = 5;
/** People asked for at most: who waits for a refusal waits for these. */
const LOOKED_AT_MAX = 20;

/**
 * A sentence that names up to five who have the role now, by their accounts (`withPeople` shows them as
 * people), those listed by name before members of listed groups. Where nobody can be named: where they are
 * listed.
 */
export async function whomToTurnTo(chat: Chat, asked: Asked): Promise<string> {
  const { names, areMore } = await namesOf(chat, asked).catch(nobodyInOutage);
  if (names.length === 0) return 'Whoever runs the bot lists them in dotai.yaml.';
  const choices = areMore ? [...names, 'others of them'] : names;
  return `Ask ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(choices)}.`;
}

interface Named {
  readonly names: readonly string[];
  /** There are others, or there may be. */
  readonly areMore: boolean;
}

function nobodyInOutage(error: unknown): Named {
  if (error instanceof Failure) return { names: [], areMore: false };
  throw error;
}

async function namesOf(chat: Chat, { members, actor, isLeftOut }: Asked): Promise<Named> {
  const groups = await Promise.all(members.groups.map((group) => chat.groupMembers(group)));
  const ids = new Set([...members.people.map((account) => idOf(account)), ...groups.flat()]);
  const names: string[] = [];
  let left = [...ids].filter((id) => isLeftOut?.({ ...actor, id }) !== true);
  for (let looked = 0; left.length > 0 && looked < LOOKED_AT_MAX; looked += NAMED_MAX) {
    const people = await Promise.all(
      left.slice(0, NAMED_MAX).map((id) => chat.person({ ...actor, id })),
    );
    left = left.slice(NAMED_MAX);
    const able = people.filter(({ standing }) => standing === 'member');
    names.push(...able.map((one) => actorKey(one.actor)));
    if (names.length >= NAMED_MAX) break;
  }
  const shown = names.slice(0, NAMED_MAX);
  return { names: shown, areMore: names.length > shown.length || left.length > 0 };
}

/** Of an account as `dotai.yaml` may name it, `slack:T1:U1` or `U1`. */
function idOf(account: string): string {
  return account.split(':').at(-1) ?? account;
}
