import type { IntentLabel } from './label.ts';

const APP = 'WebApp.*';

/** Held out: no rule is made for these (docs/eval.md). Applications, and what stands around them. */
export const UNSEEN_APPS: readonly IntentLabel[] = [
  {
    name: 'basket',
    intent:
      'run ghcr.io/acme/basket:4.1.0 with 6 replicas on port 3000 and give it the address basket.acme.example',
    primary: [APP],
    mayAsk: ['access', 'workload', 'state'],
    said: [
      { at: ['image'], value: 'ghcr.io/acme/basket:4.1.0' },
      { at: ['replicas'], value: 6 },
      { at: ['port'], value: 3_000 },
      { at: ['host'], value: 'basket.acme.example' },
    ],
  },
  {
    name: 'shop with its database',
    intent:
      'a web shop from registry.acme.example/shop:2.0 on port 8080 together with a medium postgres in aws',
    primary: [APP, 'SqlDatabase.*'],
    forbidden: ['*.azure.cloud.example', '*.gcp.cloud.example'],
    provider: 'aws',
    mayAsk: ['hosting', 'access', 'schema'],
    settled: ['provider', 'engine'],
    said: [
      { at: ['image'], value: 'registry.acme.example/shop:2.0' },
      { at: ['port'], value: 8_080 },
      { at: ['spec.size'], value: 'medium' },
      { at: ['matchLabels.provider'], value: 'aws' },
    ],
  },
  {
    name: 'admin page for us alone',
    intent:
      'web app quay.io/acme/admin:3 on 9000, must not be reachable from the internet, always 4 copies',
    primary: [APP],
    settled: ['access'],
    said: [
      { at: ['image'], value: 'quay.io/acme/admin:3' },
      { at: ['port'], value: 9_000 },
      { at: ['public'], value: false },
      { at: ['replicas'], value: 4 },
    ],
  },
  {
    name: 'a nightly job in German',
    intent:
      'Ich brauche einen nächtlichen Job um 3 Uhr, der registry.acme.example/report:1.4 ausführt',
    primary: ['CronJob.batch'],
    settled: ['workload'],
    said: [
      { at: ['image'], value: 'registry.acme.example/report:1.4' },
      { at: ['schedule'], value: '0 3 * * *' },
    ],
  },
  {
    name: 'one single time',
    intent:
      'i have a python script in quay.io/ds/train:0.3, it should run one single time and then be gone',
    primary: ['Job.batch'],
    forbidden: [APP],
    settled: ['workload'],
    said: [{ at: ['image'], value: 'quay.io/ds/train:0.3' }],
  },
  {
    name: 'monday mornings',
    intent:
      'my app gets slow when everybody logs in on monday mornings, can it grow by itself then?',
    primary: ['LoadScaler.*', 'HorizontalPodAutoscaler.*'],
    mayAsk: ['workload'],
  },
  {
    name: 'two pods during drains',
    intent: 'our deployment checkout must keep at least 2 pods while nodes are drained',
    primary: ['PodDisruptionBudget.*'],
    said: [{ at: ['minAvailable'], value: 2 }],
  },
  {
    name: 'who may talk to the database',
    intent: 'Only the backend pods may talk to the database pods, nobody else.',
    primary: ['NetworkPolicy.*'],
    forbidden: ['SqlDatabase.*'],
    settled: ['access'],
  },
  {
    name: 'page me',
    intent: 'page me if the error rate of checkout stays over 5% for 10 minutes',
    primary: ['AlertRule.*'],
    said: [{ at: ['for'], value: '10m' }],
  },
  {
    name: 'certificate for two names',
    intent: 'certificate for api.acme.example and www.acme.example from our internal CA',
    primary: ['Certificate.*'],
    said: [
      { at: ['dnsNames'], value: 'api.acme.example' },
      { at: ['dnsNames'], value: 'www.acme.example' },
      { at: ['issuerRef.name'], value: 'internal-ca' },
      { at: ['issuerRef.kind'], value: 'ClusterIssuer' },
    ],
  },
  {
    name: 'point the blog',
    intent: 'point blog.acme.example at 203.0.113.10, ttl 60',
    primary: ['DnsRecord.*'],
    said: [
      { at: ['spec.name'], value: 'blog.acme.example' },
      { at: ['type'], value: 'A' },
      { at: ['targets'], value: '203.0.113.10' },
      { at: ['ttl'], value: 60 },
    ],
  },
  {
    name: 'key out of the vault',
    intent: 'copy prod/stripe-key from the shared vault into a secret of the a-team',
    primary: ['ExternalSecret.*'],
    said: [
      { at: ['remoteRef.key', 'extract.key'], value: 'prod/stripe-key' },
      { at: ['secretStoreRef.name'], value: 'shared' },
      { at: ['secretStoreRef.kind'], value: 'ClusterSecretStore' },
      { at: ['metadata.namespace'], value: 'a-team' },
    ],
  },
  { name: 'newsletter', intent: 'send our newsletter to 10,000 people a day', primary: [] },
];
