import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../test/a-policy.ts';
import { aCapability } from '../../test/a-capability.ts';
import { anActor } from '../../test/builders.ts';
import { commands, labels } from '../../test/capability-stage.ts';
import {
  aCandidate,
  aDatabasePattern,
  anEvidence,
  aPattern,
  INTERNET_GATEWAY,
} from '../../test/pattern-builders.ts';
import { aTaughtStage } from '../../test/taught-stage.ts';
import { renderPlainText } from '../chat/plain-text.ts';

const viewer = anActor('U9');
const PUBLIC = aPattern();
const DATABASE = aDatabasePattern({ status: 'draft', createdBy: 'slack:T1:U9' });
const CURATOR = { rights: async () => ({ mayScan: true }) };

function queriesOf(
  patterns = [PUBLIC, DATABASE],
  over: Parameters<typeof aTaughtStage>[1] = {},
  evidence = [anEvidence()],
) {
  return aTaughtStage({ patterns, evidence }, over).patterns;
}

describe('a pattern that was deleted', () => {
  const deletion = { name: 'Old ways', by: anActor('UCLEO'), at: '2026-11-02T09:00:00.000Z' };
  const findDeletion = async (id: string) => (id === 'pat-2e5d1b0fc4de' ? deletion : undefined);

  it.each([
    ['the last one', []],
    ['one of several', [PUBLIC, DATABASE]],
  ])('is said to be, with by whom, where it was %s', async (_which, patterns) => {
    const card = await queriesOf(patterns, { findDeletion }).show('pat-2e5d1b0fc4de', viewer);

    expect(card.title).toBe('That pattern was deleted');
    expect(renderPlainText(card)).toContain('“Old ways” was deleted by @UCLEO, 2026-11-02');
  });

  it('is not one that never was', async () => {
    const card = await queriesOf(undefined, { findDeletion }).show('pat-000000000000', viewer);

    expect(card.title).not.toContain('deleted');
  });
});

describe('patterns list', () => {
  it('says that none stands so, where a filter is how they stand', async () => {
    const card = await queriesOf([PUBLIC]).list({ page: 1, filter: 'Draft' });

    expect(card.title).toBe('Patterns: none');
    expect(renderPlainText(card)).toContain('No pattern is a draft now.');
  });

  it('shows all, drafts too, with what they are made of and whose they are', async () => {
    const card = await queriesOf().list({ page: 1, filter: '' });
    const text = renderPlainText(card);

    expect(card.title).toBe('Patterns 1–2 of 2');
    expect(text).toContain('pat-0123456789ab · active · InternetGateway · 2 triggers · a-team');
    expect(text).toContain('pat-aaaaaaaaaaaa · draft · SQLClaim · 4 triggers');
    expect(commands(card)).toEqual([`patterns show ${PUBLIC.id}`, `patterns show ${DATABASE.id}`]);
  });

  it.each([
    ['draft', [DATABASE.name]],
    ['internetgateways', [PUBLIC.name]],
    ['postgresql', [DATABASE.name]],
    ['mainframe', []],
  ])('is narrowed by words: %s', async (filter, names) => {
    expect(labels(await queriesOf().list({ page: 1, filter }))).toEqual(names);
  });

  it('says how to begin where there is none', async () => {
    expect(commands(await queriesOf([]).list({ page: 1, filter: '' }))).toEqual(['patterns new']);
    expect((await queriesOf([]).search('anything')).title).toBe('No patterns yet');
  });
});

