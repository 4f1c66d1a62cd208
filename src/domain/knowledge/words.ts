/**
 * How texts become words that can be compared: names of kinds, tags, descriptions and what people
 * type all pass through here, so that `RDSInstances`, "rds instance" and "RDS instances" meet.
 */

/** Product names whose capital letters are no word boundaries. */
const UNSPLIT: ReadonlyMap<string, string> = new Map(
  (
    'PostgreSQL MySQL MariaDB MongoDB DynamoDB DocumentDB MemoryDB NoSQL CosmosDB InfluxDB ' +
    'CockroachDB ScyllaDB TimescaleDB ElastiCache RabbitMQ OpenSearch ElasticSearch BigQuery ' +
    'CloudFront CloudWatch PubSub GraphQL GitHub GitLab GitOps DevOps FinOps OAuth WebSocket ' +
    'DigitalOcean UpCloud OVHcloud OpenStack vSphere VMware JavaScript TypeScript IPv4 IPv6'
  )
    .split(' ')
    .map((name) => [name, capitalised(name)]),
);
const UNSPLIT_PATTERN = new RegExp([...UNSPLIT.keys()].join('|'), 'gu');

/** Words that end in `s` and are no plurals. Words of up to three letters never count as plurals. */
const NO_PLURALS = new Set(
  (
    'kubernetes postgres redis https nats atlas alias bias canvas chaos cors does always sometimes ' +
    'series species news lens perhaps iops jenkins windows analytics'
  ).split(' '),
);

const IRREGULAR_PLURALS = new Map([
  ['apis', 'api'],
  ['dbs', 'db'],
  ['ips', 'ip'],
  ['ids', 'id'],
  ['vms', 'vm'],
  ['pvs', 'pv'],
  ['indices', 'index'],
  ['caches', 'cache'],
  ['statuses', 'status'],
  ['aliases', 'alias'],
  ['buses', 'bus'],
  ['people', 'person'],
]);

/** What people say around what they need. */
const STOP_WORDS = new Set(
  (
    'a an the this that these those some any all each no not i me my mine we us our you your ' +
    'it its they them their is are was be been being am do does did done have has had having will ' +
    'would can could should shall may might must need want wish like please help get give got make ' +
    'made create set setup up add let go use using used for to of in into on onto at by with ' +
    'without from as and or but so if then than when where which what who how why just only also ' +
    'too very really here there new one thing something anything someone somebody deploy provision ' +
    'launch run running spin bring put there about over under between within inside per via ' +
    'such more most other another own same able cloud don isn doesn won ll ' +
    'team hello hi hey thank thanks everything same many several few much way ' +
    // The same in the languages that come up most.
    'ich wir brauche brauchen möchte möchten bitte eine einen einem einer ein der die das den für ' +
    'und oder auf je nous voudrais veux besoin une un les des pour avec dans et ou el la ' +
    'los las una necesito necesitamos quiero para con en por del preciso uma ho bisogno ' +
    'di ed nel mi serve vorrei il lo auf bei mit sur sobre dans em'
  ).split(' '),
);

/**
 * The words of a text in their order: lower case, split where capital letters or signs divide them,
 * digits kept with their letters (`s3`, `v1beta1`), plurals folded into singulars.
 */
export function wordsOf(text: string): string[] {
  const spaced = text
    .replace(/['’](?:s|d|m|t|ll|re|ve)\b/gu, '')
    .replace(/(\p{Lu}{2,})s(?!\p{Ll})/gu, (_, acronym: string) => `${capitalised(acronym)}s `)
    .replace(UNSPLIT_PATTERN, (name) => UNSPLIT.get(name) ?? name)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase();
  return (spaced.match(/[\p{L}\d]+/gu) ?? []).map((word) => singularOf(word));
}

/**
 * What a word shares with its relatives: `scale`, `scaling` and `scaled` have one stem. Stems are
 * for comparing only; they are no words.
 */
export function stem(word: string): string {
  const singular = singularOf(word.toLowerCase());
  return withoutFinalVowel(withoutSuffix(singular));
}

/** The stems of a text's words, in their order. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map((word) => stem(word));
}

/** Whether a word says nothing of what somebody needs ("please", "create", "the"). */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The words of a person's sentence that say what is needed: each once, in their order. */
export function tellingWordsOf(text: string): string[] {
  const words = wordsOf(text).filter((word, index, all) => {
    // Everything here runs on Kubernetes: it only tells something where a cluster is asked for.
    if (word === 'kubernetes' || word === 'k8s') return all[index + 1] === 'cluster';
    return word.length > 1 && !isStopWord(word);
  });
  return [...new Set(words)];
}

function capitalised(name: string): string {
  return name.charAt(0) + name.slice(1).toLowerCase();
}

function singularOf(word: string): string {
  const irregular = IRREGULAR_PLURALS.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 3 || !word.endsWith('s') || NO_PLURALS.has(word)) return word;
  if (/(?:ss|us|is|ous)$/u.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:sses|shes|ches|xes)$/u.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Suffixes with the letters that must be left: shorter words are left alone. */
const SUFFIXES: readonly (readonly [suffix: string, left: number])[] = [
  ['ization', 4],
  ['isation', 4],
  ['ation', 5],
  ['ating', 5],
  ['ated', 5],
  ['ment', 5],
  ['able', 5],
  ['ate', 5],
  ['ing', 4],
  ['ion', 5],
  ['ity', 5],
  ['ize', 5],
  ['ise', 5],
  ['ed', 4],
  ['er', 4],
  ['or', 6],
  ['ly', 5],
];

function withoutSuffix(word: string): string {
  const found = SUFFIXES.find(
    ([suffix, left]) => word.endsWith(suffix) && word.length - suffix.length >= left,
  );
  if (!found) return word;
  const rest = word.slice(0, -found[0].length);
  return /([^aeiouylsz])\1$/u.test(rest) ? rest.slice(0, -1) : rest;
}

function withoutFinalVowel(word: string): string {
  return word.length > 4 && /[aey]$/u.test(word) ? word.slice(0, -1) : word;
}
