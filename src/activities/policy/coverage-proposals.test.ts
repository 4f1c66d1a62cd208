import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { createFakeChatPlatform } from '../../../test/fakes/chat-platform.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { INSTANCE } from '../../../test/policy-work.ts';
import { Failure } from '../../domain/failure.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import type { CatalogKind } from '../../domain/policy/candidates.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import { createCoverageProposals } from './coverage-proposals.ts';

const CLUSTER: ResourceKind = { ...INSTANCE.kind, kind: 'Cluster', plural: 'clusters' };
const PROXY: ResourceKind = { ...INSTANCE.kind, kind: 'Proxy', plural: 'proxies' };
const CHECK = aRule().check;

function aCatalogKind(kind: ResourceKind): CatalogKind {
  const fields = [
    { path: 'spec', type: 'object' as const },
    { path: 'spec.forProvider', type: 'object' as const },
    { path: 'spec.forProvider.region', type: 'string' as const },
  ];
  return { outline: { kind, schemaHash: 'a', fields }, capability: undefined };
}

/** A policy about the region of everything in that group, which reaches the instances so far. */
function aRegionPolicy(over: Partial<Policy> = {}): Policy {
  return aPolicy({
    draft: {
      providers: [],
      subjects: [{ group: INSTANCE.kind.group }],
      incidental: [],
      checks: [{ paths: ['spec.forProvider.region'], check: CHECK }],
      expressions: [],
    },
    ...over,
  });
}

function propose({
  policies = [aRegionPolicy()],
  kinds = [INSTANCE.kind, CLUSTER],
  clusterId = 'fake-cluster',
  book = createFakePolicyBook(policies),
  chat = createFakeChatPlatform(),
  signal = new AbortController().signal,
}: {
  policies?: readonly Policy[];
  kinds?: readonly ResourceKind[];
  clusterId?: string;
  book?: ReturnType<typeof createFakePolicyBook>;
  chat?: Pick<ChatPlatform, 'directPlace'>;
  signal?: AbortSignal;
} = {}) {
  const catalog = {
    kinds: async () => ({ clusterId, kinds: kinds.map((kind) => aCatalogKind(kind)) }),
  };
  const logger = createFakeLogger();
  const find = createCoverageProposals({ policies: book, catalog, chat, logger });
  return { found: find(signal), logger };
}

describe('after a scan', () => {
  it('proposes to extend a policy to kinds that have come, to whoever made it', async () => {
    expect(await propose().found).toEqual([
      {
        policyId: aPolicy().id,
        sessionId: expect.stringMatching(/^policy-extend-[0-9a-f]{16}$/u),
        owner: { platform: 'slack', workspace: 'T1', id: 'U1' },
        place: { platform: 'slack', workspace: 'T1', channel: 'D-U1' },
      },
    ]);
  });

  it('proposes the same under the same name, and more under another', async () => {
    const [first] = await propose().found;
    const [again] = await propose({ kinds: [CLUSTER, INSTANCE.kind] }).found;
    const [more] = await propose({ kinds: [INSTANCE.kind, CLUSTER, PROXY] }).found;
    const [edited] = await propose({ policies: [aRegionPolicy({ version: 2 })] }).found;

    expect(again).toEqual(first);
    expect(new Set([first, more, edited].map((one) => one?.sessionId)).size).toBe(3);
  });

  it.each([
    ['nothing has come', {}, [INSTANCE.kind]],
    ['a person left the new kind out', { leftOut: ['Cluster.rds.aws.example.org'] }, undefined],
    ['the new kind is another thing', {}, [INSTANCE.kind, { ...CLUSTER, group: 'b.example' }]],
    ['the new kind lives outside namespaces', {}, [{ ...CLUSTER, namespaced: false }]],
    ['it is a draft', { status: 'draft' as const }, undefined],
    ['it is guidance', { rules: [], draft: aPolicy().draft }, undefined],
    ['it belongs to another cluster', { clusterId: 'another' }, undefined],
    ['nobody is known who made it', { createdBy: 'somebody' }, undefined],
  ])('proposes nothing where %s', async (_why, over, kinds) => {
    const given = kinds ? { kinds } : {};

    expect(await propose({ policies: [aRegionPolicy(over)], ...given }).found).toEqual([]);
  });

  it('proposes a policy that had nothing to check when it was made', async () => {
    const found = await propose({ policies: [aRegionPolicy({ rules: [] })] }).found;

    expect(found).toHaveLength(1);
  });

  it('proposes a policy whose kind is served in another version, with or without its field', async () => {
    const newer = { ...INSTANCE.kind, version: 'v1' };
    const [known] = await propose({ kinds: [newer] }).found;
    const elsewhere = aRegionPolicy({
      draft: { ...aRegionPolicy().draft, checks: [{ paths: ['spec.gone'], check: CHECK }] },
    });
    const [gone] = await propose({ policies: [elsewhere], kinds: [newer] }).found;

    expect([known, gone]).toMatchObject([{ policyId: aPolicy().id }, { policyId: aPolicy().id }]);
    expect(known?.sessionId).not.toBe(gone?.sessionId);
  });

  it('proposes a policy whose kind has the field in another place', async () => {
    const rules = [aRule({ path: 'spec.region' })];

    expect(
      await propose({ policies: [aRegionPolicy({ rules })], kinds: [INSTANCE.kind] }).found,
    ).toHaveLength(1);
  });

  it('finds people of both platforms', async () => {
    const policies = [aRegionPolicy({ createdBy: 'teams:tenant-1:29:1abc' })];

    expect(await propose({ policies }).found).toMatchObject([
      { owner: { platform: 'teams', workspace: 'tenant-1', id: '29:1abc' } },
    ]);
  });

  it('goes on with the others where somebody cannot be reached', async () => {
    const all = createFakeChatPlatform();
    const chat: Pick<ChatPlatform, 'directPlace'> = {
      async directPlace(actor) {
        if (actor.id === 'U1') throw new Failure('forbidden', 'They left the workspace.');
        return all.directPlace(actor);
      },
    };
    const other = aRegionPolicy({ id: 'pol-aaaaaaaaaaaa', createdBy: 'slack:T1:U2' });
    const { found, logger } = propose({ policies: [aRegionPolicy(), other], chat });

    expect((await found).map(({ policyId }) => policyId)).toEqual([other.id]);
    expect(logger.entries).toMatchObject([
      { level: 'warn', message: 'new kinds could not be proposed for a policy' },
    ]);
  });

  it('says that the policies are away, and stops when it is called off', async () => {
    const book = createFakePolicyBook([aRegionPolicy()]);
    book.setDown(true);
    await expect(propose({ book }).found).rejects.toMatchObject({ kind: 'unavailable' });

    const signal = AbortSignal.abort(new Error('called off'));
    await expect(propose({ signal }).found).rejects.toThrow('called off');
  });
});
