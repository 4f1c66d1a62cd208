import type { MiningLabel } from './label.ts';

/** Held out: nothing is tuned on these. */
export const UNSEEN_ENGLISH: readonly MiningLabel[] = [
  {
    name: 'the way of databases',
    language: 'en',
    talk: [
      'A: hey, new here. what is the story with Postgres on this platform?',
      'B: welcome! SqlDatabase is our golden path for relational databases.',
      'B: It takes care of credentials and nightly backups, so nobody has to order an RDS instance.',
    ],
    expects: [{ type: 'pattern', resources: ['SqlDatabase.*'], words: /database/iu, from: [2, 3] }],
  },
  {
    name: 'reachable from outside',
    language: 'en',
    talk: [
      'A: Whenever a service in AWS must be reachable from the internet, attach an InternetGateway to the VPC and add a RouteTable.',
      'B: agreed, without both of them the subnets stay private',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['InternetGateway.ec2.*', 'RouteTable.ec2.*'],
        optional: ['VPC.ec2.*'],
        words: /internet|public/iu,
        from: [1, 2],
      },
    ],
  },
  {
    name: 'scraping',
    language: 'en',
    talk: [
      'A: grafana shows nothing for the orders service',
      'B: Each WebApp needs a ServiceScrape, that is how Prometheus finds it.',
      'A: ah, added, works',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ServiceScrape.*'],
        optional: ['WebApp.*'],
        words: /web ?app|prometheus/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'encryption at rest',
    language: 'en',
    talk: [
      'A: The auditors were clear.',
      'A: Storage of databases has to be encrypted, no exceptions.',
      'B: including the test environments?',
      'A: Including those.',
    ],
    expects: [{ type: 'policy', words: /encrypted/u, from: [2] }],
  },
  {
    name: 'limits',
    language: 'en',
    talk: [
      ': ## Resources of containers\n\nAll containers must have memory limits. Requests should be set as well.\n\nThe scheduler cannot place pods sensibly without them.',
    ],
    expects: [{ type: 'policy', words: /memory limits/u, from: [1] }],
  },
  {
    name: 'owner label',
    language: 'en',
    talk: [
      'A: Nobody knows whose this namespace is.',
      'B: That is exactly why every namespace must have a label owner.',
    ],
    expects: [{ type: 'policy', optional: ['Namespace.'], words: /owner/u, from: [2] }],
  },
  {
    name: 'pooler beside the cluster',
    language: 'en',
    talk: [
      'A: we keep running out of connections',
      'B: A postgres Cluster should always be deployed together with a Pooler and a ScheduledBackup.',
      'B: The pooler keeps the number of connections low.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['Pooler.postgres.*', 'ScheduledBackup.postgres.*'],
        optional: ['Cluster.postgres.*'],
        words: /connections|postgres/iu,
        from: [2, 3],
      },
    ],
  },
  {
    name: 'no public buckets',
    language: 'en',
    talk: [
      'A: Found another open bucket in the sandbox account.',
      'B: Buckets must not be publicly accessible. Put a BucketPublicAccessBlock next to each.',
    ],
    expects: [
      { type: 'policy', optional: ['Bucket.s3.*'], words: /public/u, from: [2] },
      {
        type: 'pattern',
        resources: ['BucketPublicAccessBlock.*'],
        optional: ['Bucket.s3.*'],
        words: /bucket/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'autoscaling',
    language: 'en',
    talk: [
      'A: Do not use HorizontalPodAutoscaler for web applications, use a LoadScaler instead.',
      'A: It scales on requests, which is what we pay for.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['LoadScaler.*'],
        avoided: ['HorizontalPodAutoscaler.*'],
        words: /web application/iu,
        from: [1, 2],
      },
    ],
  },
  {
    name: 'a retention that changed',
    language: 'en',
    talk: [
      'A: Backups of databases must be kept for at least 7 days.',
      'B: Correction: since the audit it is 30. Backups of databases must be kept for at least 30 days.',
    ],
    expects: [{ type: 'policy', words: /30 days/u, from: [2] }],
  },
  {
    name: 'migrations',
    language: 'en',
    talk: [
      'A: how do schema changes get into the database?',
      'B: by a SqlMigration next to the SqlDatabase. We never run SQL by hand, because then nobody can review it.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['SqlMigration.*'],
        optional: ['SqlDatabase.*'],
        words: /schema|sql/iu,
        from: [2],
      },
    ],
  },
];
