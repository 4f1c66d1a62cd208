import { describe, expect, it } from 'vitest';
import { contentOf, withoutSecretValues } from './live-object.ts';

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'a',
    annotations: {
      team: 'a',
      'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"pin":"aHVudGVyMg=="}}',
    },
  },
  data: { pin: 'aHVudGVyMg==' },
  stringData: { word: 'hunter2' },
};

describe('a Secret', () => {
  it('shows which values it has, and none of them', () => {
    expect(contentOf(secret)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', annotations: { team: 'a' } },
      data: { pin: '[hidden]' },
      stringData: { word: '[hidden]' },
    });
  });

  it('is told from other kinds of that name, and from other kinds with data', () => {
    const map = { ...secret, kind: 'ConfigMap' };

    expect(withoutSecretValues(map)).toBe(map);
    expect(contentOf({ ...secret, apiVersion: 'x.test/v1' })['data']).toEqual(secret.data);
  });
});
