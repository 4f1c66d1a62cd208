import { describe, expect, it } from 'vitest';
import { aCommand, anActor, aSession } from '../../test/builders.ts';
import { aCapabilityStage, commands, KINDS, textOf } from '../../test/capability-stage.ts';
import { createFakeConversations } from '../../test/fakes/conversations.ts';
import { aTaughtStage } from '../../test/taught-stage.ts';
import { aPolicyStage } from '../../test/policy-stage.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeDeliveryStore } from '../../test/fakes/delivery-store.ts';
import { parseCommand } from '../chat/command.ts';
import { SCAN_KEY } from '../chat/scan-key.ts';
import type { Session } from '../chat/session.ts';
import { Organisation } from '../domain/organisation.ts';
import { createScanQueries } from '../queries/scans.ts';
import { RemovalTarget } from '../workflows/removal/state.ts';
import { ScanEvent, ScanInput } from '../workflows/scan/state.ts';
import { createCommandAnswers } from './commands.ts';

const CURATOR = 'U1';
const at = '2026-11-02T09:00:00.000Z';

async function aStage(open: readonly Session[] = [], kinds = KINDS) {
  const capabilities = aCapabilityStage(kinds);
  await capabilities.ready;
  const organisation = Organisation.parse({ roles: { curators: { people: [CURATOR] } } });
  const people = { chat: createFakeChatPlatform(), organisation, isDemo: false };
  let looks = 0;
  const answers = createCommandAnswers(
    people,
    {
      capabilities: capabilities.queries,
      scans: createScanQueries({
        store: {
          sessions: async ({ isOpen, key, workflow }) =>
            open.filter(
              (session) =>
                isOpen === true &&
                (key === undefined || session.key === key) &&
                (workflow === undefined || session.workflow === workflow),
            ),
        },
        deliveries: createFakeDeliveryStore(),
        cardOf: () => undefined,
        rights: async () => ({ mayScan: true }),
        schedule: { everyHours: 24, watch: true },
        known: async () => kinds.length,
        nextAt: async () => undefined,
        clock: createFakeClock(),
      }),
      policies: aPolicyStage().queries,
      ...aTaughtStage(),
      status: async () => ({ elements: [], audience: 'thread' }),
    },
    {
      cluster: {
        discover: () => {
          looks += 1;
          return capabilities.cluster.discover();
        },
      },
      conversations: createFakeConversations(),
      chat: createFakeChatPlatform(),
    },
  );
  const given = (text: string, id = CURATOR) =>
    [parseCommand(text), aCommand(text, { actor: anActor(id) })] as const;
  return {
    cluster: capabilities.cluster,
    opening: (text: string, id?: string) => answers.openingFor(...given(text, id)),
    looks: () => looks,
    /** What is answered instead of a conversation. */
    async instead(text: string) {
      const plan = await answers.openingFor(...given(text));
      if (!plan || !('answer' in plan)) throw new Error('a conversation was opened');
      return plan.answer;
    },
    answer: (text: string) => answers.answerCommand(...given(text)),
  };
}

const deleting = aSession({ id: 'removal-1', workflow: 'removal', key: SCAN_KEY });

const running = (owner = anActor('dotai', { workspace: '' })): Session =>
  aSession({ id: 'scan-1', workflow: 'scan', owner, state: { reason: 'scheduled' } });

describe('capabilities scan', () => {
  it.each([
    ['capabilities scan', undefined],
    ['capabilities scan all', undefined],
    ['capabilities scan again', undefined],
    ['capabilities scan rds, Bucket rds', ['rds', 'Bucket']],
  ])('reads the cluster, or what is named: %s', async (text, names) => {
    const plan = await (await aStage()).opening(text);

    expect(plan).toMatchObject({ workflow: 'scan', key: 'scan' });
    const input = plan && 'input' in plan ? ScanInput.parse(plan.input) : undefined;
    expect(input).toEqual({ reason: 'asked', ...(names && { names }) });
  });

  it('begins none for names that mean nothing here, and offers what is near', async () => {
    const stage = await aStage();

    const card = await stage.instead('capabilities scan deploymnts nosuch');
    expect(card.title).toBe('No scan began');
    expect(stage.looks()).toBe(1);
    expect(textOf(card)).toContain('Nothing here is called “nosuch”.');
    expect(commands(card)).toEqual(['capabilities scan deployments']);
    expect(commands(await stage.instead('capabilities scan nosuch'))).toEqual([]);
  });

  it('begins where some of the names are known, or the cluster does not say', async () => {
    const stage = await aStage();

    expect(await stage.opening('capabilities scan deployments nosuch')).toBeDefined();
    stage.cluster.setDown(true);
    expect(await stage.opening('capabilities scan nosuch')).toBeDefined();
  });

  it('asks which is meant where all and some are asked for', async () => {
    const stage = await aStage();

    const many = Array.from({ length: 12 }, (_, number) => `thing${number}.group.example.org`);

    for (const said of ['deployments', many.join(' ')]) {
      expect(commands(await stage.instead(`capabilities scan all ${said}`))).toEqual([
        'capabilities scan all',
        `capabilities scan ${said}`,
      ]);
    }
  });

  it('joins one that runs', async () => {
    const stage = await aStage([running()]);

    expect(await stage.opening('capabilities scan')).toBeUndefined();
    expect(textOf(await stage.answer('capabilities scan'))).toContain('no second one begins');
  });

  it('waits for capabilities that are being deleted, not for the question whether to', async () => {
    const stage = await aStage([deleting]);
    const asking = await aStage([{ ...deleting, key: 'remove-all' }]);

    await expect(stage.opening('capabilities scan')).rejects.toThrow(
      'Capabilities are being deleted; try again in a moment.',
    );
    expect(await asking.opening('capabilities scan')).toMatchObject({ workflow: 'scan' });
  });

  it('refuses more names than anybody types', async () => {
    const names = Array.from({ length: 51 }, (_, number) => `kind${number}`).join(' ');

    await expect((await aStage()).opening(`capabilities scan ${names}`)).rejects.toThrow(
      'Those are 51 names',
    );
    await expect((await aStage()).opening(`capabilities scan ${'x'.repeat(301)}`)).rejects.toThrow(
      'so long a name',
    );
  });
});

