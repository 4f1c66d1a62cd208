import { wordsOf } from './words.ts';

/** Who runs the thing that a kind stands for. */
interface Provider {
  readonly id: string;
  readonly name: string;
  /** Words and phrases that name the provider wherever they stand. */
  readonly words: readonly string[];
  /** Services that nobody else has: naming one names the provider. */
  readonly services: readonly string[];
}

const PROVIDERS: readonly Provider[] = [
  provider(
    'aws',
    'AWS',
    'aws amazon',
    'rds ec2 eks ecr dynamodb elasticache cloudfront route53 sqs sns fargate redshift',
  ),
  provider('azure', 'Azure', 'azure microsoft', 'aks cosmosdb'),
  provider('gcp', 'Google Cloud', 'gcp google gcloud', 'gke gcs bigquery cloudsql cloud_sql'),
  provider('upcloud', 'UpCloud', 'upcloud', ''),
  provider('digitalocean', 'DigitalOcean', 'digitalocean digital_ocean', ''),
  provider('hetzner', 'Hetzner', 'hetzner hcloud', ''),
  provider('oci', 'Oracle Cloud', 'oci oracle_cloud oraclecloud', ''),
  provider('alibaba', 'Alibaba Cloud', 'alibaba alicloud aliyun', ''),
  provider('ibm', 'IBM Cloud', 'ibm ibmcloud', ''),
  provider('linode', 'Linode', 'linode akamai', ''),
  provider('scaleway', 'Scaleway', 'scaleway', ''),
  provider('ovh', 'OVHcloud', 'ovh ovhcloud', ''),
  provider('exoscale', 'Exoscale', 'exoscale', ''),
  provider('civo', 'Civo', 'civo', ''),
  provider('vultr', 'Vultr', 'vultr', ''),
  provider('stackit', 'STACKIT', 'stackit', ''),
  provider('openstack', 'OpenStack', 'openstack', ''),
  provider('vsphere', 'vSphere', 'vsphere vmware', ''),
  provider('cloudflare', 'Cloudflare', 'cloudflare', ''),
  provider('github', 'GitHub', 'github', ''),
  provider('gitlab', 'GitLab', 'gitlab', ''),
];

/** What is known of a kind where its provider is looked for. */
export interface ProviderEvidence {
  readonly group: string;
  readonly kind: string;
  readonly description: string;
  readonly fields: readonly {
    readonly path: string;
    readonly description: string;
    readonly enum?: readonly (string | number | boolean)[] | undefined;
  }[];
}

/** Every provider that is known here. */
export const PROVIDER_IDS: readonly string[] = PROVIDERS.map(({ id }) => id);

/** The ids of all providers that a text names, in the order of the table: "in AWS" → `aws`. */
export function providersNamedIn(text: string): string[] {
  return idsIn(text, ({ words, services }) => [...words, ...services]);
}

/** How people write a provider: `gcp` → "Google Cloud". An unknown id is shown as it is. */
export function providerName(id: string): string {
  return PROVIDERS.find((candidate) => candidate.id === id)?.name ?? id;
}

/** Whether a word is a provider's own name, which says where something runs and not what it is. */
export function isProviderWord(word: string): boolean {
  return PROVIDERS.some(({ words }) => words.includes(word));
}

/**
 * The providers that a kind can be had from. The group decides where it names one; else the kind is
 * portable between those that its description, or the choices of a field, name. Words in
 * descriptions of single fields decide only when two providers or more are told apart there: one
 * alone is an example.
 */
export function providersOfKind(evidence: ProviderEvidence): string[] {
  const byGroup = namesIn(evidence.group.replaceAll(/[.\-_]/gu, ' '));
  if (byGroup.length > 0) return byGroup.slice(0, 1);
  const byKind = namesIn(evidence.kind);
  if (byKind.length > 0) return byKind;
  const chosen = evidence.fields.filter(({ path }) => isProviderChoice(path));
  const named = namesIn(
    [evidence.description, ...chosen.flatMap((field) => (field.enum ?? []).map(String))].join(
      ' . ',
    ),
  );
  if (named.length > 0) return named;
  const examples = namesIn(chosen.map(({ description }) => description).join(' . '));
  return examples.length > 1 ? examples : [];
}

/**
 * Fields where one of several providers is chosen: `spec.provider`, `spec.parameters.cloud`. Deeper
 * ones belong to one provider's settings.
 */
function isProviderChoice(path: string): boolean {
  return /^spec\.(?:\w+\.)?(?:providers?|cloud|cloudProvider|platform|region|location)$/u.test(
    path,
  );
}

function namesIn(text: string): string[] {
  return idsIn(text, ({ words }) => words);
}

function idsIn(text: string, namesOf: (candidate: Provider) => readonly string[]): string[] {
  const said = ` ${wordsOf(text).join(' ')} `;
  return PROVIDERS.filter((candidate) =>
    namesOf(candidate).some((name) => said.includes(` ${name} `)),
  ).map(({ id }) => id);
}

/** Underscores join the words of a phrase. */
function provider(id: string, name: string, words: string, services: string): Provider {
  return { id, name, words: phrasesOf(words), services: phrasesOf(services) };
}

function phrasesOf(text: string): string[] {
  return text.split(' ').flatMap((word) => word.replaceAll('_', ' ') || []);
}
