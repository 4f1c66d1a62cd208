import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../test/a-policy.ts';
import { aCommand, anActor } from '../../test/builders.ts';
import { aCapabilityStage, commands } from '../../test/capability-stage.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { createFakeConversations } from '../../test/fakes/conversations.ts';
import { aTaughtStage } from '../../test/taught-stage.ts';
import { aPolicyStage } from '../../test/policy-stage.ts';
import { parseCommand } from '../chat/command.ts';
import { Organisation } from '../domain/organisation.ts';
import type { ScanQueries } from '../queries/scans.ts';
import { PolicyInput, SENTENCE_MAX } from '../workflows/policy/state.ts';
import { createCommandAnswers } from './commands.ts';

const CURATOR = 'U1';
const AUTHOR = 'U2';
const REGION = aPolicy();
const DRAFT = aPolicy({
  id: 'pol-aaaaaaaaaaaa',
  status: 'draft',
  sentence: 'Every bucket carries a label',
  triggers: [],
  createdBy: `slack:T1:${AUTHOR}`,
});

const NO_SCANS: ScanQueries = {
  progress: async () => ({ elements: [], audience: 'thread' }),
  running: async () => undefined,
  isDeleting: async () => false,
};

function aStage(roles: object = { curators: { people: [CURATOR] } }) {
  const { queries: policies } = aPolicyStage([REGION, DRAFT]);
  const capabilities = aCapabilityStage();
  const people = {
    chat: createFakeChatPlatform(),
    organisation: Organisation.parse({ roles }),
    isDemo: false,
  };
  const status = async () => ({ elements: [], audience: 'thread' as const });
  const answers = createCommandAnswers(
    people,
    { capabilities: capabilities.queries, scans: NO_SCANS, policies, ...aTaughtStage(), status },
    {
      cluster: capabilities.cluster,
      conversations: createFakeConversations(),
      chat: createFakeChatPlatform(),
    },
  );
  const given = (text: string, id: string) =>
    [parseCommand(text), aCommand(text, { actor: anActor(id) })] as const;
  return {
    opening: (text: string, id = CURATOR) => answers.openingFor(...given(text, id)),
    answer: (text: string, id = CURATOR) => answers.answerCommand(...given(text, id)),
  };
}

const FORBIDDEN = expect.objectContaining({ kind: 'forbidden' });

describe('policies new', () => {
  it.each([
    ['policies new Databases run in us-east-1', 'Databases run in us-east-1'],
    ['policy new', ''],
  ])('opens the writing of one for whoever may ask: %s', async (text, sentence) => {
    const plan = await aStage().opening(text, 'U9');

    expect(plan).toEqual({ workflow: 'policy', input: { type: 'new', sentence } });
    const input = plan && 'input' in plan ? plan.input : undefined;
    expect(PolicyInput.parse(input)).toEqual(input);
  });

  it('is refused to whoever may not ask for anything', async () => {
    const stage = aStage({ requesters: { people: ['U3'] } });

    await expect(stage.opening('policies new Databases run here', 'U9')).rejects.toEqual(FORBIDDEN);
  });

  it('refuses a sentence that is too long, with its length', async () => {
    const sentence = 'a'.repeat(SENTENCE_MAX + 1);

    await expect(aStage().opening(`policies new ${sentence}`)).rejects.toThrow(
      `That is ${SENTENCE_MAX + 1} characters.`,
    );
    const longest = 'a'.repeat(SENTENCE_MAX);
    expect(await aStage().opening(`policies new ${longest}`)).toEqual({
      workflow: 'policy',
      input: { type: 'new', sentence: longest },
    });
  });
});

describe('policies edit', () => {
  it('opens one conversation a policy, whatever it was named by', async () => {
    const plan = { workflow: 'policy', input: { type: 'edit', policyId: REGION.id } };

    for (const name of [REGION.id, 'RDS', 'pol-0123']) {
      expect(await aStage().opening(`policies edit ${name}`)).toEqual({
        ...plan,
        key: `policy:${REGION.id}`,
      });
    }
  });

  it('is for curators, and for the author of a draft', async () => {
    const stage = aStage();

    expect(await stage.opening(`policies edit ${DRAFT.id}`, AUTHOR)).toEqual({
      workflow: 'policy',
      input: { type: 'edit', policyId: DRAFT.id },
      key: `policy:${DRAFT.id}`,
    });
    await expect(stage.opening(`policies edit ${DRAFT.id}`, 'U9')).rejects.toEqual(FORBIDDEN);
    await expect(stage.opening(`policies edit ${REGION.id}`, AUTHOR)).rejects.toEqual(FORBIDDEN);
  });

  it('opens nothing where it is not clear which one is meant, and asks', async () => {
    expect(await aStage().opening('policies edit pol-nosuch')).toBeUndefined();
    const card = await aStage().answer('policies edit pol-aaaaaaaaaaab');

    expect(card.title).toBe('No policy matches “pol-aaaaaaaaaaab”');
    expect(commands(card)).toEqual([`policies show ${DRAFT.id}`]);
  });
});

describe('policies delete', () => {
  it('asks in a conversation, which no editing of the same policy goes beside', async () => {
    expect(await aStage().opening(`policies delete ${REGION.id}`)).toEqual({
      workflow: 'policy-removal',
      input: { policyId: REGION.id, version: 1 },
      key: `policy:${REGION.id}`,
    });
  });

  it('is for curators alone, drafts of one’s own included', async () => {
    for (const name of [DRAFT.id, 'pol-nosuch']) {
      await expect(aStage().opening(`policies delete ${name}`, AUTHOR)).rejects.toEqual(FORBIDDEN);
    }
  });
});

describe('reading policies', () => {
  it.each([
    ['policies', 'Policies 1–2 of 2'],
    ['policy list draft', 'Policies 1–1 of 1'],
    [`policies show ${REGION.id}`, `Policy ${REGION.id}`],
    ['policies search bucket', 'Policies found'],
  ])('is for everybody and opens nothing: %s', async (text, title) => {
    const stage = aStage({ requesters: { people: ['U3'] }, curators: { people: ['U3'] } });

    expect(await stage.opening(text, 'U9')).toBeUndefined();
    expect((await stage.answer(text, 'U9')).title).toBe(title);
  });

  it('says that there is no table of what a policy reaches any more', async () => {
    await expect(aStage().answer(`policies coverage ${REGION.id} page 2`)).rejects.toEqual(
      expect.objectContaining({ kind: 'invalid-input' }),
    );
  });
});