describe('capabilities cancel', () => {
  it('ends the scan that the bot began, for curators', async () => {
    const plan = await (await aStage([running()])).opening('capabilities cancel');

    expect(plan).toMatchObject({ sessionId: 'scan-1' });
    const event = plan && 'event' in plan ? ScanEvent.parse(plan.event) : undefined;
    expect(event).toEqual({ type: 'scan-cancelled', at, actor: anActor(CURATOR) });
  });

  it('ends a scan for whoever asked for it, and for nobody else', async () => {
    const stage = await aStage([running(anActor('U7'))]);

    expect(await stage.opening('capabilities cancel', 'U7')).toMatchObject({ sessionId: 'scan-1' });
    await expect(stage.opening('capabilities cancel', 'U8')).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('does nothing to another scan than the one whose button was pressed', async () => {
    const stage = await aStage([running()]);

    expect(await stage.opening('capabilities cancel scan-0')).toBeUndefined();
    expect(textOf(await stage.answer('capabilities cancel scan-0'))).toContain(
      'That scan has ended',
    );
  });

  it('says so where no scan runs', async () => {
    const stage = await aStage();

    expect(await stage.opening('capabilities cancel')).toBeUndefined();
    expect((await stage.answer('capabilities cancel')).title).toBe('No scan runs');
  });
});

describe('capabilities delete', () => {
  it('forgets what one name means', async () => {
    const plan = await (await aStage()).opening('capabilities delete Deployment');
    const input = plan && 'input' in plan ? RemovalTarget.parse(plan.input) : undefined;

    expect(plan).toMatchObject({ workflow: 'removal' });
    expect(input).toMatchObject({
      type: 'kind',
      clusterId: 'fake-cluster',
      name: 'deployments.apps',
      document: 'apps/v1',
    });
  });

  it('asks which one, or names what is near', async () => {
    const stage = await aStage();

    expect(await stage.opening('capabilities delete services')).toBeUndefined();
    expect(commands(await stage.answer('capabilities delete services'))).toContain(
      'capabilities delete services.core',
    );
    expect(await stage.opening('capabilities delete databse')).toBeUndefined();
    expect(commands(await stage.answer('capabilities delete databse'))[0]).toBe(
      'capabilities show databases.sql.example.org',
    );
  });

  it('of all asks with the number that is known, once at a time', async () => {
    const plan = await (await aStage()).opening('capabilities delete all');

    expect(plan).toMatchObject({
      workflow: 'removal',
      key: 'remove-all',
      input: { type: 'all', clusterId: 'fake-cluster', known: KINDS.length },
    });
  });

  it('of all is not asked while capabilities are being deleted', async () => {
    const stage = await aStage([deleting]);

    await expect(stage.opening('capabilities delete all')).rejects.toThrow('being deleted');
    expect(await stage.opening('capabilities delete Deployment')).toMatchObject({
      workflow: 'removal',
    });
  });

  it('of all has nothing to do where nothing is known', async () => {
    const stage = await aStage([], []);

    expect(await stage.opening('capabilities delete all')).toBeUndefined();
    expect((await stage.answer('capabilities delete all')).title).toBe('Nothing to forget');
  });

  it.each(['Deployment', 'all'])('is for curators alone: %s', async (what) => {
    await expect(
      (await aStage()).opening(`capabilities delete ${what}`, 'U8'),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it.each(['Deployment', 'all'])('waits for a scan that runs: %s', async (what) => {
    const stage = await aStage([running()]);

    await expect(stage.opening(`capabilities delete ${what}`)).rejects.toThrow('A scan runs');
  });
});
