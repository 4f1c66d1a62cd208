import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../test/a-policy.ts';
import { anActor } from '../../test/builders.ts';
import { commands, labels } from '../../test/capability-stage.ts';
import { aPolicyStage } from '../../test/policy-stage.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { Failure } from '../domain/failure.ts';
import type { Policy } from '../domain/policy/policy.ts';

const viewer = anActor('U9');
const REGION = aPolicy();
const LABELS = aPolicy({
  id: 'pol-aaaaaaaaaaaa',
  status: 'draft',
  sentence: 'Every bucket carries a cost centre label',
  triggers: ['S3', 'storage'],
  rationale: 'Finance bills each team by it.',
  rules: [],
  scope: { type: 'except', namespaces: ['kube-system'] },
});
const NODES = aPolicy({ id: 'pol-bbbbbbbbbbbb', sentence: 'Databases have backups', triggers: [] });
const CURATOR = { rights: async () => ({ mayScan: true }) };

function enforced(policy: Policy): Policy {
  const reference = { version: 'v1', group: 'admissionregistration.k8s.io', name: 'dotai-region' };
  return {
    ...policy,
    enforcement: {
      target: 'admission-policy',
      mode: 'deny',
      clusterId: 'fake-cluster',
      objects: [
        {
          ...reference,
          kind: 'ValidatingAdmissionPolicy',
          plural: 'validatingadmissionpolicies',
        },
      ],
      digests: ['0'],
      changeId: 'change-1',
      version: 1,
    },
  };
}

describe('policies list', () => {
  it('shows all, drafts too, with whose they are and where they hold', async () => {
    const card = await aPolicyStage([REGION, LABELS]).queries.list({ page: 1, filter: '' });
    const text = renderPlainText(card);

    expect(card.title).toBe('Policies 1–2 of 2');
    expect(text).toContain('pol-0123456789ab · active, 1 rule · a-team · all namespaces');
    expect(text).toContain('draft, guidance only · a-team · all but kube-system');
    expect(commands(card)).toEqual([
      'policies show pol-0123456789ab',
      `policies show ${LABELS.id}`,
    ]);
  });

  it.each([
    ['draft', [LABELS.sentence]],
    ['databases', [REGION.sentence, NODES.sentence]],
    ['aws database regions', [REGION.sentence]],
    ['deny', []],
  ])('is narrowed by words: %s', async (filter, sentences) => {
    const { queries } = aPolicyStage([REGION, LABELS, NODES]);

    expect(labels(await queries.list({ page: 1, filter }))).toEqual(sentences);
  });

  it('goes through pages; one past the end is the last', async () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      aPolicy({ id: `pol-${String(index).padStart(12, '0')}` }),
    );
    const { queries } = aPolicyStage(many);
    const second = await queries.list({ page: 2, filter: 'region' });
    expect(second.title).toBe('Policies 11–20 of 23');
    expect(commands(second)).toEqual(
      expect.arrayContaining(['policies list region page 1', 'policies list region page 3']),
    );
    const past = await queries.list({ page: 9, filter: '' });

    expect(past.title).toBe('Policies 21–23 of 23');
    expect(renderPlainText(past)).toContain('There are 3 pages: this is the last one.');
  });

  it('says how to write the first one', async () => {
    const card = await aPolicyStage().queries.list({ page: 1, filter: 'region' });

    expect(card.title).toBe('No policies yet');
    expect(commands(card)).toEqual(['policies new']);
  });
});

