import type { PolicyClusterName } from './policies-clusters.ts';

/** A sentence as a platform team writes it, and what must come of it without a model. */
export interface PolicyLabel {
  readonly sentence: string;
  readonly triggers: readonly string[];
  /** The kinds that are covered, as `Kind.group`, all of them; a cluster without an entry is not looked at. */
  readonly covers?: Partial<Record<PolicyClusterName, readonly string[]>>;
  /** What the coverage says of some kind, on every cluster. */
  readonly demands?: readonly string[];
  /** Kinds that have such a field and are left out, with the reason. */
  readonly leavesOut?: Partial<Record<PolicyClusterName, readonly (readonly [string, string])[]>>;
  readonly note?: RegExp;
  /** Why nothing can be checked. */
  readonly none?: RegExp;
}

const WORKLOADS = [
  'Pod',
  'DaemonSet.apps',
  'Deployment.apps',
  'ReplicaSet.apps',
  'StatefulSet.apps',
  'CronJob.batch',
  'Job.batch',
];

const RDS = 'rds.aws.cloud.example';

export const POLICY_LABELS: readonly PolicyLabel[] = [
  {
    sentence: 'Databases in AWS should always run in the us-east-1 region',
    triggers: ['AWS DB', 'databases', 'rds', 'dynamodb'],
    covers: {
      platform: [
        'ReplicationGroup.elasticache.aws.cloud.example',
        'SqlDatabase.platform.acme.example',
        ...['Cluster', 'ClusterInstance', 'Instance', 'ParameterGroup', 'SubnetGroup'].map(
          (kind) => `${kind}.${RDS}`,
        ),
      ],
      recordings: [
        'SQL.devopstoolkit.live',
        ...(
          'Cluster ClusterInstance ClusterParameterGroup Instance OptionGroup ParameterGroup ' +
          'Proxy Snapshot SubnetGroup'
        )
          .split(' ')
          .map((kind) => `${kind}.rds.aws.m.upbound.io`),
      ],
    },
    demands: [
      'spec.forProvider.region must be us-east-1',
      "spec.region must be us-east-1 where spec.crossplane.compositionSelector.matchLabels['provider'] is one of aws, AWS",
    ],
    leavesOut: {
      platform: [
        ['FlexibleServer.dbforpostgresql.azure.cloud.example', 'another-cloud'],
        ['Bucket.s3.aws.cloud.example', 'incidental'],
      ],
      recordings: [
        ['DatabaseInstance.sql.gcp.m.upbound.io', 'another-cloud'],
        ['Instance.ec2.aws.m.upbound.io', 'incidental'],
        ['Instance.rds.aws.upbound.io', 'no-namespace'],
      ],
    },
  },
  {
    sentence: 'All containers must have resource limits defined',
    triggers: ['containers', 'pods'],
    covers: { platform: WORKLOADS },
    demands: [
      "spec.containers[*].resources.limits['memory'] must be set",
      "spec.template.spec.containers[*].resources.limits['cpu'] must be set",
      "spec.jobTemplate.spec.template.spec.initContainers[*].resources.limits['cpu'] must be set",
    ],
  },
  {
    sentence: 'Images must be from trusted registries only',
    triggers: ['images'],
    none: /names no registry/u,
  },
  {
    sentence:
      'Images must be from trusted registries only, which are registry.acme.example and ghcr.io/acme',
    triggers: ['images'],
    covers: { platform: WORKLOADS },
    demands: [
      String.raw`spec.template.spec.containers[*].image must match ^(registry\.acme\.example|ghcr\.io/acme)/`,
    ],
  },
  {
    sentence: 'Containers must never use the latest tag',
    triggers: ['containers', 'image'],
    covers: { platform: WORKLOADS },
    demands: [
      'spec.containers[*].image must match (:[^/@]+|@sha256:[0-9a-f]+)$',
      'spec.containers[*].image must not match :latest(@|$)',
    ],
  },
  {
    sentence: 'Pods must not run as root user',
    triggers: ['pods'],
    covers: { platform: WORKLOADS },
    demands: ['spec.template.spec.securityContext.runAsNonRoot must be true'],
  },
  {
    sentence: 'Databases must be encrypted',
    triggers: ['databases'],
    covers: {
      platform: [
        'ReplicationGroup.elasticache.aws.cloud.example',
        `Cluster.${RDS}`,
        `Instance.${RDS}`,
      ],
      recordings: ['Cluster.rds.aws.m.upbound.io', 'Instance.rds.aws.m.upbound.io'],
    },
    demands: ['spec.forProvider.storageEncrypted must be true'],
  },
  {
    sentence: 'RDS instances must keep backups for at least one week',
    triggers: ['rds', 'databases'],
    covers: {
      platform: [`Cluster.${RDS}`, `Instance.${RDS}`],
      recordings: ['Cluster.rds.aws.m.upbound.io', 'Instance.rds.aws.m.upbound.io'],
    },
    demands: ['spec.forProvider.backupRetentionPeriod must be at least 7'],
  },
  {
    sentence: 'Databases in AWS must not be publicly accessible',
    triggers: ['databases'],
    covers: {
      platform: ['SqlDatabase.platform.acme.example', `ClusterInstance.${RDS}`, `Instance.${RDS}`],
      recordings: ['ClusterInstance.rds.aws.m.upbound.io', 'Instance.rds.aws.m.upbound.io'],
    },
    demands: ['spec.forProvider.publiclyAccessible must be false'],
  },
  {
    sentence: 'All deployments must have a label owner',
    triggers: ['deployments'],
    covers: { platform: ['Deployment.apps'], recordings: ['Deployment.apps'] },
    demands: ["metadata.labels['owner'] must be set"],
  },
  {
    sentence: 'Deployments must have between 2 and 10 replicas',
    triggers: ['deployments'],
    covers: { platform: ['Deployment.apps'], recordings: ['Deployment.apps'] },
    demands: ['spec.replicas must be at least 2; spec.replicas must be at most 10'],
  },
  {
    sentence: 'Memory limits of containers must be at most 4Gi',
    triggers: ['containers'],
    covers: { platform: WORKLOADS },
    demands: ["spec.containers[*].resources.limits['memory'] must be at most 4Gi"],
  },
  {
    sentence: 'SQL databases must be of size small or medium',
    triggers: ['database'],
    covers: { platform: ['SqlDatabase.platform.acme.example'] },
    demands: ['spec.size must be one of small, medium'],
  },
  {
    sentence: 'Azure databases must run in us-east1 region',
    triggers: ['azure database'],
    covers: {
      platform: [
        'FlexibleServer.dbforpostgresql.azure.cloud.example',
        'SqlDatabase.platform.acme.example',
      ],
    },
    note: /“us-east1” is a region of Google Cloud, not of Azure\. Near to it is eastus\./u,
  },
  {
    sentence: 'Databases in AWS must run in us-east-9',
    triggers: ['databases'],
    note: /“us-east-9” is no region of AWS that is known here\. Near to it is us-east-1/u,
  },
  { sentence: '', triggers: [], none: /says nothing/u },
  {
    sentence: 'All services must have network policies',
    triggers: ['services'],
    none: /cannot read|no field|No kind/u,
  },
  {
    sentence: 'Databases must run in us-east-1 and must run in eu-west-1',
    triggers: ['databases'],
    none: /contradicts itself/u,
  },
  {
    sentence: 'Deployments must have at least 5 and at most 3 replicas',
    triggers: ['deployments'],
    none: /contradicts itself/u,
  },
];
