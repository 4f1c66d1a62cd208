import { beforeEach, describe, expect, it } from 'vitest';
import { createRemovalActivities } from '../../src/activities/removal/removal-activities.ts';
import { createFindDeletion } from '../../src/activities/taught/find-deletion.ts';
import { patternKey } from '../../src/chat/pattern-key.ts';
import { SCAN_KEY } from '../../src/chat/scan-key.ts';
import { CAPABILITIES } from '../../src/domain/knowledge/document.ts';
import { sha256 } from '../../src/domain/json.ts';
import { Organisation } from '../../src/domain/organisation.ts';
import { defineWorkflow } from '../../src/runtime/define-workflow.ts';
import { beginQuietScan } from '../../src/runtime/quiet-scan.ts';
import { takeKey } from '../../src/runtime/dispatch.ts';
import type { RemovalTarget } from '../../src/workflows/removal/state.ts';
import { removalWorkflow } from '../../src/workflows/removal/workflow.ts';
import { scanWorkflow } from '../../src/workflows/scan/workflow.ts';
import { aButtonPress, aCommand, anActor } from '../builders.ts';
import { aKnownKind, KINDS } from '../capability-stage.ts';
import { createFakeChatPlatform } from '../fakes/chat-platform.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeKnowledgeIndex } from '../fakes/knowledge-index.ts';
import { createFakePatternBook } from '../fakes/pattern-book.ts';
import { createFakeScanStore } from '../fakes/scan-store.ts';
import { aPattern } from '../pattern-builders.ts';
import { openWorld, type World } from './runtime-world.ts';

const ana = anActor('U1');
const ben = anActor('U2');
const eve = anActor('U3');

const PATTERN = aPattern({ version: 2 });
const ALL: RemovalTarget = { type: 'all', clusterId: 'fake-cluster', known: KINDS.length };

let knowledge = createFakeKnowledgeIndex();
let patterns = createFakePatternBook();
beforeEach(async () => {
  knowledge = createFakeKnowledgeIndex();
  patterns = createFakePatternBook([PATTERN]);
  const entries = KINDS.map((kind) => aKnownKind(kind));
  await knowledge.upsert(CAPABILITIES, entries);
});

/** The conversation runs on the real runtime; what it may forget is in memory. */
async function aWorld(target: RemovalTarget = ALL) {
  const organisation = Organisation.parse({ roles: { curators: { people: ['U1', 'U2'] } } });
  const activities = createRemovalActivities({
    knowledge,
    scans: createFakeScanStore(createFakeClock()),
    hold: (id) => {
      const { clock, logger } = world;
      return takeKey({ store: world.store(), clock, logger }, { sessionId: id, key: SCAN_KEY });
    },
    people: { chat: createFakeChatPlatform(), organisation, isDemo: false },
    patterns,
  });
  const world: World = await openWorld({
    workflows: () => [
      defineWorkflow(removalWorkflow, activities),
      defineWorkflow(scanWorkflow, NOT_PERFORMED),
    ],
    commands: {
      openingFor: async () => ({ workflow: 'removal', input: target, key: keyOf(target) }),
    },
  });
  return world;
}

/** A scan that begins, and is not performed. */
const NOT_PERFORMED = {
  'list-documents': async () => undefined,
  'profile-kinds': async () => undefined,
  'plan-descriptions': async () => undefined,
  'describe-batch': async () => undefined,
  'end-batch': async () => undefined,
  'embed-kinds': async () => undefined,
  'sweep-kinds': async () => undefined,
};

const command = aCommand('capabilities delete all', { actor: ana });
const sessionId = sha256(`session ${command.id}`).slice(0, 32);

function keyOf(target: RemovalTarget): string {
  return target.type === 'pattern' ? patternKey(target.patternId) : 'remove-all';
}

function press(name: string, id: string, actor = ana) {
  return aButtonPress({ id, sessionId, actor, action: { name } });
}

async function known(): Promise<number> {
  return (await knowledge.list(CAPABILITIES, { offset: 0, limit: 0 })).total;
}

async function actions(world: Awaited<ReturnType<typeof aWorld>>): Promise<string[]> {
  const entries = await Array.fromAsync(world.store().audit());
  return entries.map(({ actor, action }) => `${actor} ${action}`);
}

