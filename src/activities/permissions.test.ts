import { describe, expect, it } from 'vitest';
import { anActor } from '../../test/builders.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { Failure } from '../domain/failure.ts';
import { Organisation } from '../domain/organisation.ts';
import { requireRole } from './permissions.ts';

function refusal(
  curators: { readonly people?: readonly string[]; readonly groups?: readonly string[] },
  chat = createFakeChatPlatform(),
) {
  const organisation = Organisation.parse({ roles: { curators } });
  const asked = { actor: anActor('UANA'), role: 'curators' } as const;
  return requireRole({ chat, organisation, isDemo: false }, asked);
}

describe('a refusal for want of a role', () => {
  it('names whom to ask: people listed, and members of groups listed', async () => {
    const chat = createFakeChatPlatform();
    chat.groups.set('SPLATFORM', ['UDREW', 'UCLEO']);
    chat.standings.set('UGONE', 'deactivated');

    await expect(
      refusal({ people: ['slack:T1:UCLEO', 'UGONE'], groups: ['SPLATFORM'] }, chat),
    ).rejects.toMatchObject({
      kind: 'forbidden',
      message: 'Only curators can do that. Ask slack:T1:UCLEO or slack:T1:UDREW.',
    });
  });

  it('names five at most, and says that there are others', async () => {
    const people = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'];

    await expect(refusal({ people })).rejects.toThrow(
      'Ask slack:T1:U1, slack:T1:U2, slack:T1:U3, slack:T1:U4, slack:T1:U5 or others of them.',
    );
  });

  it('names those behind guests and leavers, however many stand first', async () => {
    const chat = createFakeChatPlatform();
    const gone = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'];
    for (const id of gone) chat.standings.set(id, id < 'U4' ? 'guest' : 'deactivated');

    await expect(refusal({ people: [...gone, 'UCLEO', 'UDREW'] }, chat)).rejects.toThrow(
      'Ask slack:T1:UCLEO or slack:T1:UDREW.',
    );
  });

  function failing(error: Error) {
    const chat = createFakeChatPlatform();
    return {
      ...chat,
      person: async (actor: ReturnType<typeof anActor>) => {
        if (actor.id === 'UANA') return chat.person(actor);
        throw error;
      },
    };
  }

  it('hides no bug', async () => {
    const bug = new TypeError('name of undefined');

    await expect(refusal({ people: ['UCLEO'] }, failing(bug))).rejects.toBe(bug);
  });

  it('stands where nobody can be named', async () => {
    const silent = failing(new Failure('unavailable', 'Slack is not answering right now.'));

    await expect(refusal({ people: ['UCLEO'] }, silent)).rejects.toThrow(
      'Only curators can do that. Whoever runs the bot lists them in dotai.yaml.',
    );
  });
});
