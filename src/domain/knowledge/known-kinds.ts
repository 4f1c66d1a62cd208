import type { ResourceKind } from '../kind.ts';

/**
 * What widely used kinds are for, as their projects and clouds say: schemas seldom do. A line is
 * `Kind…: use`, follows "Use it to", and holds under every provider of the group's first word where the
 * group is one of a cloud.
 */
const OPERATORS: Readonly<Record<string, string>> = {
  'cert-manager.io': `
Certificate: get a TLS certificate for host names and have it renewed, so that traffic is HTTPS
Issuer: say who signs the certificates of a namespace, such as Let's Encrypt by ACME or an own authority
ClusterIssuer: say who signs certificates for the whole cluster, such as Let's Encrypt by ACME or an own authority
CertificateRequest: ask an issuer once for a signed certificate`,
  'external-secrets.io': `
ExternalSecret: copy passwords and keys out of a vault or secret manager into a Secret that pods can use
ClusterExternalSecret: copy a secret out of a vault into many namespaces
SecretStore: say how a namespace reaches its vault or secret manager
ClusterSecretStore: say how the whole cluster reaches its vault or secret manager
PushSecret: write a Secret of the cluster into a vault or secret manager`,
  'generators.external-secrets.io': `
Password: generate a random password
VaultDynamicSecret: get credentials from Vault that live for a short time`,
  'kyverno.io': `
ClusterPolicy: enforce rules on every object of the cluster: refuse what breaks them, change it, or generate what is missing
Policy: enforce rules on the objects of a namespace: refuse what breaks them, change it, or generate what is missing
PolicyException: exempt an application from a policy: let it break a rule
CleanupPolicy: delete old objects on a schedule
ClusterCleanupPolicy: delete old objects of the whole cluster on a schedule`,
  'policies.kyverno.io': `
ValidatingPolicy: refuse objects that break a rule: images, privileges, labels, limits
NamespacedValidatingPolicy: refuse objects of a namespace that break a rule
MutatingPolicy: change objects on their way in, such as adding labels or defaults
ImageValidatingPolicy: refuse images that are not signed or from another registry
GeneratingPolicy: create objects whenever others appear, such as defaults of a new namespace
DeletingPolicy: delete objects on a schedule
PolicyException: exempt an application from a policy: let it break a rule`,
  'networking.istio.io': `
VirtualService: route requests within the mesh: split traffic between versions by weight, retry, time out, rewrite, mirror
DestinationRule: set load balancing, connection pools, outlier detection, TLS and subsets for a service's traffic
Gateway: receive traffic from outside at the edge of the mesh, by port and host name
ServiceEntry: make a service outside the mesh known inside it
Sidecar: limit what a workload's proxy can reach
EnvoyFilter: change the proxy's configuration by hand
WorkloadEntry: add a virtual machine to the mesh`,
  'security.istio.io': `
AuthorizationPolicy: allow or deny requests between services of the mesh
PeerAuthentication: require mutual TLS (mTLS) between services of the mesh, encrypted traffic
RequestAuthentication: check the login tokens (JWT) of requests`,
  'telemetry.istio.io': `
Telemetry: set metrics, traces and access logs of the mesh`,
  'gateway.networking.k8s.io': `
Gateway: receive traffic from outside the cluster, with ports, host names and TLS
HTTPRoute: route HTTP requests by host name, path or header to services, split traffic between them by weight
GRPCRoute: route gRPC requests to services
TCPRoute: route TCP connections to services
TLSRoute: route TLS connections by host name to services`,
  'serving.knative.dev': `
Service: run a web application or API from an image, serverless: scaled by requests and down to zero when idle, with revisions that share traffic
Route: split the requests of a serverless application between its revisions
DomainMapping: give a serverless application a host name of its own`,
  'keda.sh': `
ScaledObject: autoscale a workload by events, such as the length of a queue or a schedule, down to zero
ScaledJob: start jobs by events, such as messages in a queue
TriggerAuthentication: hold the credentials by which a scaler reads its source`,
  'monitoring.coreos.com': `
PrometheusRule: define alerts and recorded metrics: who is notified when a value is too high
ServiceMonitor: scrape the metrics of a service into Prometheus, for monitoring and graphs
PodMonitor: scrape the metrics of pods into Prometheus, for monitoring and graphs
ScrapeConfig: scrape metrics of targets outside the cluster
Probe: check from outside that an address answers
AlertmanagerConfig: send alerts to people: mail, chat, pager
Alertmanager: run an Alertmanager that groups alerts and sends them
Prometheus: run a Prometheus server that stores metrics`,
  'argoproj.io': `
Application: keep what runs in step with a Git repository or Helm chart: continuous delivery, GitOps
ApplicationSet: make many such applications from one template, for several clusters, teams or folders
AppProject: limit what a team's applications may deploy and where`,
  'postgresql.cnpg.io': `
Cluster: run PostgreSQL inside the cluster with replicas, failover and backups
Database: create a database inside a PostgreSQL cluster
Backup: back up a PostgreSQL cluster once
ScheduledBackup: back up a PostgreSQL cluster on a schedule, such as every night
Pooler: pool the connections of a PostgreSQL cluster (PgBouncer)
DatabaseRole: create a user of a PostgreSQL cluster`,
  'db.atlasgo.io': `
AtlasSchema: keep the tables of a database as declared: schema as code
AtlasMigration: apply versioned migrations to a database, schema changes as code`,
};

