import type { IntentLabel } from './label.ts';

const CLOUD = '*.cloud.example';
const WEB_APP = 'WebApp.*';

/** Applications and what belongs to them, on the demo platform. */
export const PLATFORM_APPS: readonly IntentLabel[] = [
  {
    name: 'web application',
    intent:
      'a web application from image ghcr.io/acme/shop:1.4.2 on port 3000, exposed to users at shop.example.com',
    primary: [WEB_APP],
    forbidden: [CLOUD],
    settled: ['access', 'workload'],
    said: [
      { at: ['image'], value: 'ghcr.io/acme/shop:1.4.2' },
      { at: ['spec.port'], value: 3000, of: WEB_APP },
      { at: ['spec.host'], value: 'shop.example.com', of: WEB_APP },
    ],
  },
  {
    name: 'web application that scales',
    intent: 'a public web app that adds copies under load, image ghcr.io/acme/news:3.1, port 8000',
    primary: [WEB_APP],
    forbidden: [CLOUD],
    settled: ['access', 'workload'],
    said: [
      { at: ['image'], value: 'ghcr.io/acme/news:3.1' },
      { at: ['spec.port'], value: 8000, of: WEB_APP },
      { at: ['scaling.enabled'], value: true, of: WEB_APP },
    ],
  },
  {
    name: 'internal service',
    intent: 'an internal HTTP API that the internet must not reach, image ghcr.io/acme/api:2.0',
    primary: [WEB_APP, 'Deployment.apps'],
    forbidden: ['Ingress.*', CLOUD],
    settled: ['access'],
    said: [
      { at: ['image'], value: 'ghcr.io/acme/api:2.0' },
      { at: ['spec.public'], value: false, of: WEB_APP },
    ],
  },
  {
    name: 'vague service',
    intent: 'deploy my service',
    primary: [WEB_APP, 'Deployment.apps'],
    mustAsk: [['access']],
    mayAsk: ['access', 'workload', 'state'],
  },
  {
    name: 'stateful service',
    intent:
      'a stateful service whose 3 replicas keep a volume of their own, image ghcr.io/acme/search:8.2',
    primary: ['StatefulSet.apps'],
    mayAsk: ['access'],
    settled: ['state'],
    said: [
      { at: ['image'], value: 'ghcr.io/acme/search:8.2' },
      { at: ['spec.replicas'], value: 3 },
    ],
  },
  {
    name: 'job every night',
    intent: 'send the report every night',
    primary: ['CronJob.batch'],
    settled: ['workload'],
    said: [{ at: ['schedule'], value: /^\d+ \d+ \* \* \*$/u }],
  },
  {
    name: 'job once',
    intent: 'run a migration script once, image ghcr.io/acme/migrate:7',
    primary: ['Job.batch'],
    settled: ['workload'],
    said: [{ at: ['image'], value: 'ghcr.io/acme/migrate:7' }],
  },
  {
    name: 'agent on every node',
    intent: 'run a log agent on every node, image ghcr.io/acme/agent:1',
    primary: ['DaemonSet.apps'],
    said: [{ at: ['image'], value: 'ghcr.io/acme/agent:1' }],
  },
  {
    name: 'from a Git repository',
    intent: 'deploy an app from its git repo https://git.example.com/acme/shop.git',
    primary: ['Application.gitops.*'],
    forbidden: [CLOUD],
    said: [
      { at: ['repoURL', 'repository', 'url'], value: 'https://git.example.com/acme/shop.git' },
    ],
  },
  {
    name: 'scale by queue',
    intent: 'scale my workers by the length of the queue',
    primary: ['LoadScaler.*'],
    forbidden: ['Queue.sqs.*'],
  },
  {
    name: 'scale by CPU',
    intent: 'scale my deployment between 2 and 8 pods by CPU',
    primary: ['HorizontalPodAutoscaler.*', 'LoadScaler.*'],
    said: [
      { at: ['minReplicas'], value: 2 },
      { at: ['maxReplicas'], value: 8 },
    ],
  },
  {
    name: 'certificate',
    intent: 'SSL cert for api.example.com',
    primary: ['Certificate.*'],
    said: [{ at: ['dnsNames', 'commonName'], value: 'api.example.com' }],
  },
  {
    name: 'DNS name',
    intent: 'a DNS record for app.example.com that points to 203.0.113.7',
    primary: ['DnsRecord.*'],
    said: [
      { at: ['spec.name'], value: 'app.example.com' },
      { at: ['targets'], value: '203.0.113.7' },
    ],
  },
  {
    name: 'password from the vault',
    intent: 'get a password out of the vault',
    primary: ['ExternalSecret.*'],
    forbidden: ['ClusterSecretStore.*'],
  },
  {
    name: 'alert',
    intent: 'alert me when my service is down',
    primary: ['AlertRule.*'],
    mayAsk: [],
  },
  {
    name: 'metrics',
    intent: 'collect metrics from my service',
    primary: ['ServiceScrape.*'],
    mayAsk: [],
  },
  {
    name: 'no traffic',
    intent: 'block traffic to my pods',
    primary: ['NetworkPolicy.*'],
    forbidden: ['SecurityGroup.*', 'SecurityGroupRule.*'],
    settled: ['access'],
  },
  {
    name: 'configuration file',
    intent: 'configuration file for my app',
    primary: ['ConfigMap.'],
    forbidden: ['ProviderConfig.*'],
  },
  {
    name: 'node drains',
    intent: 'at least one of my pods has to keep running while nodes are drained',
    primary: ['PodDisruptionBudget.*'],
  },
  {
    name: 'rights in the namespace',
    intent: 'let our team read pods in the namespace',
    primary: ['Role.rbac.*', 'RoleBinding.rbac.*'],
    forbidden: ['Role.iam.*'],
  },
  {
    name: 'network in AWS',
    intent: 'a private network in AWS with 10.20.0.0/16',
    primary: ['VPC.ec2.*'],
    forbidden: ['*.azure.cloud.example', '*.gcp.cloud.example', 'NetworkPolicy.*'],
    provider: 'aws',
    settled: ['provider', 'access'],
    said: [{ at: ['cidrBlock'], value: '10.20.0.0/16' }],
  },
  {
    name: 'identity in AWS',
    intent: 'an IAM role for my workload in AWS',
    primary: ['Role.iam.*'],
    forbidden: ['Role.rbac.*', 'ClusterRole.rbac.*'],
    provider: 'aws',
    settled: ['provider'],
  },
];
