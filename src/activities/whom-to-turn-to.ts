import type { Actor } from '../chat/actor.ts';
import type { RoleMembers } from '../domain/organisation.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';

type Chat = Pick<ChatPlatform, 'person' | 'groupMembers'>;

const NAMED_MAX = 5;

/**
 * A sentence that names up to five who have the role now, those listed by name before members of listed
 * groups. Where nobody can be named: where they are listed.
 */
export async function whomToTurnTo(
  chat: Chat,
  { members, actor }: { readonly members: RoleMembers; readonly actor: Actor },
): Promise<string> {
  const { names, areMore } = await namesOf(chat, members, actor).catch(() => NOBODY);
  if (names.length === 0) return 'Whoever runs the bot lists them in dotai.yaml.';
  const choices = areMore ? [...names, 'others of them'] : names;
  return `Ask ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(choices)}.`;
}

const NOBODY = { names: [], areMore: false } as const;

async function namesOf(
  chat: Chat,
  members: RoleMembers,
  actor: Actor,
): Promise<{ readonly names: readonly string[]; readonly areMore: boolean }> {
  const groups = await Promise.all(members.groups.map((group) => chat.groupMembers(group)));
  const ids = new Set([...members.people.map((account) => idOf(account)), ...groups.flat()]);
  const shown = [...ids].slice(0, NAMED_MAX);
  const people = await Promise.all(shown.map((id) => chat.person({ ...actor, id })));
  const names = people.filter(({ standing }) => standing === 'member').map(({ name }) => name);
  return { names, areMore: ids.size > shown.length };
}

/** Of an account as `dotai.yaml` may name it, `slack:T1:U1` or `U1`. */
function idOf(account: string): string {
  return account.split(':').at(-1) ?? account;
}
