import { describe, expect, it } from 'vitest';
import { aCommand, anActor, aPlace } from '../../test/builders.ts';
import { aCapabilityStage } from '../../test/capability-stage.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { aChannel, createFakeConversations } from '../../test/fakes/conversations.ts';
import { aCandidate } from '../../test/pattern-builders.ts';
import { aPolicyStage } from '../../test/policy-stage.ts';
import { aTaughtStage } from '../../test/taught-stage.ts';
import { parseCommand } from '../chat/command.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Candidate } from '../domain/mining/candidate.ts';
import { Organisation } from '../domain/organisation.ts';
import { MiningInput } from '../workflows/mining/state.ts';
import { createCommandAnswers } from './commands.ts';

const CURATOR = 'U1';
const FORBIDDEN = expect.objectContaining({ kind: 'forbidden' });
const UNCLEAR = expect.objectContaining({ kind: 'invalid-input' });

type Given = Extract<InboundEvent, { type: 'command-given' }>;

interface Stage {
  readonly candidates?: readonly Candidate[];
  /** Who is in `#board`, which is private. */
  readonly board?: readonly string[];
}

function opening(text: string, by = CURATOR, over: Partial<Given> = {}, stage: Stage = {}) {
  const conversations = createFakeConversations();
  conversations.channels.set('C2', aChannel({ id: 'C2', name: 'board', isPrivate: true }));
  conversations.members.set('C2', stage.board ?? []);
  const chat = createFakeChatPlatform();
  chat.standings.set('UGUEST', 'guest');
  const rights = async ({ id }: { readonly id: string }) => ({ mayScan: id === CURATOR });
  const capabilities = aCapabilityStage();
  const organisation = Organisation.parse({ roles: { curators: { people: [CURATOR] } } });
  const answers = createCommandAnswers(
    { chat, organisation, isDemo: false },
    {
      capabilities: capabilities.queries,
      scans: {
        progress: async () => ({ elements: [], audience: 'thread' }),
        running: async () => undefined,
        isDeleting: async () => false,
      },
      policies: aPolicyStage().queries,
      ...aTaughtStage(stage, { rights }),
      status: async () => ({ elements: [], audience: 'thread' }),
    },
    {
      cluster: capabilities.cluster,
      conversations,
      chat,
    },
  );
  const inbound = { ...aCommand(text, { actor: anActor(by) }), ...over };
  return answers.openingFor(parseCommand(text), inbound);
}

describe('patterns mine', () => {
  it.each([
    ['patterns mine #platform', 90],
    ['patterns mine platform since 30d', 30],
    ['patterns mine <#C1|platform> the last 2 weeks', 14],
    ['pattern mine #platform 1y', 365],
  ])('opens the reading of a channel: %s', async (text, days) => {
    const plan = await opening(text);

    expect(plan).toMatchObject({
      workflow: 'mining',
      key: 'mining:T1:C1',
      input: { type: 'channel', channel: 'C1', name: 'platform', days },
    });
    const input = plan && 'input' in plan ? plan.input : undefined;
    expect(MiningInput.parse(input)).toEqual(input);
  });

  it.each([['#nowhere'], ['#platform since 0d'], ['#platform since 9999d']])(
    'says what to do about %s',
    async (rest) => {
      await expect(opening(`patterns mine ${rest}`)).rejects.toEqual(UNCLEAR);
    },
  );

  it('is a curator’s, and so is its end', async () => {
    await expect(opening('patterns mine #platform', 'U9')).rejects.toEqual(FORBIDDEN);
    await expect(opening('patterns unmine #platform', 'U9')).rejects.toEqual(FORBIDDEN);
    await expect(opening('patterns unmine #platform')).resolves.toMatchObject({
      workflow: 'mining',
      input: { type: 'closing', channel: 'C1' },
    });
  });
});

describe('capture this', () => {
  it('reads the thread in which it is said, or the message of which it is said', async () => {
    const inThread = { place: aPlace({ channel: 'C1', thread: '1.2' }) };
    await expect(opening('capture this', 'U9', inThread)).resolves.toMatchObject({
      workflow: 'mining',
      input: { type: 'thread', channel: 'C1', message: '1.2' },
    });
    const ofMessage = { place: aPlace({ channel: 'C1' }), messageId: '3.4' };
    await expect(
      opening('capture this thread as a pattern.', 'U9', ofMessage),
    ).resolves.toMatchObject({ input: { message: '3.4' } });
  });

  it('says how, where there is no thread', async () => {
    const place = aPlace({ channel: 'C1' });
    await expect(opening('capture', 'U9', { place })).rejects.toEqual(UNCLEAR);
  });
});

