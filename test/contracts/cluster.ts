import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ResourceKind } from '../../src/domain/kind.ts';
import type { KubernetesObject, ObjectReference } from '../../src/domain/manifest.ts';
import type { Cluster } from '../../src/ports/cluster.ts';

/** A cluster that serves one namespaced kind, in a namespace `a-team` that is there and empty. */
export interface ClusterUnderTest {
  readonly cluster: Cluster;
  readonly kind: ResourceKind;
  /** A spec that the kind accepts. */
  readonly spec: KubernetesObject['spec'];
  /** A controller writes the object whole. */
  readonly put: (object: KubernetesObject) => void;
  /** The platform team writes or removes the definition of a custom kind. */
  readonly define: (name: string, generation: number) => void;
  readonly undefine: (name: string) => void;
  close(): Promise<void>;
}

/** What every `Cluster` does, the fake and the real one. */
export function testClusterContract(name: string, create: () => Promise<ClusterUnderTest>): void {
  describe(`cluster contract: ${name}`, () => {
    let subject: ClusterUnderTest;
    beforeEach(async () => {
      subject = await create();
    });
    afterEach(async () => {
      await subject.close();
    });

    function objectNamed(name: string, namespace = 'a-team'): KubernetesObject {
      const { group, version, kind } = subject.kind;
      const apiVersion = group === '' ? version : `${group}/${version}`;
      return { apiVersion, kind, metadata: { name, namespace }, spec: subject.spec ?? {} };
    }

    function referenceTo(name: string): ObjectReference {
      return { ...subject.kind, name, namespace: 'a-team' };
    }

    async function applied(name: string): Promise<KubernetesObject> {
      const outcome = await subject.cluster.apply(objectNamed(name), subject.kind);
      if (outcome.type === 'refused') throw new Error(JSON.stringify(outcome.problems));
      return outcome.object;
    }

    it('is the same cluster each time it is asked', async () => {
      const identity = await subject.cluster.identity();

      expect(identity.id).not.toBe('');
      await expect(subject.cluster.identity()).resolves.toEqual(identity);
    });

    it('lists every kind once, its preferred version first', async () => {
      const kinds = await subject.cluster.kinds();
      const names = kinds.map(({ kind }) => `${kind.group}/${kind.kind}`);

      expect(new Set(names).size).toBe(names.length);
      expect(kinds.map(({ kind }) => kind)).toContainEqual(subject.kind);
      expect(kinds.every(({ kind, servedVersions }) => servedVersions[0] === kind.version)).toBe(
        true,
      );
    });

    it('profiles a kind out of the document of its group and version', async () => {
      const { cluster, kind } = subject;
      const documents = await cluster.schemaDocuments();
      const document = documents.find(
        ({ group, version }) => group === kind.group && version === kind.version,
      );
      const sources = document ? await cluster.profileSources(document) : [];
      const source = sources.find((candidate) => candidate.kind.kind === kind.kind);
      const table = await cluster.fieldTable(kind);

      expect(source?.schemaHash).toBe(table.schemaHash);
      expect(source?.fields.length).toBeLessThanOrEqual(120);
      await expect(cluster.schemaDocuments()).resolves.toEqual(documents);
    });

    it('describes fields that a person sets, parents before children', async () => {
      const { rows } = await subject.cluster.fieldTable(subject.kind);
      const paths = rows.map(({ path }) => path);

      expect(paths[0]).toBe('spec');
      expect(paths).not.toContain('metadata');
      expect(paths).not.toContain('status');
      expect(new Set(paths).size).toBe(paths.length);
    });

    it('lists namespaces in alphabetical order', async () => {
      const namespaces = await subject.cluster.namespaces();

      expect(namespaces).toContain('a-team');
      expect(namespaces).toEqual([...namespaces].sort());
    });

    it('has no objects of a kind that it does not serve', async () => {
      const unknown = { group: 'nowhere.test', kind: 'Nothing' };

      await expect(subject.cluster.list(unknown, 5)).resolves.toEqual([]);
    });

    it('reads nothing where there is nothing', async () => {
      await expect(subject.cluster.read(referenceTo('absent'))).resolves.toBeUndefined();
    });

    it('lets the bot write', async () => {
      await expect(subject.cluster.accessProblem(referenceTo('one'))).resolves.toBeUndefined();
    });

    it('changes nothing by a dry run', async () => {
      const outcome = await subject.cluster.dryRun(objectNamed('one'), subject.kind);

      expect(outcome).toMatchObject({
        type: 'accepted',
        object: { kind: subject.kind.kind, metadata: { name: 'one' } },
      });
      await expect(subject.cluster.read(referenceTo('one'))).resolves.toBeUndefined();
    });

    it('reads what it applied, under one UID however often it is applied', async () => {
      const first = await applied('one');
      const second = await applied('one');

      expect(first.metadata.uid).toBeTruthy();
      expect(second.metadata.uid).toBe(first.metadata.uid);
      await expect(subject.cluster.read(referenceTo('one'))).resolves.toMatchObject({
        apiVersion: first.apiVersion,
        kind: first.kind,
        spec: subject.spec,
        metadata: { name: 'one', namespace: 'a-team', uid: first.metadata.uid },
      });
    });

    it('refuses an object of a namespace that is not there, dry or not', async () => {
      const lost = objectNamed('one', 'zzz');
      const expected = { type: 'refused', because: 'not-found' };

      await expect(subject.cluster.dryRun(lost, subject.kind)).resolves.toMatchObject(expected);
      await expect(subject.cluster.apply(lost, subject.kind)).resolves.toMatchObject(expected);
    });

    it('removes what still has the UID, and nothing else', async () => {
      const { metadata } = await applied('one');

      await expect(subject.cluster.remove(referenceTo('one'), 'another')).resolves.toBe(false);
      await expect(subject.cluster.read(referenceTo('one'))).resolves.toBeDefined();
      await expect(subject.cluster.remove(referenceTo('one'), metadata.uid ?? '')).resolves.toBe(
        true,
      );
      await expect(subject.cluster.read(referenceTo('one'))).resolves.toBeUndefined();
      await expect(subject.cluster.remove(referenceTo('one'), metadata.uid ?? '')).resolves.toBe(
        true,
      );
    });

    it('tells when kinds come, change and go, until it is told to stop', async () => {
      const { cluster, define, undefine } = subject;
      define('ones.y.test', 1);
      const stop = new AbortController();
      let told = 0;
      const watching = cluster.watchKinds(() => void (told += 1), stop.signal);
      const acts = [
        (turn: number) => define('others.y.test', turn),
        (turn: number) => define('ones.y.test', turn),
        () => undefine('others.y.test'),
      ];
      for (const act of acts) {
        const before = told;
        let turn = 1;
        // Nobody says when the watch has begun, and what came before is not told.
        await vi.waitFor(
          () => {
            act((turn += 1));
            expect(told).toBeGreaterThan(before);
          },
          { timeout: 5_000, interval: 5 },
        );
      }
      stop.abort();

      await expect(watching).resolves.toBeUndefined();
    });

    it('watches an object come, change and go, until it is told to stop', async () => {
      const { cluster, put } = subject;
      const stop = new AbortController();
      const told: string[] = [];
      async function act(object: KubernetesObject | undefined): Promise<void> {
        const isReady = object?.['status'] === 'ready';
        const count = told.push(object ? (isReady ? 'ready' : 'applied') : 'absent');
        if (count === 1) await applied('one');
        else if (count === 2) put({ ...objectNamed('one'), status: 'ready' });
        else if (count === 3) await cluster.remove(referenceTo('one'), object?.metadata.uid ?? '');
        else stop.abort();
      }
      await cluster.watch(referenceTo('one'), (object) => void act(object), stop.signal);

      expect(told).toEqual(['absent', 'applied', 'ready', 'absent']);
    });
  });
}
