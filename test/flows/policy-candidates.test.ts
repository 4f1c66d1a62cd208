import { KubeConfig } from '@kubernetes/client-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCatalog } from '../../src/activities/policy/field-catalog.ts';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { resourceNameOf } from '../../src/domain/kind.ts';
import { createAbout } from '../../src/domain/policy/about.ts';
import { candidatesFor, type CatalogKind } from '../../src/domain/policy/candidates.ts';
import { estimateTokens } from '../../src/domain/tokens.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { fieldLines, groupLines } from '../../src/prompts/policy-candidates.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { findDefinitions, realKinds } from '../real-kinds.ts';
import { createScanStage } from './scan-stage.ts';

async function platformKinds(): Promise<readonly CatalogKind[]> {
  const server = await startDemoCluster({ documents: demoPlatform() });
  try {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(server.kubeconfig());
    const logger = createFakeLogger();
    const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 15_000, logger });
    const artifacts = createFakeArtifactStore();
    const { knowledge, scans, run } = createScanStage();
    await run(cluster, { dependencies: { artifacts } });
    const catalog = createFieldCatalog({ cluster, scans, artifacts, knowledge });
    return (await catalog.kinds(new AbortController().signal)).kinds;
  } finally {
    await server.close();
  }
}

interface Label {
  readonly sentence: string;
  readonly triggers?: readonly string[];
  /** Resources that it means, and some that have such a field or come near and are not meant. */
  readonly means: readonly string[];
  readonly not: readonly string[];
  /** The first field on offer. */
  readonly first: string;
}

const WORKLOADS = words(
  'pods deployments.apps statefulsets.apps daemonsets.apps replicasets.apps jobs.batch cronjobs.batch',
);
const NO_WORKLOADS = words('services buckets.s3.aws.cloud.example webapps.platform.acme.example');
const POD = 'spec.template.spec';

