import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKubeConfig } from './kube-config.ts';

function aKubeconfig(name: string, server = 'https://cluster.example'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: `${name}-cluster`, cluster: { server } }],
    users: [{ name: `${name}-user`, user: { token: 'a-token' } }],
    contexts: [{ name, context: { cluster: `${name}-cluster`, user: `${name}-user` } }],
    'current-context': name,
  });
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-kubeconfig-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, aKubeconfig(name));
  return path;
}

describe('kubeconfig', () => {
  it('takes the current context, or the one that is named', () => {
    const kubeconfigPath = [written('one'), written('two')].join(delimiter);

    expect(loadKubeConfig({ kubeconfigPath }).getCurrentContext()).toBe('one');
    const other = loadKubeConfig({ kubeconfigPath, context: 'two' });
    expect(other.getCurrentUser()?.name).toBe('two-user');
  });

  it('offers the contexts that there are when the named one is missing', () => {
    expect(() => loadKubeConfig({ kubeconfigPath: written('one'), context: 'prod' })).toThrow(
      'The kubeconfig has no context "prod". It has: one.',
    );
  });

  it.each([
    ['is missing', () => join(folder, 'absent')],
    ['is no kubeconfig', () => import.meta.filename],
  ])('says what to check when the file %s', (_, path) => {
    expect(() => loadKubeConfig({ kubeconfigPath: path() })).toThrow('Check KUBECONFIG');
  });

  it('says what to set when the file names no cluster', () => {
    const kubeconfigText = '{"apiVersion":"v1","kind":"Config","clusters":[]}';

    expect(() => loadKubeConfig({ kubeconfigText })).toThrow(/Set KUBECONFIG|Check KUBECONFIG/);
  });

  it('allows plain HTTP on this machine, and nowhere else', async () => {
    const load = (server: string) => loadKubeConfig({ kubeconfigText: aKubeconfig('one', server) });

    await expect(load('http://127.0.0.1:8001').applyToHTTPSOptions({})).resolves.toBeUndefined();
    await expect(load('http://localhost.example').applyToHTTPSOptions({})).rejects.toThrow('HTTP');
  });
});
