import type { FieldRow } from '../field-table.ts';
import { leafName, namesOf } from './field-path.ts';
import { splitWords } from './labels.ts';

/** `registry/name:tag`, with a port, a digest or neither; the tag may be one digit. */
const IMAGE =
  /(?<![\w/.@:-])[a-z][\w.-]*(?::\d+(?=\/))?(?:\/[\w.-]+)*(?::\w[\w.-]*)?(?:@sha256:[\da-f]{64})?/giu;
const URL = /\bhttps:\/\/[^\s,;]+\w/giu;
const IP = /(?<![\w./:-])(?:\d{1,3}\.){3}\d{1,3}(?![\w/]|\.\d)/gu;
const CIDR = /(?<![\w./:-])(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}(?!\w)/gu;
const MAIL = /(?<![\w.+-])[\w.+-]+@(?:[a-z\d-]+\.)+[a-z]{2,}/giu;
const HOST = /(?<![\w/@.:-])(?:\*\.)?(?:[a-z\d-]+\.){1,5}[a-z]{2,}(?![\w/:.-]*[/:@])/gu;
const POINTED =
  /\b(?:points?|pointing|resolves?|resolving|alias)\s(?:to|at|for)\s(?:the\s)?(?:address\s|host\s)?((?:[\w-]+\.)+[\w-]*\w)/iu;
/** File names look like hosts. */
const FILE = /\.(?:ya?ml|json|md|txt|sql|tf|sh|py|js|ts|go|csv|html?|log|conf|toml)$/iu;

/** What of an intent names a place of the field's sort: hosts, images, repositories, networks. */
export function addressInIntent(row: FieldRow, intent: string): string | undefined {
  const found = addressesInIntent(row, intent);
  return found.length === 1 ? found[0] : undefined;
}

/** All of them, each once, in their order; a list may hold several. */
export function addressesInIntent(
  row: Pick<FieldRow, 'path' | 'description'>,
  intent: string,
): readonly string[] {
  const words = splitWords(leafName(row.path)).map((word) => word.toLowerCase());
  const last = words.at(-1) ?? '';
  const all = (pattern: RegExp): readonly string[] => [...new Set(intent.match(pattern))];
  if (last === 'image') return imagesIn(intent);
  if (/^(?:url|repo|repository)$/u.test(last)) return all(URL);
  if (words.some((word) => /^(?:cidr|cidrs)$/u.test(word)) || isRange(words)) {
    return words.includes('ipv6') || last === 'group' ? [] : all(CIDR);
  }
  if (last === 'email') return all(MAIL);
  const [pointed] = POINTED.exec(intent)?.slice(1) ?? [];
  if (isTarget(row, words)) {
    return pointed === undefined || /^[\d.]+$/u.test(pointed) ? all(IP) : [pointed];
  }
  if (!isHost(row, words) || !isServed(row.path, intent)) return [];
  return all(HOST).filter((host) => host !== pointed && !FILE.test(host));
}

/** The words of an intent without the places that it names: their digits are no numbers. */
export function withoutAddresses(intent: string): string {
  return [URL, CIDR, IP, MAIL]
    .reduce((text, pattern) => text.replaceAll(pattern, ' … '), intent)
    .replaceAll(IMAGE, (name) => (isImage(name) || name.includes('/') ? ' … ' : name));
}

/** Only with a tag, or where the words say that it is one: other names hold slashes too. */
function imagesIn(intent: string): readonly string[] {
  const plain = intent.replaceAll(URL, ' ').replaceAll(MAIL, ' ');
  const told = /\bimage:?\s["'`]?([a-z][\w.-]*(?::\d+)?(?:\/[\w.-]+)+\w)/iu.exec(plain)?.[1];
  const tagged = (plain.match(IMAGE) ?? [])
    .map((name) => name.replace(/[.-]+$/u, ''))
    .filter(isImage);
  return [...new Set(tagged.length === 0 && told !== undefined ? [told] : tagged)];
}

/** `localhost:8080` and `db.example.com:5432` name a port. */
function isImage(name: string): boolean {
  if (/@sha256:/iu.test(name)) return true;
  const [, path = '', tag] = /^(.*?)(?::([^:/]+))?$/u.exec(name) ?? [];
  if (tag === undefined) return false;
  return path.includes('/') || (!path.includes('.') && !/^\d{4,}$/u.test(tag) && !isPort(path));
}

function isPort(name: string): boolean {
  return /^(?:localhost|ports?|at|to|from|replicas?|version|size|name)$/iu.test(name);
}

function isRange(words: readonly string[]): boolean {
  return /^(?:ip|address|network)\s(?:ranges?|space|prefix(?:es)?)$/u.test(words.join(' '));
}

/** Where a record leads to, or an address of its own. */
function isTarget(
  { description }: Pick<FieldRow, 'description'>,
  words: readonly string[],
): boolean {
  const name = words.join(' ');
  if (/^(?:ips?|ip address(?:es)?)$/u.test(name)) return true;
  return (
    /^(?:dns )?(?:targets?|addresses|address|records?)$/u.test(name) &&
    /\b(?:address(?:es)?|ips?|points? to)\b/iu.test(description)
  );
}

function isHost(
  { path, description }: Pick<FieldRow, 'path' | 'description'>,
  words: readonly string[],
): boolean {
  const last = words.at(-1) ?? '';
  if (/^(?:host|hosts|hostname|hostnames|domain|domains|fqdn)$/u.test(last)) return true;
  if (words.includes('dns') && /^names?$/u.test(last)) return true;
  if (words.join(' ') === 'common name') return true;
  const isReferred = (namesOf(path).at(-2) ?? '').endsWith('Ref');
  return (
    !isReferred &&
    /^(?:record )?name$/u.test(words.join(' ')) &&
    /\b(?:host ?name|domain name|dns name|fqdn|fully qualified)\b/iu.test(description)
  );
}

/** Objects in which a host is the one that something is served at. */
const SERVING = new Set(
  (
    'spec for provider parameters template config settings rules tls http https ingress gateway ' +
    'listeners servers routes route virtual host hosts virtualhost expose web dns domain domains'
  ).split(' '),
);

/** Not every host is what people call theirs: a certificate has some that are excluded. */
function isServed(path: string, intent: string): boolean {
  const said = intent.toLowerCase();
  return namesOf(path)
    .slice(0, -1)
    .flatMap((name) => splitWords(name))
    .map((word) => word.toLowerCase())
    .every((word) => SERVING.has(word) || said.includes(word));
}