/** Over the demo platform. */
const LABELS: readonly Label[] = [
  {
    sentence: 'Databases in AWS should always run in the us-east-1 region',
    triggers: ['database', 'db', 'aws'],
    means: words(
      'instances.rds.aws.cloud.example clusters.rds.aws.cloud.example ' +
        'clusterinstances.rds.aws.cloud.example replicationgroups.elasticache.aws.cloud.example ' +
        'sqldatabases.platform.acme.example',
    ),
    not: words(
      'buckets.s3.aws.cloud.example vpcs.ec2.aws.cloud.example databaseinstances.sql.gcp.cloud.example ' +
        'flexibleservers.dbforpostgresql.azure.cloud.example objectstores.platform.acme.example ' +
        'clusters.postgres.operators.example queues.sqs.aws.cloud.example deployments.apps',
    ),
    first: 'spec.forProvider.region',
  },
  {
    sentence: 'Databases must keep backups for at least 7 days',
    means: words(
      'instances.rds.aws.cloud.example databaseinstances.sql.gcp.cloud.example ' +
        'flexibleservers.dbforpostgresql.azure.cloud.example clusters.postgres.operators.example ' +
        'redises.redis.operators.example sqldatabases.platform.acme.example',
    ),
    not: words('buckets.s3.aws.cloud.example queues.sqs.aws.cloud.example statefulsets.apps'),
    first: 'spec.forProvider.backupRetentionPeriod',
  },
  {
    sentence: 'All containers must have resource limits defined',
    means: WORKLOADS,
    not: NO_WORKLOADS,
    first: `${POD}.containers[*].resources.limits['memory']`,
  },
  {
    sentence: 'Images must be from trusted registries only',
    triggers: ['image', 'registry'],
    means: WORKLOADS,
    not: NO_WORKLOADS,
    first: `${POD}.containers[*].image`,
  },
  {
    sentence: 'Containers must not run as root',
    means: WORKLOADS,
    not: NO_WORKLOADS,
    first: `${POD}.securityContext.runAsNonRoot`,
  },
  {
    sentence: 'Pods must not use the host network',
    means: WORKLOADS,
    not: NO_WORKLOADS,
    first: `${POD}.hostNetwork`,
  },
  {
    sentence: 'RDS instances must not be publicly accessible',
    means: words('instances.rds.aws.cloud.example clusterinstances.rds.aws.cloud.example'),
    not: words('buckets.s3.aws.cloud.example parametergroups.rds.aws.cloud.example'),
    first: 'spec.forProvider.publiclyAccessible',
  },
  {
    sentence: 'Everything in Azure must be in westeurope',
    means: words(
      'flexibleservers.dbforpostgresql.azure.cloud.example accounts.storage.azure.cloud.example ' +
        'resourcegroups.azure.cloud.example sqldatabases.platform.acme.example',
    ),
    not: words('buckets.s3.aws.cloud.example databaseinstances.sql.gcp.cloud.example pods'),
    first: 'spec.forProvider.location',
  },
  {
    sentence: 'All resources must have a label owner',
    triggers: ['owner', 'label'],
    means: words('pods buckets.s3.aws.cloud.example namespaces webapps.platform.acme.example'),
    not: [],
    first: "metadata.labels['owner']",
  },
  {
    sentence: 'PersistentVolumeClaims must use storage class fast',
    means: words('persistentvolumeclaims'),
    not: words('storageclasses.storage.k8s.io statefulsets.apps buckets.s3.aws.cloud.example'),
    first: 'spec.storageClassName',
  },
  {
    sentence: 'Certificates must be issued by letsencrypt-prod',
    means: words('certificates.certificates.operators.example'),
    not: words('secrets ingresses.networking.k8s.io buckets.s3.aws.cloud.example'),
    first: 'spec.issuerRef.name',
  },
  {
    sentence: 'Deployments must have between 2 and 10 replicas',
    means: words('deployments.apps'),
    not: words('statefulsets.apps redises.redis.operators.example'),
    first: 'spec.replicas',
  },
  {
    sentence: 'Security groups must not be open to 0.0.0.0/0',
    means: words('securitygroups.ec2.aws.cloud.example securitygrouprules.ec2.aws.cloud.example'),
    not: words('subnets.ec2.aws.cloud.example networkpolicies.networking.k8s.io'),
    first: 'spec.forProvider.cidrBlocks',
  },
];

function words(text: string): readonly string[] {
  return text.split(' ');
}

function saidBy({ sentence, triggers = [] }: Pick<Label, 'sentence' | 'triggers'>) {
  return { sentence, triggers };
}

/** What the prompt costs of them. */
function tokensOf(
  said: { sentence: string; triggers: readonly string[] },
  kinds: readonly CatalogKind[],
) {
  const { fields, groups } = candidatesFor(said, kinds);
  const shown = groups.map(({ id, group, kinds: members }) => ({
    id,
    group,
    kinds: members.map(({ kind, isAbout, providers }) => ({
      name: kind.kind,
      isAbout,
      providers: [...providers],
    })),
  }));
  const offered = fields.map(({ groups: _groups, values, ...field }) => ({
    ...field,
    values: [...values],
  }));
  return estimateTokens(`${fieldLines(offered)}\n${groupLines(shown)}`);
}

describe('candidates over the demo platform', () => {
  let kinds: readonly CatalogKind[] = [];
  beforeAll(async () => {
    kinds = await platformKinds();
  });

  it.each(LABELS)('$sentence', (label) => {
    const said = saidBy(label);
    const about = createAbout(said);
    const meant = kinds.filter(about).map(({ outline }) => resourceNameOf(outline.kind));

    expect(meant).toEqual(expect.arrayContaining([...label.means]));
    expect(meant.filter((name) => label.not.includes(name))).toEqual([]);
    expect(candidatesFor(said, kinds).fields[0]?.path).toBe(label.first);
  });

  it.each(LABELS)('knows each label’s resources: $sentence', ({ means, not }) => {
    const served = kinds.map(({ outline }) => resourceNameOf(outline.kind));

    expect(served).toEqual(expect.arrayContaining([...means, ...not]));
  });
});

