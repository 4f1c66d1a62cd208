import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '../playground/cluster/demo-cluster.ts';
import { chooseOwnCluster } from './own-cluster.ts';

let cluster: DemoCluster;
let folder = '';
let path = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-own-'));
  cluster = await startDemoCluster({ documents: [] });
  path = written('kubeconfig', cluster.kubeconfig());
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** What is chosen, and every line and question in the order in which the person saw them. */
async function choose(given: Partial<Parameters<typeof chooseOwnCluster>[0]> = {}) {
  const seen: string[] = [];
  const own = await chooseOwnCluster({
    kubeconfig: path,
    environmentPath: undefined,
    context: undefined,
    allowsWrites: false,
    write: (line) => void seen.push(line),
    ask: undefined,
    ...given,
  });
  return { own, seen };
}

describe('which cluster', () => {
  it('says context and server, and that reading begins, before it asks', async () => {
    const questions: string[] = [];
    const { own, seen } = await choose({
      ask: async (question) => {
        questions.push(question);
        return true;
      },
    });

    expect(seen[0]).toContain(`context demo at ${new URL(cluster.url).host}`);
    expect(seen[1]).toContain('Reading begins at once');
    expect(questions).toEqual([
      expect.stringMatching(/the requester and the approver.*be written to it\? \[y\/N\]/u),
    ]);
    expect(own).toMatchObject({ context: 'demo', kubeconfigPath: path });
  });

  it('takes those files of KUBECONFIG that are there', async () => {
    const environmentPath = [join(folder, 'absent'), path].join(delimiter);

    expect((await choose({ kubeconfig: '', environmentPath })).own.kubeconfigPath).toBe(path);
  });

  it('keeps what is done with each cluster apart, and apart from the demo', async () => {
    const other = await startDemoCluster({
      documents: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } }],
    });
    const otherPath = written('other', other.kubeconfig());
    const folders = [
      (await choose()).own.folder,
      (await choose()).own.folder,
      (await choose({ kubeconfig: otherPath })).own.folder,
    ];
    await other.close();

    expect(folders[0]).toBe(folders[1]);
    expect(folders[2]).not.toBe(folders[0]);
    for (const one of folders) expect(one).toMatch(/^data\/demo-own\/demo-[0-9a-f]{12}$/u);
  });
});

describe('whether it is written to', () => {
  it.each([
    ['a yes', { ask: async () => true }, true],
    ['a no', { ask: async () => false }, false],
    ['nobody there', {}, false],
    ['nobody there, but allowed by name', { allowsWrites: true }, true],
  ])('%s', async (_, given, isWritten) => {
    const { own } = await choose(given);

    expect(own.closedBecause === undefined).toBe(isWritten);
  });

  it('does not ask what was answered already', async () => {
    const ask = (): Promise<boolean> => Promise.reject(new Error('asked'));

    expect((await choose({ ask, allowsWrites: true })).own.closedBecause).toBeUndefined();
  });
});

describe('what cannot be used', () => {
  it('a kubeconfig that is nowhere', async () => {
    await expect(choose({ kubeconfig: '/nowhere/config' })).rejects.toThrow(
      /no kubeconfig that can be read at \/nowhere\/config/u,
    );
  });

  it('KUBECONFIG of which nothing is there', async () => {
    const environmentPath = ['/nowhere/one', '/nowhere/two'].join(delimiter);

    await expect(choose({ kubeconfig: '', environmentPath })).rejects.toThrow(
      /\/nowhere\/one or \/nowhere\/two/u,
    );
  });

  it('a file that is no kubeconfig', async () => {
    const kubeconfig = written('broken', 'clusters: [\n');

    await expect(choose({ kubeconfig })).rejects.toThrow(/broken is no kubeconfig: /u);
    await expect(choose({ kubeconfig: written('other-yaml', 'a: 1\n') })).rejects.toThrow(
      /names no cluster/u,
    );
  });

  it('a context that is not there', async () => {
    await expect(choose({ context: 'prod' })).rejects.toThrow(/no context "prod".*demo/u);
  });

  it('a server that refuses connections', async () => {
    const gone = await startDemoCluster({ documents: [] });
    await gone.close();
    const kubeconfig = written('gone', gone.kubeconfig());

    await expect(choose({ kubeconfig, allowsWrites: true })).rejects.toThrow(
      `The cluster of context demo at ${new URL(gone.url).host} does not answer.`,
    );
  });

  it('credentials that the server refuses', async () => {
    const kubeconfig = written(
      'stranger',
      cluster.kubeconfig().replaceAll(/token: .*/gu, 'token: unknown'),
    );

    await expect(choose({ kubeconfig })).rejects.toThrow(/context demo .* cannot be used/u);
  });
});