describe('patterns show', () => {
  it('says what it is made of, when and why it applies, and what it was learned from', async () => {
    const learned = aPattern({ candidates: ['cand-0123456789ab'] });
    const text = renderPlainText(await queriesOf([learned]).show('public services', viewer));

    expect(text).toContain('AWS public services');
    expect(text).toContain('InternetGateway (internetgateways.ec2.aws.example.org)');
    expect(text).toContain('foundational AWS networking');
    expect(text).toMatch(/Applies to.*AWS/su);
    expect(text).toContain('whatever is public in AWS needs an internet gateway');
  });

  it('shows the quotes as they are now: none that was taken away', async () => {
    const learned = aPattern({ candidates: ['cand-0123456789ab'] });
    const card = await queriesOf([learned], {}, []).show(learned.id, viewer);

    expect(renderPlainText(card)).not.toContain('Learned from');
  });

  it('names the policies that reach its kinds', async () => {
    const [rule] = aPolicy().rules;
    const policy = aPolicy({ rules: rule ? [{ ...rule, kinds: [INTERNET_GATEWAY] }] : [] });
    const over = { policies: { active: async () => [policy, policy] } };
    const text = renderPlainText(await queriesOf([PUBLIC], over).show(PUBLIC.id, viewer));

    expect(text.split(policy.sentence)).toHaveLength(2);
  });

  it.each([
    ['a curator', PUBLIC, CURATOR, ['edit', 'delete']],
    ['others', PUBLIC, {}, []],
    ['whoever wrote the draft', DATABASE, {}, ['edit']],
  ])('has the buttons of %s', async (_who, pattern, over, verbs) => {
    const card = await queriesOf([PUBLIC, DATABASE], over).show(pattern.id, viewer);

    expect(commands(card)).toEqual([
      ...verbs.map((verb) => `patterns ${verb} ${pattern.id}`),
      'patterns list',
    ]);
  });

  it('asks which, where several or none are meant', async () => {
    const twin = aPattern({ id: 'pat-0123456789cd' });
    const several = await queriesOf([PUBLIC, twin]).show('public', viewer);
    expect(several.title).toBe('Several patterns match “public”');
    const none = await queriesOf().show('toolkit mainframe', viewer);
    expect(none.title).toBe('Nothing found');
    const near = await queriesOf().toChoose('pat-0123456789ax', 'delete');
    expect(commands(near)).toContain(`patterns show ${PUBLIC.id}`);
  });

  it('warns of resources that the cluster does not serve any more', async () => {
    const over = {
      capabilities: { get: async () => aCapability({}, { goneAt: '2026-11-01T00:00:00.000Z' }) },
    };
    const text = renderPlainText(await queriesOf([PUBLIC], over).show(PUBLIC.id, viewer));

    expect(text).toContain('does not serve internetgateways.ec2.aws.example.org any more');
  });
});

describe('patterns search', () => {
  it('says what the score is made of', async () => {
    const card = await queriesOf().search('toolkit');

    expect(labels(card)).toEqual([DATABASE.name]);
    expect(renderPlainText(card)).toContain('By words 100: toolkit');
  });
});

describe('quotes of a private channel', () => {
  const learned = aPattern({ candidates: ['cand-0123456789ab'] });
  const BOARD = { type: 'channel', label: '#board', channel: 'C2', isPrivate: true } as const;

  async function shown(channels: readonly string[], mayScan = false) {
    const isIn = async (channel: string) => channels.includes(channel);
    const given = {
      patterns: [learned],
      candidates: [aCandidate({ origins: [BOARD] })],
      evidence: [anEvidence()],
    };
    const stage = aTaughtStage(given, { rights: async () => ({ mayScan, isIn }) });
    return stage.patterns.show(learned.id, viewer);
  }

  it('are shown to those who are in it, and to them alone', async () => {
    const card = await shown(['C2']);

    expect(renderPlainText(card)).toContain(anEvidence().quote);
    expect(card.audience).toEqual(viewer);
  });

  it('are shown to those alone who are in a channel that became private since', async () => {
    const was = { type: 'channel', label: '#platform', channel: 'C1' } as const;
    const given = {
      patterns: [learned],
      candidates: [aCandidate({ origins: [was] })],
      evidence: [anEvidence()],
    };
    const told = async (isIn: boolean) => {
      const rights = async () => ({ isIn: async () => isIn, isOpen: async () => false });
      return aTaughtStage(given, { rights }).patterns.show(learned.id, viewer);
    };

    expect(renderPlainText(await told(true))).toContain(anEvidence().quote);
    expect((await told(true)).audience).toEqual(viewer);
    expect(renderPlainText(await told(false))).not.toContain(anEvidence().quote);
  });

  it('are counted for others, curators too', async () => {
    for (const mayScan of [true, false]) {
      const card = await shown([], mayScan);

      expect(renderPlainText(card)).toContain('1 quote from a private channel.');
      expect(renderPlainText(card)).not.toContain(anEvidence().quote);
      expect(card.audience).toBe('thread');
    }
  });
});
