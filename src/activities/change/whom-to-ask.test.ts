import { describe, expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { createFakeChatPlatform } from '../../../test/fakes/chat-platform.ts';
import { approversNow } from './approvers.ts';
import { type AskingDependencies, whomToAsk } from './whom-to-ask.ts';
import { Failure } from '../../domain/failure.ts';
import { Organisation } from '../../domain/organisation.ts';

const ANA = anActor('UANA');
const DIRECT = aPlace({ channel: 'D-UANA', thread: '1.1' });

interface Given {
  readonly organisation: unknown;
  readonly place?: ReturnType<typeof aPlace>;
  readonly isDemo?: boolean;
  readonly closedBecause?: string;
  readonly unreachable?: string;
}

/** Whom the bot asks about a change of Ana's. */
function asked({ organisation, place = DIRECT, isDemo = false, ...rest }: Given) {
  const chat = createFakeChatPlatform();
  chat.groups.set('S1', ['UCLEO', 'UDREW', 'UGUS']);
  chat.standings.set('UGUS', 'guest');
  const dependencies: AskingDependencies = {
    chat: {
      ...chat,
      async directPlace(actor) {
        if (actor.id === rest.unreachable) throw new Failure('forbidden', 'Not to a bot.');
        return chat.directPlace(actor);
      },
    },
    organisation: Organisation.parse(organisation),
    isDemo,
    closedBecause: rest.closedBecause,
  };
  const approvers = approversNow(dependencies, ANA);
  const session = aSession({ workflow: 'change', owner: ANA, place });
  return whomToAsk(dependencies, { session, approvers });
}

async function askedPeople(given: Given): Promise<string[] | undefined> {
  return (await asked(given))?.places.flatMap(({ to }) => (to ? [to.id] : []));
}

const TEAM = { roles: { approvers: { groups: ['S1'], people: ['UBEN', 'UCLEO'] } } };

describe('about a change from a direct conversation', () => {
  it('asks each full member who may approve, once, where the bot talks to them alone', async () => {
    expect(await askedPeople({ organisation: TEAM })).toEqual(['UBEN', 'UCLEO', 'UDREW']);
    expect((await asked({ organisation: TEAM }))?.places[0]).toEqual({
      to: anActor('UBEN'),
      place: aPlace({ channel: 'D-UBEN' }),
    });
  });

  it('asks neither the requester nor another account of theirs, even where they may approve', async () => {
    const organisation = {
      roles: { approvers: { groups: ['S1'], people: ['UANA'] } },
      identities: [{ name: 'Ana', accounts: ['UANA', 'UDREW'] }],
      approvals: { allowRequester: true },
    };

    expect(await askedPeople({ organisation })).toEqual(['UCLEO']);
  });

  it('asks one account of a person with two', async () => {
    const identities = [{ name: 'Cleo', accounts: ['UCLEO', 'UDREW'] }];

    expect(await askedPeople({ organisation: { ...TEAM, identities } })).toEqual(['UBEN', 'UCLEO']);
  });

  it('asks ten, and says where there are more', async () => {
    const ids = Array.from({ length: 14 }, (_, index) => `U${index}`);
    const of = (people: string[]) => asked({ organisation: { roles: { approvers: { people } } } });

    expect((await of(ids))?.places).toHaveLength(10);
    expect((await of(ids))?.gap).toBe('too-many');
    expect((await of(ids.slice(0, 10)))?.gap).toBeUndefined();
  });

  it('goes on where one cannot be written to', async () => {
    const result = await asked({ organisation: TEAM, unreachable: 'UCLEO' });

    expect(result?.places.map(({ to }) => to?.id)).toEqual(['UBEN', 'UDREW']);
    expect(result?.unreached).toEqual([anActor('UCLEO')]);
  });

  it('says where no approver is left, unless the requester may approve it', async () => {
    const alone = { roles: { approvers: { people: ['UANA'] } } };
    const allowed = { ...alone, approvals: { allowRequester: true } };

    expect(await asked({ organisation: alone })).toMatchObject({ gap: 'nobody-found' });
    expect((await asked({ organisation: allowed }))?.gap).toBeUndefined();
  });

  it('asks nobody where everybody may, or nobody', async () => {
    expect(await asked({ organisation: {}, isDemo: true })).toEqual({
      isDirect: true,
      places: [],
      unreached: [],
      gap: 'open-to-all',
    });
    expect(await asked({ organisation: {} })).toBeUndefined();
    expect(await asked({ organisation: TEAM, closedBecause: 'Only read.' })).toBeUndefined();
  });
});

describe('about a change from a channel', () => {
  it('asks nobody beside it', async () => {
    expect(await asked({ organisation: TEAM, place: aPlace({ thread: '1.1' }) })).toBeUndefined();
  });
});

describe('where approvals have a channel', () => {
  const organisation = { ...TEAM, approvals: { channel: 'C9' } };

  it.each([
    ['a direct conversation', DIRECT, true],
    ['another channel', aPlace({ thread: '1.1' }), false],
  ])('asks there about a change from %s', async (_where, place, isDirect) => {
    expect(await asked({ organisation, place })).toEqual({
      isDirect,
      places: [{ place: aPlace({ channel: 'C9' }) }],
      unreached: [],
    });
  });

  it('asks nobody beside a conversation in that very channel', async () => {
    const place = aPlace({ channel: 'C9', thread: '1.1' });

    expect(await asked({ organisation, place })).toBeUndefined();
  });
});
