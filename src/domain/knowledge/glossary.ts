/**
 * What the service words in API groups mean (`rds.aws.…` stands for relational databases). Schemas
 * seldom say it: "Instance is the Schema for the Instances API" is all that many of them hold.
 * Words: the clouds' own lists of services.
 */

/** A line is `service: what it is for`. Several services may share a line. */
const AWS = `
rds: relational databases such as PostgreSQL, MySQL and MariaDB
ec2: virtual machines and their private networks
s3 s3control: object storage for files of any size
dynamodb: NoSQL key value database
docdb: document database compatible with MongoDB
elasticache dax: in-memory cache such as Redis and Memcached
memorydb: durable in-memory Redis database
neptune: graph database
redshift redshiftserverless: data warehouse for analytics
keyspaces: wide-column database compatible with Cassandra
dsql: serverless distributed SQL database
qldb: ledger database
timestreamwrite timestreaminfluxdb: time series database
opensearch opensearchserverless elasticsearch cloudsearch: full text search engine
s3vectors: vector storage for embeddings
sqs: message queue
sns: topic that publishes messages to subscribers
mq: message broker such as RabbitMQ
kafka kafkaconnect: Kafka streaming
kinesis kinesisanalytics kinesisanalyticsv2 firehose: data streaming
eks: managed Kubernetes clusters
ecs apprunner: running containers without managing servers
ecr ecrpublic: container image registry
lambda: serverless functions
batch: batch jobs on managed compute
emr emrcontainers emrserverless: big data processing
glue athena lakeformation: data catalogue and analytics queries
sfn swf: workflow orchestration with state machines
mwaa: managed workflow pipelines
scheduler cloudwatchevents pipes: schedules and event rules
elb elbv2: load balancer
autoscaling appautoscaling autoscalingplans: autoscaling
apigateway apigatewayv2: API gateway for HTTP APIs
cloudfront: CDN that caches content at the edge
globalaccelerator: static entry points for traffic of several regions
route53 route53resolver route53profiles: DNS zones and records
acm acmpca: TLS certificates
vpc vpclattice networkmanager directconnect: private networks and their connections
networkfirewall waf wafv2 wafregional: firewall that filters traffic
iam rolesanywhere: permissions, roles and identities
cognitoidp cognitoidentity: login and user pools
identitystore ssoadmin: single sign-on of an organisation
organizations account controltower: accounts of an organisation
secretsmanager: secrets such as passwords and API keys
ssm appconfig: configuration parameters
kms: encryption keys
cloudwatch rum synthetics: metrics, alarms and dashboards
cloudwatchlogs: logs
grafana: dashboards
amp: metrics and alerts
xray: traces
cloudtrail configservice securityhub guardduty inspector inspector2 macie2 detective: audit and security findings
backup: backup plans and vaults
dlm: snapshots of disks on a schedule
efs fsx: file system shared over the network
glacier: archive storage
datasync transfer: file transfer
dms: database migration
codebuild codepipeline codedeploy codecommit codeartifact: build pipelines and code repositories
ses sesv2 pinpoint: sending email
amplify: hosting of web applications
elasticbeanstalk lightsail: simple hosting of web applications
sagemaker bedrock bedrockagent bedrockagentcore: machine learning and models
servicediscovery: service discovery by name
`;

const GCP = `
sql: relational databases such as PostgreSQL, MySQL and SQL Server
alloydb: PostgreSQL compatible relational database
spanner: global relational database
storage: object storage for files of any size
compute: virtual machines, disks and their networks
container gke gkehub: managed Kubernetes clusters
cloudrun: running containers without managing servers
cloudfunctions cloudfunctions2: serverless functions
appengine: hosting of web applications
pubsub: topics and subscriptions for messages
cloudtasks: task queue
cloudscheduler: cron jobs on a schedule
redis memcache memorystore: in-memory cache such as Redis and Memcached
firestore: NoSQL document database
bigtable: wide-column NoSQL database
bigquery: data warehouse for analytics
dataflow dataproc datafusion dataplex datacatalog: data processing and analytics
datastream: streaming of database changes
dns: DNS zones and records
certificatemanager privateca: TLS certificates
kms: encryption keys
secretmanager: secrets such as passwords and API keys
iam cloudplatform iap: permissions, service accounts and projects
identityplatform cloudidentity: login and identities
monitoring: metrics, alerts and dashboards
logging: logs
artifact: container image registry
cloudbuild developerconnect sourcerepo: build pipelines and code repositories
composer workflows: workflow orchestration
filestore: file system shared over the network
networkconnectivity networkservices networksecurity vpcaccess servicenetworking: private networks and their connections
vertexai mlengine notebooks: machine learning and models
apigee: API gateway
eventarc: event routing
`;

const AZURE = `
dbforpostgresql: relational databases, PostgreSQL
dbformysql dbformariadb: relational databases, MySQL
sql: relational databases, SQL Server
cosmosdb documentdb: NoSQL document database
cache: in-memory cache, Redis
storage: object storage, blobs, queues and file shares
compute: virtual machines and disks
containerservice: managed Kubernetes clusters
containerapp app: running containers without managing servers
containerregistry: container image registry
web: web applications and serverless functions
network: virtual networks, load balancers and gateways
dns privatedns: DNS zones and records
cdn frontdoor: CDN that caches content at the edge
servicebus: message queues and topics
eventhub eventgrid: event streaming
keyvault: secrets, encryption keys and certificates
managedidentity authorization: permissions, roles and identities
insights operationalinsights monitor: metrics, alerts and logs
dashboard: dashboards
search: full text search engine
recoveryservices dataprotection: backup
logic: workflow orchestration
machinelearningservices cognitiveservices: machine learning and models
synapse kusto databricks datafactory: data warehouse, pipelines and analytics
apimanagement: API gateway
`;

/** Words that several smaller clouds use for the same things. */
const ELSEWHERE = `
database databases db: relational databases
objectstorage spaces storage: object storage for files of any size
compute droplet instance server: virtual machines
kubernetes: managed Kubernetes clusters
loadbalancer: load balancer
dns domain: DNS zones and records
network vpc: private networks
registry: container image registry
`;

const SERVICES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['aws', servicesOf(AWS)],
  ['gcp', servicesOf(GCP)],
  ['azure', servicesOf(AZURE)],
]);
const ELSEWHERE_SERVICES = servicesOf(ELSEWHERE);

/**
 * What a cloud's API group is for: `rds.aws.example.org` of `aws` → "relational databases such as
 * PostgreSQL, MySQL and MariaDB". Undefined for groups whose first word is no service we know.
 */
export function meaningOfGroup(group: string, provider: string | undefined): string | undefined {
  const service = group.split('.')[0];
  if (service === undefined || provider === undefined) return undefined;
  return (SERVICES.get(provider) ?? ELSEWHERE_SERVICES).get(service);
}

function servicesOf(text: string): Map<string, string> {
  const services = new Map<string, string>();
  for (const line of text.trim().split('\n')) {
    const [names = '', meaning = ''] = line.split(': ');
    for (const name of names.split(' ')) services.set(name, meaning);
  }
  return services;
}