const CLOUDS: Readonly<Record<string, string>> = {
  aws: `
Record.route53: point a host name at an address or load balancer: a DNS entry
Zone.route53: host the DNS of a domain
Distribution.cloudfront: deliver files and pages from places close to users (CDN)
WebACL.wafv2: filter web requests before an application: a web application firewall (WAF)
UserPool.cognitoidp: let users sign up and sign in to an application (login)
StateMachine.sfn: run a workflow of several steps in order, with retries, serverless
Bus.cloudwatchevents: pass events between services by rules
Rule.cloudwatchevents: start something by an event or on a schedule
Schedule.scheduler: start something at a time or again and again, like cron
Function.lambda: run code on demand without servers, by requests or events
FunctionURL.lambda: give a function an HTTP address
Service.apprunner: run a web application from an image without servers
Service.ecs: keep containers running on ECS
Topic.sns: send each message to many subscribers
Queue.sqs: hand messages from one service to another through a queue
QueueRedrivePolicy.sqs: move messages that failed too often to a dead-letter queue
BucketPublicAccessBlock.s3: keep a bucket private: block public access
BucketPolicy.s3: say who may read or write a bucket
BucketLifecycleConfiguration.s3: delete or archive a bucket's objects by age
BucketVersioning.s3: keep earlier versions of a bucket's objects
BucketReplicationConfiguration.s3: copy a bucket's objects to another bucket or region
BucketWebsiteConfiguration.s3: serve a bucket's files as a static website
Instance.ec2: run a virtual machine with Linux or Windows
EBSVolume.ec2: get a disk for a virtual machine
SecurityGroup.ec2: say which ports of instances are open, and to whom: a firewall
SecurityGroupRule.ec2: open a port to addresses
NATGateway.ec2: let private subnets reach the internet, outbound only
InternetGateway.ec2: connect a private network with the internet
EIP.ec2: get a static public IP address
VPCPeeringConnection.ec2: connect two private networks
TransitGateway.ec2: connect many private networks and offices through one hub
VPNConnection.ec2: connect an office or data centre to a private network by VPN
LB.elbv2: spread traffic over several targets: a load balancer
Role.iam: give a workload or person permissions without keys: an identity that is assumed
Policy.iam: list permissions for roles and users
PodIdentityAssociation.eks: give pods of a cluster the permissions of a role without keys
Cluster.eks: run a managed Kubernetes cluster
NodeGroup.eks: give a managed Kubernetes cluster its machines
Proxy.rds: pool the connections to a relational database
Snapshot.rds: keep a copy of a relational database as it is now
Repository.ecr: push container images to a registry and pull them from there
Trail.cloudtrail: record who did what in an account: an audit log
Budget.budgets: be told when the costs reach a limit
MetricAlarm.cloudwatch: raise an alarm when a metric is too high or too low
Key.kms: encrypt data with a managed key
Secret.secretsmanager: keep passwords and keys outside the cluster
SecretRotation.secretsmanager: change a password again and again by itself
EmailIdentity.sesv2: send email from an address or domain
Project.codebuild: build and test code
Codepipeline.codepipeline: build, test and deploy code step by step whenever it changes
Plan.backup: back up resources on a schedule and keep the copies for a time
LifecyclePolicy.dlm: take snapshots of disks on a schedule`,
};

const KNOWN = usesOf(OPERATORS);
const KNOWN_OF_CLOUDS = usesOf(CLOUDS);

/** What a widely used kind is for; follows "Use it to". Undefined for all others. */
export function knownUse(
  { group, kind }: Pick<ResourceKind, 'group' | 'kind'>,
  provider: string | undefined,
): string | undefined {
  const service = group.split('.')[0] ?? '';
  return KNOWN.get(`${kind}.${group}`) ?? KNOWN_OF_CLOUDS.get(`${kind}.${service}.${provider}`);
}

/** By the line's name and its block's, with a dot between them. */
function usesOf(blocks: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(blocks).flatMap(([block, lines]) =>
      lines
        .trim()
        .split('\n')
        .map((line) => {
          const at = line.indexOf(': ');
          return [`${line.slice(0, at)}.${block}`, line.slice(at + 2)] as const;
        }),
    ),
  );
}