const small = findDefinitions('crds-small');
describe.skipIf(small === undefined)('candidates over real definitions', () => {
  let kinds: readonly CatalogKind[] = [];
  beforeAll(() => {
    kinds = small === undefined ? [] : realKinds(small);
  });

  it.each([
    {
      sentence: 'Databases in AWS should always run in the us-east-1 region',
      means: words(
        'instances.rds.aws.upbound.io clusters.rds.aws.m.upbound.io sqls.devopstoolkit.live',
      ),
      not: words(
        'buckets.s3.aws.upbound.io instances.ec2.aws.m.upbound.io clusters.postgresql.cnpg.io ' +
          'databaseinstances.sql.gcp.m.upbound.io flexibleservers.dbforpostgresql.azure.m.upbound.io',
      ),
      first: 'spec.forProvider.region',
    },
    {
      sentence: 'Buckets must have deletion policy Orphan',
      means: words('buckets.s3.aws.upbound.io buckets.storage.gcp.m.upbound.io'),
      not: words('instances.rds.aws.upbound.io sqls.devopstoolkit.live'),
      first: 'spec.deletionPolicy',
    },
    {
      sentence: 'Certificates must be issued by letsencrypt-prod',
      means: words('certificates.cert-manager.io'),
      not: words('instances.rds.aws.upbound.io externalsecrets.external-secrets.io'),
      first: 'spec.issuerRef.name',
    },
  ])('$sentence', (label) => {
    const said = saidBy(label);
    const meant = kinds
      .filter(createAbout(said))
      .map(({ outline }) => resourceNameOf(outline.kind));

    expect(meant).toEqual(expect.arrayContaining([...label.means]));
    expect(meant.filter((name) => label.not.includes(name))).toEqual([]);
    expect(candidatesFor(said, kinds).fields[0]?.path).toBe(label.first);
  });
});

const SERVICES_OF_DATABASES = words('rds dynamodb elasticache docdb neptune redshift');

/** A busy machine reads 168 MB of YAML slowly. */
const READING_MS = 300_000;

const large = findDefinitions('crds-large');
// All of them are read by `npm run eval -- policies --only large`.
describe.skipIf(large === undefined)('candidates over a third of 3,028 real definitions', () => {
  let kinds: readonly CatalogKind[] = [];
  beforeAll(() => {
    kinds = large === undefined ? [] : realKinds(large, 3);
  }, READING_MS);

  it('finds every kind that has the field, not the first ones alone', () => {
    const { fields } = candidatesFor(
      saidBy({ sentence: 'Everything must be in us-east-1' }),
      kinds,
    );
    const having = kinds.filter(({ outline }) =>
      outline.fields.some(({ path }) => path === 'spec.forProvider.region'),
    );

    expect(having.length).toBeGreaterThan(500);
    expect(fields[0]).toMatchObject({
      path: 'spec.forProvider.region',
      kindCount: having.length,
    });
  });

  it('means the databases of a cloud, every kind of their services, and neither buckets nor machines', () => {
    const about = createAbout(
      saidBy({ sentence: 'Databases in AWS should always run in the us-east-1 region' }),
    );
    const ofService = (service: string) =>
      kinds.filter(({ outline: { kind } }) => kind.group.startsWith(`${service}.aws.`));

    for (const service of SERVICES_OF_DATABASES) {
      expect(ofService(service)).not.toEqual([]);
      expect(ofService(service).filter((kind) => !about(kind))).toEqual([]);
    }
    for (const service of ['s3', 'ec2', 'sqs', 'lambda', 'iam']) {
      expect(ofService(service).filter(about)).toEqual([]);
    }
  });

  it.each(LABELS)('costs no more than a prompt has room for: $sentence', (label) => {
    const { fields, groups } = candidatesFor(saidBy(label), kinds);

    expect(fields.length).toBeGreaterThan(0);
    expect(fields.length).toBeLessThanOrEqual(60);
    expect(groups.length).toBeLessThanOrEqual(60);
    expect(tokensOf(saidBy(label), kinds)).toBeLessThanOrEqual(3_500);
  });
});
