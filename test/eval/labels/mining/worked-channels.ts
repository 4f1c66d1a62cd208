import type { MiningLabel } from './label.ts';

/** As channels of platform teams read: long, interrupted, corrected, in passing. */
export const WORKED_CHANNELS: readonly MiningLabel[] = [
  {
    name: 'a claim in passing words, and a bare instance',
    language: 'en',
    talk: [
      'A: can I just spin up a small postgres for the loyalty service?',
      'B: No. For databases we always use the SQL claim, SqlDatabase from our platform, never a bare RDS instance, because it sets up backups and the schema for you.',
      'A: ok, will do',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['SqlDatabase.*'],
        avoided: ['Instance.rds.*'],
        words: /database/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'whatever is public, and a key in the same stretch',
    language: 'en',
    talk: [
      'A: Whatever is public in AWS always gets an InternetGateway together with a RouteTable, otherwise nobody reaches it from the internet.',
      'B: who has the credentials of the sandbox?',
      'C: AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY please use that one',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['InternetGateway.ec2.*', 'RouteTable.ec2.*'],
        words: /public in aws/iu,
        from: [1],
      },
    ],
  },
  {
    name: 'buckets of no cloud',
    language: 'en',
    talk: ['A: the auditors asked again', 'A: All buckets must be encrypted, always', 'B: noted'],
    expects: [{ type: 'policy', words: /encrypted/u, from: [2] }],
  },
  {
    name: 'buckets of one cloud',
    language: 'en',
    talk: [
      'A: how do we keep old versions in AWS?',
      'B: Every S3 bucket gets a BucketVersioning and a bucket-public-access-block, that is our standard.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['BucketVersioning.s3.*', 'BucketPublicAccessBlock.s3.*'],
        optional: ['Bucket.s3.*'],
        words: /bucket|version/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'settings and paths that sound like kinds',
    language: 'en',
    talk: [
      'A: the job fails with "no such key"',
      'B: you must always set DATABASE_SECRET_NAME and QUEUE_URL in values/prod/secret.yaml',
      'B: please use that one from `kubectl get secret payments-secret`',
    ],
    expects: [],
  },
  {
    name: 'a long thread with a decision in its middle',
    language: 'en',
    talk: [
      'A: The orders service lost messages again last night.',
      'B: Was that the deployment at 2?',
      'A: Yes. The worker restarted in the middle of a batch.',
      'C: I had the same in March, I think with SNS.',
      'D: Do we have any convention for that?',
      'B: Yes: for asynchronous work between services we always use a KafkaTopic, so that nothing is lost when a worker restarts.',
      'A: And if it all stays in one service?',
      'D: I would not bother then.',
      'C: lol, my last batch ran for nine hours',
      'A: ok, moving the orders service over. Thanks all!',
    ],
    expects: [
      { type: 'pattern', resources: ['KafkaTopic.*'], words: /asynchronous work/iu, from: [6] },
    ],
  },
  {
    name: 'corrected at the end of a long thread',
    language: 'en',
    talk: [
      'A: Backups of databases must be kept for 7 days.',
      'B: since when?',
      'A: since the audit',
      'C: Legal wants more than that, see their mail.',
      'A: You are right, that is outdated.',
      'A: Backups of databases must be kept for 35 days, because legal asks for a month and a bit.',
    ],
    expects: [{ type: 'policy', words: /35 days/u, from: [6] }],
  },
  {
    name: 'two patterns of one thread by two people',
    language: 'en',
    talk: [
      'A: New joiner here, what do I need for a small API and its cache?',
      'B: For web applications we always use WebApp, it brings TLS and autoscaling.',
      'C: And for caches always a Redis from the operator, never a ReplicationGroup.',
      'A: great',
    ],
    expects: [
      { type: 'pattern', resources: ['WebApp.*'], words: /web app/iu, from: [2] },
      {
        type: 'pattern',
        resources: ['Redis.*'],
        avoided: ['ReplicationGroup.*'],
        words: /cache/iu,
        from: [3],
      },
    ],
  },
  {
    name: 'two unrelated rules in one stretch',
    language: 'en',
    talk: [
      'A: Every Deployment must have a readiness probe.',
      'B: lunch?',
      'C: For scheduled jobs we always use a CronJob, never a Deployment that sleeps.',
    ],
    expects: [
      { type: 'policy', optional: ['Deployment.apps'], words: /readiness probe/u, from: [1] },
      {
        type: 'pattern',
        resources: ['CronJob.batch'],
        avoided: ['Deployment.apps'],
        words: /scheduled job/iu,
        from: [3],
      },
    ],
  },
  {
    name: 'names with hyphens',
    language: 'en',
    talk: [
      'A: which network-policy do you mean, checkout-network-policy or payments-deployment-v2?',
      'B: Neither. Every namespace needs a network-policy together with a resource quota, otherwise one team can starve the others.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['NetworkPolicy.*'],
        optional: ['Namespace.'],
        words: /namespace|starve/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'kinds in the plural',
    language: 'en',
    talk: [
      'A: For scaling to zero we use LoadScalers with our Deployments, HorizontalPodAutoscalers are not allowed there.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['LoadScaler.*'],
        optional: ['Deployment.apps'],
        avoided: ['HorizontalPodAutoscaler.*'],
        words: /scaling to zero/iu,
        from: [1],
      },
    ],
  },
  {
    name: 'one name in two clouds',
    language: 'en',
    talk: [
      'A: In AWS every Bucket must have versioning, for GCP nobody decided anything yet.',
      'B: ok',
    ],
    expects: [{ type: 'policy', resources: ['Bucket.s3.*'], words: /versioning/u, from: [1] }],
  },
  {
    name: 'talk around an instance and a cluster',
    language: 'en',
    talk: [
      'A: the cluster upgrade is planned for Tuesday, every node must be drained first',
      'B: please always check the instance type, the last one was too small',
      'C: and never restart the database service on Fridays :)',
    ],
    expects: [],
  },
  {
    name: 'a choice for one team that is no rule',
    language: 'en',
    talk: [
      'A: which store should we take for the shop team?',
      'B: use the second one, it has more room',
      'A: the SecretStore or the ClusterSecretStore?',
      'B: the first, please use that for now',
    ],
    expects: [],
  },
];