describe('policies show', () => {
  it('tells the sentence, why, whose, since when, the rules in words and where they hold', async () => {
    const when = [{ path: 'spec.engine', check: { type: 'exists' as const } }];
    const policy = { ...REGION, rules: [aRule({ when, whenMissing: 'allow' })] };
    const text = renderPlainText(await aPolicyStage([policy]).queries.show(policy.id, viewer));

    for (const told of [
      REGION.sentence,
      REGION.rationale,
      'a-team',
      '2026-11-02 09:00 UTC by @U1',
      'AWS database, RDS',
      'all namespaces',
      'not enforced by the cluster',
      'built-in rules',
      'must be us-east-1, where spec.engine must be set; left out is allowed (Instance.rds.aws.example.org)',
    ])
      expect(text).toContain(told);
    expect(text).not.toContain('Earlier versions');
  });

  it.each([REGION.id, 'POL-0123456789AB', 'pol-0123', '0123456', 'the AWS database region'])(
    'knows it by %s',
    async (name) => {
      const { queries } = aPolicyStage([REGION, LABELS, NODES]);

      expect((await queries.show(name, viewer)).title).toBe('Policy pol-0123456789ab');
    },
  );

  it('asks which one where several are meant', async () => {
    const card = await aPolicyStage([REGION, LABELS, NODES]).queries.show('database', viewer);

    expect(card.title).toBe('Several policies match “database”');
    expect(commands(card)).toEqual([`policies show ${REGION.id}`, `policies show ${NODES.id}`]);
  });

  it.each(['pol-0123456789ax', 'an RDS thing'])('offers what is near: %s', async (name) => {
    const card = await aPolicyStage([REGION, LABELS]).queries.show(name, viewer);

    expect(card.title).toMatch(/^No policy matches/u);
    expect(commands(card)).toContain(`policies show ${REGION.id}`);
  });

  it.each([
    ['answers', async () => []],
    ['is away', () => Promise.reject(new Failure('unavailable', 'The index is away.'))],
  ])('says that nothing is known by a name while the index %s', async (_, search) => {
    const { book } = aPolicyStage([REGION]);
    const { queries } = aPolicyStage([REGION], { policies: { ...book, search } });
    const card = await queries.show('qwertz', viewer);

    expect(renderPlainText(card)).toContain('No policy matches “qwertz”.');
    expect(commands(card)).toEqual(['policies list']);
  });

  it('says that a draft guides nothing, and that guidance checks nothing', async () => {
    const text = renderPlainText(await aPolicyStage([LABELS]).queries.show(LABELS.id, viewer));

    expect(text).toContain('it guides nothing until a curator accepts it');
    expect(text).toContain('no field of an object is checked');
  });

  it('tells earlier versions, newest first', async () => {
    const { queries, book } = aPolicyStage([REGION]);
    const second = { ...REGION, version: 2, sentence: 'Databases run in Frankfurt' };
    await book.save(second);
    await book.save({ ...second, version: 3, changedBy: 'slack:T1:U7' });
    const text = renderPlainText(await queries.show(REGION.id, viewer));

    expect(text).toContain('3, active');
    expect(text).toContain('by @U7');
    expect(text.indexOf('Version 2, active')).toBeLessThan(text.indexOf('Version 1, active'));
    expect(text).toContain(`Version 1, active, 2026-11-02 09:00 UTC by @U1: ${REGION.sentence}`);
  });

  it.each([
    ['live', '✅ live: deny by a ValidatingAdmissionPolicy'],
    ['changed', 'changed by someone since it was applied: deny'],
    ['missing', 'missing, somebody deleted it or a part of it: deny'],
    ['outdated', 'outdated, it names a version of a kind that the cluster no longer serves: deny'],
    ['unknown', 'not known just now'],
  ] as const)('says how the cluster has it now: %s', async (standing, words) => {
    const look = { stateOf: async () => standing };
    const { queries } = aPolicyStage([enforced(REGION)], { look });
    const text = renderPlainText(await queries.show(REGION.id, viewer));

    expect(text).toContain(words);
    expect(text.includes('does not enforce it as it was approved')).toBe(
      standing === 'changed' || standing === 'missing',
    );
    expect(text.includes('served in other versions now')).toBe(standing === 'outdated');
  });

  it('looks at the cluster itself', async () => {
    const { queries, cluster } = aPolicyStage([enforced(REGION)]);
    expect(renderPlainText(await queries.show(REGION.id, viewer))).toContain('missing, somebody');
    cluster.setDown(true);

    expect(renderPlainText(await queries.show(REGION.id, viewer))).toContain('not known just now');
  });

  it('says that the cluster enforces an earlier version', async () => {
    const look = { stateOf: async () => 'live' as const };
    const { queries } = aPolicyStage([enforced({ ...REGION, version: 2 })], { look });

    expect(renderPlainText(await queries.show(REGION.id, viewer))).toContain(
      'It enforces version 1.',
    );
  });

  it('offers what the viewer may do', async () => {
    const draft = { ...LABELS, createdBy: 'slack:T1:U9' };
    const verbs = async (policy: Policy, over = {}): Promise<unknown[]> =>
      commands(await aPolicyStage([policy], over).queries.show(policy.id, viewer));

    expect(await verbs(REGION)).toEqual(['policies list']);
    expect(await verbs(draft)).toEqual([`policies edit ${draft.id}`, 'policies list']);
    expect(await verbs({ ...draft, status: 'active' })).toEqual(['policies list']);
    expect(await verbs(REGION, CURATOR)).toEqual([
      `policies edit ${REGION.id}`,
      `policies delete ${REGION.id}`,
      'policies list',
    ]);
  });
});

describe('policies search', () => {
  it('explains each score', async () => {
    const card = await aPolicyStage([REGION, LABELS]).queries.search('cost of buckets');
    const text = renderPlainText(card);

    expect(labels(card)[0]).toBe(LABELS.sentence);
    expect(text).toContain('By words 100: ');
    expect(text).toContain('comparing meanings is turned off');
  });

  it('says that nothing was found, and how it searched', async () => {
    const { queries } = aPolicyStage([REGION], { source: { kind: 'builtin' } });
    const text = renderPlainText(await queries.search('qwertz'));

    expect(text).toContain('No policy matches “qwertz”.');
    expect(text).toContain('does not answer right now');
  });

  it('tells meanings that come not near from those that nobody compared', async () => {
    const embedder = { name: 'by-hand', dimensions: 1 };
    const vectorOf = async () => ({ embedder, values: Float32Array.of(1) });
    const knowledge = { embedderInUse: async () => embedder };
    const asked = { source: { kind: 'openai', model: 'e-3' }, vectorOf } as const;
    const compared = aPolicyStage([REGION], { ...asked, knowledge }).queries;
    const unprepared = aPolicyStage([REGION], asked).queries;

    expect(renderPlainText(await compared.search('🚀'))).toContain(
      'By its meaning nothing comes near.',
    );
    expect(renderPlainText(await unprepared.search('🚀'))).toContain(
      'what policies mean is still being prepared',
    );
  });
});

it('a policy to edit or delete is asked about where it is not clear, and only then', async () => {
  const { queries } = aPolicyStage([REGION, LABELS, NODES]);
  const several = await queries.toChoose('databases', 'delete');
  const none = await queries.toChoose('pol-0123456789ax', 'delete');

  expect(await queries.named(REGION.id)).toEqual([REGION]);
  expect(commands(several)).toEqual([
    `policies delete ${REGION.id}`,
    `policies delete ${NODES.id}`,
  ]);
  expect(commands(none)[0]).toBe(`policies show ${REGION.id}`);
});
