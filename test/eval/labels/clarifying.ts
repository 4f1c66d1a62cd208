import {
  awsDatabase,
  azureDatabase,
  clusterDatabase,
  databases,
  workloads,
} from '../../capability-summaries.ts';
import type { CapabilitySummary } from '../../../src/prompts/capability-summary.ts';
import type { Topic } from '../topics.ts';

export interface ClarifyingLabel {
  readonly intent: string;
  readonly capabilities: readonly CapabilitySummary[];
  /** Of each list, one must be asked. */
  readonly mustAsk?: readonly (readonly Topic[])[];
  /** Every question about something else is needless. */
  readonly mayAsk?: readonly Topic[];
  /** One of the words to search with must match. */
  readonly searches?: RegExp;
}

const CLOUDS = [awsDatabase, azureDatabase, clusterDatabase];

/** First searches, and what is worth asking after them. */
export const CLARIFYING: readonly ClarifyingLabel[] = [
  {
    intent: 'a PostgreSQL database',
    capabilities: CLOUDS,
    mustAsk: [['provider', 'hosting']],
    mayAsk: ['provider', 'hosting', 'access'],
  },
  {
    intent: 'eine PostgreSQL-Datenbank',
    capabilities: CLOUDS,
    mustAsk: [['provider', 'hosting']],
    mayAsk: ['provider', 'hosting', 'access'],
  },
  {
    intent: 'a PostgreSQL database in AWS',
    capabilities: [awsDatabase, clusterDatabase],
    mustAsk: [['hosting']],
    mayAsk: ['hosting', 'access'],
  },
  {
    intent: 'a PostgreSQL database in AWS',
    capabilities: databases,
    mayAsk: ['hosting', 'access', 'schema'],
  },
  {
    intent: 'managed PostgreSQL in AWS with schema management, publicly accessible',
    capabilities: databases,
  },
  {
    intent: 'PostgreSQL in this cluster, only reachable from inside, no schema management',
    capabilities: databases,
  },
  {
    intent: 'a web application',
    capabilities: workloads,
    mustAsk: [['access']],
    mayAsk: ['access', 'state'],
  },
  { intent: 'a web application exposed to users', capabilities: workloads, mayAsk: ['state'] },
  { intent: 'an internal web application', capabilities: workloads, mayAsk: ['state'] },
  {
    intent: 'eine öffentlich erreichbare Webanwendung für unsere Kunden',
    capabilities: workloads,
    mayAsk: ['state'],
  },
  { intent: 'run a report every night', capabilities: workloads },
  { intent: 'run a migration once', capabilities: workloads },
  { intent: 'order a pizza', capabilities: [...databases, ...workloads] },
  {
    intent: 'a web application with autoscaling, exposed to users',
    capabilities: workloads,
    mayAsk: ['state'],
    searches: /autoscal/iu,
  },
  {
    intent: 'somewhere to keep the pictures that users upload',
    capabilities: workloads,
    mayAsk: ['access', 'provider', 'state', 'hosting'],
    searches: /bucket|object storage|blob|s3/iu,
  },
  {
    intent: 'our shop has to store its orders and query them with SQL',
    capabilities: CLOUDS,
    mustAsk: [['provider', 'hosting']],
    mayAsk: ['provider', 'hosting', 'access', 'schema', 'engine'],
    searches: /database|postgres|rds/iu,
  },
];
