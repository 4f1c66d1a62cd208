/** What a word or phrase stands for. */
export interface Meaning {
  /** What people say, words or phrases. */
  readonly said: readonly string[];
  readonly same: readonly string[];
  readonly related: readonly string[];
}

/**
 * What people say, the same in other words, and what it is often made of. One row a meaning; names
 * are those of Kubernetes itself, of protocols and of the clouds' own services.
 */
export const MEANINGS: readonly Meaning[] = [
  // Databases
  row(
    'postgres | postgresql | psql | pg',
    'postgres | postgresql',
    'sql | database | relational | rds | aurora',
  ),
  row('mysql', '', 'sql | database | relational | rds | aurora | mariadb'),
  row('mariadb', '', 'sql | database | relational | rds | mysql'),
  row('mssql | sqlserver', 'sql server', 'sql | database | relational | rds'),
  row('sql | relational | rdbms', 'sql | relational', 'database | rds'),
  row(
    'database | db | datenbank | base de datos | base de données | banco de dados',
    'database | db',
    'sql | rds | relational | postgresql | mysql',
  ),
  row('aurora', '', 'rds | database | relational'),
  row('mongo | mongodb', 'mongodb', 'document | docdb | documentdb | nosql | database'),
  row(
    'nosql | document database | key value',
    'nosql',
    'dynamodb | mongodb | docdb | documentdb | firestore | database',
  ),
  row('schema | migration', '', 'schema | migration | sql'),
  row(
    'cache | caching | redis | memcached | valkey',
    'cache | redis',
    'elasticache | memcached | memorystore | memorydb | in memory',
  ),
  row(
    'warehouse | analytics | data warehouse',
    'warehouse',
    'redshift | bigquery | athena | analytics',
  ),
  row('search engine | full text | elasticsearch', 'opensearch | elasticsearch', 'search | index'),
  row('vector | embedding', 'vector', 'search | index'),
  // Storage
  row(
    'bucket | s3 | gcs | blob | object storage | object store',
    'bucket | object storage | object store | s3',
    'blob | storage | container',
  ),
  row(
    'disk | volume | persistent | persistence',
    'volume',
    'persistent volume | claim | storage | ebs | disk',
  ),
  row(
    'file share | shared folder | nfs | file system | filesystem',
    'file system',
    'efs | filestore | nfs | volume | persistent volume | share',
  ),
  row('storage | store', 'storage', 'bucket | volume'),
  row('upload | asset | photo | picture | video', '', 'bucket | object storage | file'),
  row('backup | back | restore | snapshot', 'backup', 'snapshot | recovery | restore | schedule'),
  // Messages
  row('queue | message queue', 'queue', 'sqs | message | mq | rabbitmq | kafka | topic'),
  row('topic | pubsub | publish', 'topic', 'sns | pubsub | message | kafka | subscription'),
  row('kafka | stream | streaming', '', 'stream | kafka | kinesis | topic | msk'),
  row('message | messaging | broker', 'message', 'queue | topic | mq | rabbitmq | kafka | sqs'),
  row('email | mail | smtp', 'email', 'ses | identity'),
  // Running things
  row(
    'app | application | web application | website | frontend | backend | microservice | web',
    'app',
    'application | deployment | service | container | pod | web | serving',
  ),
  row('api', '', 'service | deployment | gateway'),
  row('workload | container | image | docker', '', 'deployment | pod | container | image'),
  row('stateless | worker | daemon', '', 'deployment | pod | job'),
  row('stateful', 'stateful set', 'volume | persistent volume'),
  row(
    'cron | schedule | scheduled | nightly | night | daily | hourly | weekly | every night | every day | every hour | every week | every minute | every month | periodic | periodically',
    'cron | schedule',
    'cron job | job | scheduler',
  ),
  row('job | batch | task | one off', 'job', 'batch | cron job | task'),
  row(
    'serverless | function | lambda | faas',
    'serverless | function',
    'lambda | cloudrun | revision | cloudfunction | serving',
  ),
  row('to zero | scale to zero | on demand', '', 'serverless | serving | revision'),
  row(
    'autoscale | autoscaling | autoscaler | scale | elastic | load',
    'autoscale | scale',
    'horizontal | autoscaling | replica | hpa',
  ),
  row(
    'replica | ha | highly available | availability | resilient',
    '',
    'replica | disruption | failover | budget',
  ),
  row(
    'drain | drained | eviction | evict | disruption | maintenance',
    'disruption | pod disruption budget',
    'availability',
  ),
  row(
    'vm | virtual machine | server | machine | box',
    'virtual machine | vm',
    'ec2 | instance | compute | droplet',
  ),
  row('kubernetes cluster | node pool | node', '', 'eks | gke | aks | node'),
  row(
    'gpu | machine learning | ml | training | model',
    '',
    'gpu | sagemaker | vertexai | machine learning | notebook',
  ),
  // Networks
  row(
    'expose | exposed | public | publicly | external | outside | internet | reachable | user',
    'expose',
    'ingress | gateway | load balancer | route | service | http',
  ),
  row('ingress', 'ingress', 'gateway | route | http | load balancer'),
  row(
    'gateway | route | routing | traffic | url | path',
    '',
    'gateway | ingress | route | http | traffic',
  ),
  row(
    'load balancer | lb | balancing | balancer',
    'load balancer',
    'elb | elbv2 | service | ingress | gateway | balancer',
  ),
  row('http | https | web traffic', '', 'ingress | gateway | route | http'),
  row(
    'canary | split traffic | blue green | weighted | traffic splitting | rollout',
    'traffic | http route | virtual service',
    'weight | rollout | revision',
  ),
  row('dns | domain | hostname | subdomain', 'dns', 'record | zone | route53 | domain'),
  row('cdn | edge', 'cdn', 'cloudfront | distribution'),
  row(
    'vpc | network | private network | networking',
    'vpc | network | virtual network | private network',
    'subnet | route table',
  ),
  row('subnet', '', 'vpc | network'),
  row(
    'firewall | isolate | isolation | block traffic | deny traffic | allow traffic | restrict traffic | open port',
    'firewall | network policy | security group',
    'waf | ingress rule',
  ),
  row('nat | outbound | egress', 'nat | nat gateway', 'egress | internet gateway'),
  row('static ip | elastic ip | ip | ip address | public ip', 'address | eip', 'ip'),
  row('vpn | tunnel', 'vpn', 'gateway | connection'),
  row('mesh | service mesh | mtls', 'mesh', 'authorization | traffic | peer'),
  // Security and configuration
  row('tls | ssl | certificate | cert | https', 'certificate | tls', 'x509 | issuer | acm | acme'),
  row(
    'secret | password | credential | vault | api key | token',
    'secret',
    'secret manager | secretsmanager | keyvault | vault | credential',
  ),
  row(
    'config | configuration | setting | environment variable | env',
    'config map',
    'configuration | config',
  ),
  row('vault | secret manager', '', 'external secret | secretsmanager | keyvault'),
  row('encrypt | encryption | key', '', 'kms | key | encrypt'),
  row(
    'permission | access | rbac | authorize | authorization',
    '',
    'role | role binding | policy | iam | access',
  ),
  row(
    'identity | login | sso | authentication | sign in',
    '',
    'cognitoidp | identity | user pool | service account | oidc',
  ),
  row('account', '', 'service account | account'),
  row('quota | limit', 'quota | resource quota', 'limit range'),
  row(
    'policy | compliance | guardrail | enforce | governance | forbid | disallow | prohibit | refuse | reject | deny | prevent',
    'policy',
    'validate | validating | admission',
  ),
  // Delivery and observation
  row(
    'gitops | continuous delivery | cd | continuous deployment',
    'gitops',
    'git | application | sync | repository',
  ),
  row('helm | chart | release', '', 'helm | chart | application | git'),
  row('git | repository | repo', 'repository', 'git | github'),
  row(
    'registry | container registry | image registry',
    'registry',
    'ecr | artifact | container registry',
  ),
  row(
    'pipeline | ci | build',
    '',
    'pipeline | workflow | codepipeline | codebuild | cloudbuild | task',
  ),
  row(
    'metric | monitoring | monitor | observe | observability | scrape',
    'monitor',
    'metric | cloudwatch | scrape',
  ),
  row(
    'alert | alarm | alerting | notify | error rate | pager',
    'alert | alarm',
    'rule | notification | metric',
  ),
  row('dashboard | grafana', 'dashboard', 'grafana | monitor'),
  row('log | logging', 'log', 'cloudwatchlog | logging'),
  row('trace | tracing', 'trace', 'xray | telemetry'),
  row('workflow | orchestration | state machine', 'workflow', 'sfn | step function | workflow'),
  row('namespace | tenant | project', 'namespace', 'project | tenant'),
];

function row(said: string, same: string, related: string): Meaning {
  return { said: termsOf(said), same: termsOf(same), related: termsOf(related) };
}

function termsOf(text: string): string[] {
  return text.split('|').flatMap((term) => term.trim() || []);
}
