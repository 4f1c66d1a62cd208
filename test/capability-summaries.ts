import type { CapabilitySummary } from '../src/prompts/capability-summary.ts';

export function aSummary(parts: Partial<CapabilitySummary> = {}): CapabilitySummary {
  const kind = parts.kind ?? 'Thing';
  return {
    id: `${kind}.${parts.group ?? 'example.org'}`,
    kind,
    group: 'example.org',
    namespaced: true,
    providers: [],
    role: 'primary',
    abstraction: 'managed',
    tags: [],
    description: '',
    useCase: '',
    fields: [],
    score: 0.5,
    ...parts,
  };
}

/** A portable claim that stands for the whole need. */
export const portableDatabase = aSummary({
  kind: 'Store',
  group: 'platform.example.org',
  providers: ['aws', 'azure'],
  abstraction: 'golden-path',
  tags: ['database', 'postgresql', 'sql'],
  description: 'Publicly accessible PostgreSQL database in AWS or Azure.',
  fields: ['size', 'version', 'schemas', 'schemas.sql'],
  score: 1,
});

export const awsDatabase = aSummary({
  kind: 'Instance',
  group: 'rds.aws.example.org',
  providers: ['aws'],
  tags: ['relational', 'database', 'postgresql', 'mysql'],
  description: 'Provides an RDS instance.',
  fields: ['engine', 'publiclyAccessible', 'backupRetentionPeriod', 'multiAz'],
  score: 0.8,
});

export const azureDatabase = aSummary({
  kind: 'ManagedServer',
  group: 'database.azure.example.org',
  providers: ['azure'],
  tags: ['relational', 'database', 'postgresql'],
  description: 'Provides a PostgreSQL server.',
  score: 0.7,
});

export const clusterDatabase = aSummary({
  kind: 'Cluster',
  group: 'postgresql.example.io',
  tags: ['postgresql', 'database'],
  description: 'A highly available PostgreSQL database cluster.',
  fields: ['instances', 'backup', 'storage'],
  score: 0.6,
});

export const migration = aSummary({
  kind: 'TableSchema',
  group: 'db.example.io',
  tags: ['schema', 'db'],
  description: 'Applies a database schema.',
  fields: ['url', 'schema.sql'],
  score: 0.4,
});

export const databases = [
  portableDatabase,
  awsDatabase,
  azureDatabase,
  clusterDatabase,
  migration,
] as const;

export const deployment = aSummary({
  kind: 'Deployment',
  group: 'apps',
  abstraction: 'core',
  tags: ['deployment', 'web application', 'stateless', 'container', 'workload'],
  useCase: 'Use it to run a stateless application with several replicas.',
  fields: ['replicas', 'containers'],
  score: 1,
});
export const statefulSet = aSummary({
  kind: 'StatefulSet',
  group: 'apps',
  abstraction: 'core',
  tags: ['stateful', 'container'],
  useCase: 'Use it to run a stateful application whose replicas keep their volume.',
});
export const service = aSummary({
  kind: 'Service',
  group: '',
  abstraction: 'core',
  tags: ['network'],
  useCase: 'Use it to give pods one stable address.',
});
export const ingress = aSummary({
  kind: 'Ingress',
  group: 'networking.k8s.io',
  abstraction: 'core',
  tags: ['expose', 'http', 'web application'],
  fields: ['rules', 'tls', 'tls.secretName'],
});
export const httpRoute = aSummary({
  kind: 'HTTPRoute',
  group: 'gateway.networking.k8s.io',
  tags: ['http', 'route'],
  fields: ['hostnames', 'rules'],
});
export const autoscaler = aSummary({
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  abstraction: 'core',
  tags: ['autoscale', 'scale'],
  fields: ['minReplicas', 'maxReplicas'],
});
export const cronJob = aSummary({
  kind: 'CronJob',
  group: 'batch',
  abstraction: 'core',
  tags: ['cron', 'schedule', 'job'],
  useCase: 'Use it to run a job on a schedule.',
  fields: ['schedule'],
});
export const job = aSummary({
  kind: 'Job',
  group: 'batch',
  abstraction: 'core',
  tags: ['batch', 'task', 'job'],
  useCase: 'Use it to run a task once.',
});
export const volumeClaim = aSummary({
  kind: 'PersistentVolumeClaim',
  group: '',
  abstraction: 'core',
  tags: ['storage', 'volume'],
});

export const workloads = [
  deployment,
  statefulSet,
  service,
  ingress,
  httpRoute,
  autoscaler,
  cronJob,
  job,
  volumeClaim,
] as const;
