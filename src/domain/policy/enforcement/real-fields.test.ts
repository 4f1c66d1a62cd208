import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../../test/a-policy.ts';
import {
  findRecordings,
  missingRecordings,
  startRecordingsServer,
  unpackRecordings,
} from '../../../../test/recordings-server.ts';
import type { ApiServer, Recordings } from '../../../../test/recordings-server.ts';
import { createKubernetesCluster } from '../../../adapters/kubernetes/cluster.ts';
import type { Cluster } from '../../../ports/cluster.ts';
import { writePath } from '../../configure/field-path.ts';
import { checkManifest } from '../../configure/manifest-check.ts';
import { isSameKind, type ResourceKind } from '../../kind.ts';
import { toJson } from '../../json.ts';
import { KubernetesObject } from '../../manifest.ts';
import { type EnforcementMode, EnforcementTarget } from '../policy.ts';
import type { NamespaceScope } from '../rule.ts';
import { enforcementKinds, render } from './render.ts';

function quiet(): void {}

const pod: ResourceKind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
};
const SCOPES: readonly NamespaceScope[] = [
  { type: 'all' },
  { type: 'only', namespaces: ['a-team'] },
  { type: 'except', namespaces: ['kube-system'] },
];
const MODES: readonly EnforcementMode[] = ['audit', 'deny'];

describe.skipIf(missingRecordings())('rendered objects and the schemas of real engines', () => {
  let recordings: Recordings;
  let server: ApiServer;
  let cluster: Cluster;

  beforeAll(async () => {
    recordings = unpackRecordings(findRecordings() ?? '');
    server = await startRecordingsServer(recordings);
    const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    cluster = createKubernetesCluster({
      kubeConfig: server.kubeConfig,
      requestTimeoutMs: 10_000,
      logger,
    });
  });
  afterAll(async () => {
    await server.close();
    recordings.remove();
  });

  it.each(EnforcementTarget.options)(
    '%s has no field that its engine does not know',
    async (target) => {
      const tables = await Promise.all(
        enforcementKinds(target).map((kind) => cluster.fieldTable(kind)),
      );
      const rules = [aRule(), aRule({ id: 'r2', kinds: [pod], path: 'spec.containers[*].image' })];
      for (const scope of SCOPES) {
        for (const mode of MODES) {
          const objects = render(aPolicy({ rules, scope }), { target, mode });
          const problems = objects.flatMap((object, at) => {
            const table = tables[at];
            return table ? checkManifest(object, table) : [{ path: '', message: 'no schema' }];
          });

          expect(problems).toEqual([]);
        }
      }
    },
  );

  it.each(EnforcementTarget.options)(
    '%s is checked by a schema that would tell',
    async (target) => {
      const [kind] = enforcementKinds(target);
      const [object] = render(aPolicy(), { target, mode: 'deny' });
      if (!kind || !object) throw new Error('nothing is rendered');
      const wrong = KubernetesObject.parse(writePath(toJson(object), 'spec.noSuchField', 1));

      expect(checkManifest(wrong, await cluster.fieldTable(kind))).toHaveLength(1);
    },
  );

  it('are of kinds that the cluster serves as announced', async () => {
    const served = (await cluster.kinds()).map(({ kind }) => kind);
    const announced = EnforcementTarget.options.flatMap((target) => enforcementKinds(target));

    for (const kind of announced) {
      const found = served.find((one) => isSameKind(one, kind));
      expect(found).toMatchObject({ plural: kind.plural, namespaced: false });
    }
  });
});
