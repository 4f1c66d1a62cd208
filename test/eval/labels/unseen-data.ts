import type { IntentLabel } from './label.ts';

const AWS = '*.aws.cloud.example';
const AZURE = '*.azure.cloud.example';
const GCP = '*.gcp.cloud.example';
const IN_CLUSTER = 'Cluster.postgres.*';
const PORTABLE = 'SqlDatabase.*';
const STORE = 'ObjectStore.*';
const PROVIDER = ['matchLabels.provider'];

/** Held out: no rule is made for these (docs/eval.md). Databases, storage and messages. */
export const UNSEEN_DATA: readonly IntentLabel[] = [
  {
    name: 'three words',
    intent: 'pg small gcp',
    primary: [PORTABLE, 'DatabaseInstance.sql.gcp.*'],
    forbidden: [AWS, AZURE],
    provider: 'gcp',
    mayAsk: ['hosting', 'access', 'schema'],
    settled: ['provider', 'engine'],
    said: [
      { at: ['spec.size'], value: 'small', of: PORTABLE },
      { at: PROVIDER, value: 'gcp', of: PORTABLE },
    ],
  },
  {
    name: 'pictures of a warehouse',
    intent:
      'Hi folks! We are building a little tool for the warehouse and it needs somewhere to keep its ' +
      'pictures, a few gigabytes at most. We are an Azure shop, so there please. Thanks a lot!!',
    primary: [STORE, 'Container.storage.azure.*', 'Account.storage.azure.*'],
    forbidden: [AWS, GCP],
    provider: 'azure',
    mayAsk: ['access'],
    settled: ['provider'],
    said: [{ at: PROVIDER, value: 'azure', of: STORE }],
  },
  {
    name: 'typed in a hurry',
    intent: 'postgress databse in azur, verison 15, size medum pls',
    primary: [PORTABLE, 'FlexibleServer.dbforpostgresql.*'],
    forbidden: [AWS, GCP],
    provider: 'azure',
    mayAsk: ['hosting', 'access', 'schema'],
    settled: ['provider', 'engine'],
    said: [
      { at: ['version'], value: '15' },
      { at: ['spec.size'], value: 'medium', of: PORTABLE },
    ],
  },
  {
    name: 'a cache and a topic',
    intent:
      'a redis cache in the cluster with 2Gi of memory and a kafka topic called clicks with 12 partitions',
    primary: ['Redis.redis.*', 'KafkaTopic.kafka.*'],
    forbidden: [AWS, AZURE, GCP],
    mayAsk: ['state', 'access'],
    settled: ['provider', 'hosting', 'engine'],
    said: [
      { at: ['memory'], value: '2Gi' },
      { at: ['partitions'], value: 12 },
      { at: ['topicName', 'metadata.name'], value: 'clicks' },
    ],
  },
  {
    name: 'neither of two clouds',
    intent: 'object storage, but please not at Amazon and not at Google',
    primary: [STORE, 'Container.storage.azure.*', 'Account.storage.azure.*'],
    forbidden: [AWS, GCP],
    provider: 'azure',
    mayAsk: ['access'],
    settled: ['provider'],
    said: [{ at: PROVIDER, value: 'azure', of: STORE }],
  },
  {
    name: 'no managed service',
    intent:
      'I do not want a managed service, just postgres inside our own cluster, three instances, 20Gi each',
    primary: [IN_CLUSTER],
    forbidden: [AWS, AZURE, GCP],
    mayAsk: ['schema', 'access'],
    settled: ['provider', 'hosting', 'engine'],
    said: [
      { at: ['instances'], value: 3 },
      { at: ['storage.size'], value: '20Gi' },
    ],
  },
  {
    name: 'a bucket in French',
    intent: 'un bucket privé chez Google pour des sauvegardes, avec un an de rétention',
    primary: [STORE, 'Bucket.storage.gcp.*'],
    forbidden: [AWS, AZURE],
    provider: 'gcp',
    settled: ['provider', 'access'],
    said: [
      { at: ['retention'], value: 'year', of: STORE },
      { at: PROVIDER, value: 'gcp', of: STORE },
    ],
  },
  {
    name: 'a queue in Spanish',
    intent: 'una cola de mensajes en AWS que conserve el orden',
    primary: ['Queue.sqs.*'],
    forbidden: [AZURE, GCP],
    provider: 'aws',
    settled: ['provider'],
    said: [{ at: ['fifoQueue'], value: true }],
  },
  {
    name: 'records of customers',
    intent: 'our team has to save customer records and search through them, nothing fancy',
    clarified: { provider: 'in Google Cloud', hosting: 'managed', engine: 'PostgreSQL' },
    primary: [PORTABLE],
    mustAsk: [['provider']],
    mayAsk: ['provider', 'hosting', 'engine', 'access', 'schema'],
  },
  {
    name: 'data warehouse of another house',
    intent: 'a Snowflake data warehouse',
    primary: [],
    forbidden: [PORTABLE],
  },
  {
    // Azure's only databases here are PostgreSQL, and the claim is too.
    name: 'engine that this cloud has not',
    intent: 'a MySQL database in Azure',
    primary: [],
    forbidden: [PORTABLE, 'FlexibleServer.*', IN_CLUSTER],
  },
];