describe('learn from this', () => {
  it('reads the files that came with it', async () => {
    const files = [{ id: 'F1', name: 'runbook.md', sizeBytes: 10 }];
    await expect(opening('learn from this', 'U9', { files })).resolves.toMatchObject({
      workflow: 'mining',
      input: { type: 'documents', files: [{ id: 'F1', name: 'runbook.md' }] },
    });
    await expect(opening('learn from this', 'U9')).rejects.toEqual(UNCLEAR);
  });
});

describe('policies import', () => {
  it('is a curator’s', async () => {
    await expect(opening('policies import', 'U9')).rejects.toEqual(FORBIDDEN);
    await expect(opening('policies import')).resolves.toMatchObject({
      input: { type: 'cluster-policies' },
    });
  });
});

describe('candidates review', () => {
  it('says so where there is no such candidate', async () => {
    const plan = await opening('candidates review cand-0123456789ab', 'U9');

    expect(plan).toMatchObject({ answer: { title: 'No such candidate' } });
  });

  it('opens one for a curator, tells others who decides, and guests nothing', async () => {
    const found = { candidates: [aCandidate()] };
    const said = `candidates review ${aCandidate().id}`;

    await expect(opening(said, CURATOR, {}, found)).resolves.toMatchObject({
      workflow: 'candidate',
      input: { candidateId: aCandidate().id },
    });
    const plan = await opening(said, 'U9', {}, found);
    expect(plan).toMatchObject({ answer: { title: 'Curators decide' } });
    await expect(opening(said, 'UGUEST', {}, found)).rejects.toEqual(FORBIDDEN);
  });
});

describe('what comes from a private channel', () => {
  const origins = [{ type: 'channel', label: '#board', channel: 'C2', isPrivate: true }] as const;
  const candidates = [aCandidate({ origins: [...origins] })];
  const said = `candidates review ${aCandidate().id}`;

  it('is reviewed there, or in the direct conversation of a curator who is in it', async () => {
    const stage = { candidates, board: [CURATOR] };
    const there = { place: aPlace({ channel: 'C2' }) };
    const own = { place: aPlace({ channel: `D-${CURATOR}` }) };

    expect(await opening(said, CURATOR, {}, stage)).toMatchObject({
      place: { channel: `D-${CURATOR}` },
    });
    expect(await opening(said, CURATOR, there, stage)).not.toHaveProperty('place');
    expect(await opening(said, CURATOR, own, stage)).not.toHaveProperty('place');
  });

  it('is reviewed by no curator who is not in it', async () => {
    const refused = opening(said, CURATOR, {}, { candidates, board: ['U2'] });

    await expect(refused).rejects.toEqual(FORBIDDEN);
  });

  it('is mined for those alone who are in it; others do not learn that there is one', async () => {
    const command = 'patterns mine #board';
    await expect(opening(command, CURATOR, {}, { board: [CURATOR] })).resolves.toMatchObject({
      input: { channel: 'C2' },
    });
    const told = async (name: string) => {
      const refused = await opening(name, CURATOR).catch((error: unknown) => error);
      return String(refused).replaceAll(/board|nowhere/gu, 'X');
    };
    expect(await told(command)).toBe(await told('patterns mine #nowhere'));
    expect(await told('patterns unmine #board')).toBe(await told('patterns unmine #nowhere'));
  });

  it.each(['patterns mine #board', 'patterns unmine #board'])(
    'is named nowhere but in it and to whoever asked: %s',
    async (command) => {
      const stage = { board: [CURATOR] };
      const there = { place: aPlace({ channel: 'C2' }) };

      expect(await opening(command, CURATOR, {}, stage)).toMatchObject({
        place: { channel: `D-${CURATOR}` },
      });
      expect(await opening(command, CURATOR, there, stage)).not.toHaveProperty('place');
    },
  );
});

describe('what was taught', () => {
  it.each(['patterns list', 'patterns show pat-1', 'candidates list', 'policies list'])(
    'is for full members: %s',
    async (said) => {
      await expect(opening(said, 'UGUEST')).rejects.toEqual(FORBIDDEN);
      await expect(opening(said, 'U9')).resolves.toBeUndefined();
    },
  );
});
