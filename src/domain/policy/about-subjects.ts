import { stemsOf } from '../knowledge/words.ts';

/** What people call a class of things, and by which words its kinds are known. */
export interface Subject {
  /** Phrases as stems. */
  readonly said: readonly (readonly string[])[];
  /** Stems of single words, or phrases, of a kind's name, service and tags. */
  readonly known: readonly (readonly string[])[];
  /** First labels of API groups all of whose kinds belong to it. */
  readonly services: ReadonlySet<string>;
  /** Its kinds make pods. */
  readonly isPods: boolean;
}

/**
 * `what people say > words of its kinds > services`. Rows stand here where the words of a kind do not say
 * it: a cache is a database to whoever writes policies, and pods are made by many kinds.
 */
const LINES = `
database | db | datastore | data store | datenbank > database | sql | nosql | postgres | postgresql | mysql | mariadb | mongodb | redis | valkey | memcached > rds docdb dynamodb elasticache memorydb neptune redshift redshiftserverless keyspaces dsql qldb dax timestreamwrite timestreaminfluxdb alloydb spanner sql bigtable firestore memorystore dbforpostgresql dbformysql dbformariadb cosmosdb documentdb
cache | redis | memcached | valkey > redis | memcached | cache cluster > elasticache memorydb dax memorystore memcache
bucket | object storage | object store | s3 > bucket | object store >
virtual machine | vm | server | ec2 instance | compute instance > virtual machine | linux virtual machine | windows virtual machine | droplet | spot instance request >
queue | message queue > queue > sqs
kubernetes cluster | eks | gke | aks > > eks container containerservice
volume | disk | ebs | ebs volume > volume | ebs volume | persistent volume claim | disk | managed disk >
container | pod | workload | container image > > pods
`;

/** Settings that only pods have: whoever speaks of nothing else means pods. */
const OF_PODS =
  'image | registry | resource limit | memory limit | cpu limit | resource request | root | non root | privileged | privilege | ' +
  'host network | host path | host pid | linux capability | liveness | readiness | probe | seccomp | latest tag | image tag';

export const POD_SETTINGS: readonly (readonly string[])[] = phrasesOf(OF_PODS);

export const SUBJECTS: readonly Subject[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [said = '', known = '', services = ''] = line.split('>').map((part) => part.trim());
    return {
      said: phrasesOf(said),
      known: phrasesOf(known),
      services: new Set(services.split(' ').filter((name) => name !== '' && name !== 'pods')),
      isPods: services === 'pods',
    };
  });

function phrasesOf(text: string): readonly (readonly string[])[] {
  return text === '' ? [] : text.split(' | ').map((phrase) => stemsOf(phrase));
}