describe('forgetting everything', () => {
  it('takes another look, survives restarts, and is done once', async () => {
    const world = await aWorld();
    await world.say(command);
    await world.restart();
    await world.say(press('remove-capabilities', 'by-eve', eve));

    expect(world.told().join()).toContain('U3: Only curators can do that.');
    expect(await known()).toBe(KINDS.length);

    await world.restart();
    await world.say(press('remove-capabilities', 'by-ben', ben));
    await world.restart();
    await world.say(press('remove-capabilities', 'late', ana));

    expect(await known()).toBe(0);
    expect(world.platform.messages).toHaveLength(1);
    expect(world.platform.messages[0]?.card.title).toBe(`Forgot ${KINDS.length} capabilities`);
    expect(await actions(world)).toEqual([
      'slack:T1:U1 capabilities-deletion-asked',
      'slack:T1:U2 capabilities-deletion-confirmed',
      'slack:T1:U2 capabilities-deleted',
    ]);
  });

  it('is not done when nobody says so in ten minutes', async () => {
    const world = await aWorld();
    await world.say(command);
    await world.clock.advance(10 * 60_000 + 1);
    await world.idle();
    await world.say(press('remove-capabilities', 'late'));

    expect(await known()).toBe(KINDS.length);
    expect(world.platform.messages[0]?.card.title).toBe('Nothing was forgotten');
    expect((await actions(world)).at(-1)).toBe('dotai capabilities-deletion-expired');
  });

  it('lets no scan begin until all of it is forgotten', async () => {
    const world = await aWorld();
    const held = Promise.withResolvers<void>();
    const remove = knowledge.remove.bind(knowledge);
    knowledge.remove = async (...given) => {
      await held.promise;
      return remove(...given);
    };
    await world.say(command);
    await world.door().accept(press('remove-capabilities', 'by-ben', ben));
    await settled();

    expect(await beginQuietScan(world.runtime())).toBe('exists');
    expect(world.platform.messages[0]?.card.title).toContain('Forgetting');
    held.resolve();
    await world.idle();
    expect(await known()).toBe(0);
    expect(await beginQuietScan(world.runtime())).toBe('opened');
  });

  it('holds up no scan while it is only asked, and none is disturbed that runs', async () => {
    const world = await aWorld();
    await world.say(command);

    expect(await beginQuietScan(world.runtime())).toBe('opened');
    await world.say(press('remove-capabilities', 'by-ben', ben));
    expect(world.texts().join()).toContain('A scan began meanwhile');
    expect(await known()).toBe(KINDS.length);
  });

  it('is asked once at a time', async () => {
    const world = await aWorld();
    await world.say(command);
    await world.say(aCommand('capabilities delete all', { id: 'again', actor: ben }));

    expect(world.platform.messages).toHaveLength(1);
    expect(world.told().join()).toContain('is open already (by ');
    expect(world.told().join()).not.toContain('is being done');
  });
});

describe('deleting a pattern', () => {
  const { id: patternId, version, name } = PATTERN;
  const target: RemovalTarget = { type: 'pattern', patternId, version, name };

  it('asks a curator, survives restarts, and is done once', async () => {
    const world = await aWorld(target);
    await world.say(command);
    await world.restart();
    await world.say(press('remove-pattern', 'by-eve', eve));
    expect(world.told().join()).toContain('U3: Only curators can do that.');
    expect(await patterns.get(patternId)).toEqual(PATTERN);
    await world.restart();
    await world.say(press('remove-pattern', 'by-ben', ben));
    await world.restart();
    await world.say(press('remove-pattern', 'late', ana));

    expect(await patterns.versions(patternId)).toEqual([]);
    const find = createFindDeletion(world.store());
    expect(await find(patternId)).toMatchObject({ name, by: ben });
    expect(await find('pat-000000000000')).toBeUndefined();
    expect(await known()).toBe(KINDS.length);
    expect(world.platform.messages.map(({ card }) => card.title)).toEqual(['Deleted the pattern']);
    expect(await actions(world)).toEqual([
      'slack:T1:U1 pattern-deletion-asked',
      'slack:T1:U2 pattern-deletion-confirmed',
      'slack:T1:U2 pattern-deleted',
    ]);
  });

  it('leaves one alone that was changed since it was asked', async () => {
    const world = await aWorld(target);
    await world.say(command);
    await patterns.save(aPattern({ version: 3, owner: 'b-team' }));
    await world.say(press('remove-pattern', 'by-ben', ben));

    expect(world.texts().join()).toContain('it is at version 3');
    expect(await patterns.versions(patternId)).toHaveLength(3);
  });
});
