import type { MiningLabel } from './label.ts';

/** What English-speaking teams lay down for themselves. */
export const WORKED_ENGLISH: readonly MiningLabel[] = [
  {
    name: 'golden path for databases',
    language: 'en',
    talk: [
      'A: Quick question, how should we create PostgreSQL databases for the new services?',
      'B: For databases we always use SqlDatabase, never RDS instances directly.',
      'A: Why not RDS?',
      'B: The claim comes with backups, monitoring and the schema set up, whichever cloud it runs in.',
      'A: Makes sense, thanks!',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['SqlDatabase.*'],
        avoided: ['Instance.rds.*'],
        words: /database/iu,
        from: [2, 4],
      },
    ],
  },
  {
    name: 'public services in AWS',
    language: 'en',
    talk: [
      'A: Half of the new AWS accounts cannot be reached from outside again.',
      'B: Public services in AWS always need an InternetGateway in their VPC.',
      'B: Without it, public subnets have no route to the internet and nothing reaches the load balancer.',
      'A: noted, will add that to the checklist',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['InternetGateway.ec2.*'],
        optional: ['VPC.ec2.*'],
        words: /public/iu,
        from: [2, 3],
      },
    ],
  },
  {
    name: 'two conditions of one thing',
    language: 'en',
    talk: [
      'A: Whenever something runs in AWS and is public, we always create an InternetGateway and a RouteTable with it, because otherwise nobody reaches it.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['InternetGateway.ec2.*', 'RouteTable.ec2.*'],
        words: /^Public in AWS/u,
        from: [1],
      },
    ],
  },
  {
    name: 'how long backups are kept',
    language: 'en',
    talk: [
      'A: Every database must keep backups for at least 7 days because the auditors ask for it.',
    ],
    expects: [{ type: 'policy', words: /at least 7 days/u, from: [1] }],
  },
  {
    name: 'companions of a deployment',
    language: 'en',
    talk: [
      'A: Reviewing the checkout service: there is no budget for disruptions.',
      'B: Right. Every Deployment gets a PodDisruptionBudget and a NetworkPolicy, otherwise node upgrades take the service down.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['PodDisruptionBudget.policy', 'NetworkPolicy.*'],
        optional: ['Deployment.apps'],
        words: /node upgrades|deployment/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'region of databases',
    language: 'en',
    talk: [
      'A: Reminder: all databases in AWS must run in eu-west-1 because customer data may not leave the EU.',
      'B: :+1:',
    ],
    expects: [{ type: 'policy', words: /eu-west-1/u, from: [1] }],
  },
  {
    name: 'no latest tag',
    language: 'en',
    talk: [
      'A: Who pushed the image without a version?',
      'B: me, sorry',
      'A: Containers must never use the latest tag. We cannot tell what is running otherwise.',
    ],
    expects: [{ type: 'policy', words: /latest/u, from: [3] }],
  },
  {
    name: 'replicas in production',
    language: 'en',
    talk: [
      'A: Policy: every Deployment in production must have at least two replicas so that a node can go away.',
    ],
    expects: [
      { type: 'policy', resources: ['Deployment.apps'], words: /two replicas/u, from: [1] },
    ],
  },
  {
    name: 'bucket by claim, taken from a document',
    language: 'en',
    talk: [
      ': # Object storage\n\nUse an ObjectStore for every bucket. It sets up encryption and lifecycle rules in\nwhichever cloud the team runs.\n\nNever create a Bucket by hand.',
    ],
    expects: [
      {
        type: 'pattern',
        // Buckets of two clouds are served, and nobody says which is meant.
        resources: ['ObjectStore.*'],
        words: /bucket|object stor/iu,
        from: [1],
      },
    ],
  },
  {
    name: 'secrets from outside',
    language: 'en',
    talk: [
      'A: where do I put the API credentials of the payment provider?',
      'B: we only use ExternalSecret for that, together with the ClusterSecretStore of your namespace',
      'B: that way nothing secret ever stands in git',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ExternalSecret.*'],
        optional: ['ClusterSecretStore.*'],
        words: /secret|credential/iu,
        from: [2, 3],
      },
    ],
  },
  {
    name: 'changed later',
    language: 'en',
    talk: [
      'A: For caches we always use ReplicationGroup.',
      'B: That is no longer true, we changed that in May.',
      'B: For caches we always use Redis now, since it runs in every cluster.',
    ],
    expects: [{ type: 'pattern', resources: ['Redis.*'], words: /cache/iu, from: [3] }],
  },
  {
    name: 'two patterns of one thread',
    language: 'en',
    talk: [
      'A: Let me write down how we do messaging.',
      'A: For events between teams we always use a KafkaTopic.',
      'A: For work queues within one AWS team we always use a Queue.',
    ],
    expects: [
      { type: 'pattern', resources: ['KafkaTopic.*'], words: /event/iu, from: [2] },
      { type: 'pattern', resources: ['Queue.sqs.*'], words: /queue/iu, from: [3] },
    ],
  },
  {
    name: 'something that the cluster does not serve',
    language: 'en',
    talk: ['A: For document databases please use a `MongoCluster`, never your own StatefulSet.'],
    expects: [
      {
        type: 'pattern',
        unknown: ['MongoCluster'],
        avoided: ['StatefulSet.apps'],
        words: /document database/iu,
        from: [1],
      },
    ],
  },
  {
    name: 'images from our registry',
    language: 'en',
    talk: [
      'A: can I pull from docker hub?',
      'B: No. Images must come from registry.acme.example, nothing else passes the scan.',
    ],
    expects: [{ type: 'policy', words: /registry\.acme\.example/u, from: [2] }],
  },
  {
    name: 'certificates',
    language: 'en',
    talk: [
      'A: Our convention for TLS: a Certificate with the ClusterIssuer letsencrypt, for every public host name.',
      'B: and please never create the Secret by hand',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['Certificate.*'],
        optional: ['ClusterIssuer.*'],
        avoided: ['Secret.'],
        words: /tls|public host|certificate/iu,
        from: [1, 2],
      },
    ],
  },
];
