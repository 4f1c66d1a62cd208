import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';

export type TraitId =
  | 'public-access'
  | 'schema-management'
  | 'autoscaling'
  | 'tls'
  | 'backups'
  | 'high-availability'
  | 'persistence'
  | 'schedule'
  | 'encryption'
  | 'monitoring'
  | 'domain';

/** Something that people ask for beside the thing itself, whatever the thing is. */
export interface Trait {
  readonly id: TraitId;
  /** How the bot says it. */
  readonly name: string;
  /** How people ask for it. */
  readonly asked: RegExp;
  /** It is what they want when their sentence begins with one of these: "autoscale my workers". */
  readonly verbs: readonly string[];
  /** Can be had by itself, and not only as a property of something. */
  readonly isThing: boolean;
  /** A kind that is made for it, by its name in words. */
  readonly kinds: RegExp;
  /** A field that sets it, by its name in words. */
  readonly fields: RegExp;
  /** A description that promises it. */
  readonly text: RegExp;
  /** What to search for beside the subject. */
  readonly search: readonly string[];
  /** Which primary a kind made for it may be added to. */
  readonly joins: 'any' | 'its-own-group' | 'workloads' | 'none';
}

export const TRAITS: readonly Trait[] = [
  {
    id: 'public-access',
    name: 'access from outside',
    isThing: false,
    asked:
      /\b(?:(?:be )?(?:publicly|externally) (?:accessible|available|reachable|exposed)|public(?:ly)?(?: access(?:ib\w+)?)?(?! (?:key|cloud|ip|subnet|network))|expos\w+(?: (?:it|this))? (?:to|for|on) (?:\w+ ){0,2}(?:users?|customers?|internet|world|outside|everyone|public)|expos\w+|(?:accessible|available|reachable|open) (?:to|for|by|from) (?:\w+ ){0,2}(?:users?|customers?|internet|world|outside|everyone|public)|(?:from|on|over|to) the (?:internet|outside|public internet)|(?:users|customers|people) can (?:reach|open|use|visit|access)(?: it)?|internet[- ]facing|external access|outside access)\b/giu,
    verbs: ['expose', 'publish'],
    kinds: /\b(?:ingress|route|load balancer)$/u,
    fields:
      /\bpublic(?:ly)?(?: network)? access(?:ible)?(?! prevention)\b|\binternet facing\b|^public$/u,
    text: /\bpublic(?:ly)? (?:access|accessible|reachable)|\bexpos\w+ .{0,40}(?:outside|internet|public)|\bmanages a route\b|\binternet[- ]facing\b/iu,
    search: [],
    joins: 'none',
  },
  {
    id: 'schema-management',
    name: 'schema management',
    isThing: true,
    asked:
      /\b(?:(?:db |database |sql )?schema(?:s)?(?: (?:management|migrations?|changes?|versioning|updates?))?|(?:db|database|sql) migrations?|manag\w+ (?:the |its )?(?:db |database )?schemas?)\b(?! registry)/giu,
    verbs: [],
    kinds: /\b(?:schema|migration)$/u,
    fields: /^(?:schema|migration)\b/u,
    text: /\b(?:database|sql|db) (?:schema|migration)|\bschema (?:management|migration)/iu,
    search: ['schema migration'],
    joins: 'any',
  },
  {
    id: 'autoscaling',
    name: 'autoscaling',
    isThing: true,
    asked:
      /\b(?:auto[- ]?scal\w+|scal\w+ (?:automatically|itself|up and down|with (?:the )?(?:load|traffic|demand)|on (?:the )?(?:load|traffic|demand|cpu|memory)|(?:down )?to zero)|horizontal(?:ly)? scal\w+)\b/giu,
    verbs: ['autoscale', 'scale', 'auto'],
    kinds: /\b(?:autoscaler|scaler|scaled \w+)$/u,
    fields: /\b(?:auto ?scal\w+|(?:min|max) (?:replica|scale|capacity)\w*)\b/u,
    text: /\bauto[- ]?scal|\bscales? (?:automatically|to zero)/iu,
    search: ['horizontal pod autoscaler'],
    joins: 'workloads',
  },
  {
    id: 'tls',
    name: 'TLS',
    isThing: false,
    asked: /\b(?:https|tls|ssl)\b(?! cert)/giu,
    verbs: [],
    kinds: /\bcertificate$/u,
    fields: /\b(?:tls|ssl|https|certificate)\b/u,
    text: /\b(?:tls|ssl|x\.?509)\b/iu,
    search: ['certificate'],
    joins: 'workloads',
  },
  {
    id: 'backups',
    name: 'backups',
    isThing: true,
    asked:
      /\b(?:(?:hourly |daily |nightly |weekly |monthly |regular |automat\w+ |scheduled )?(?:snapshots|back(?:ed)?[- ]?ups?)(?: (?:every|each) \w+)?|point[- ]in[- ]time recovery)\b/giu,
    verbs: ['back', 'snapshot'],
    kinds: /\b(?:backup|snapshot)$/u,
    fields: /\b(?:backup|snapshot retention|point in time recovery)/u,
    text: /\bback[- ]?ups?\b/iu,
    search: ['backup'],
    joins: 'its-own-group',
  },
  {
    id: 'high-availability',
    name: 'high availability',
    isThing: false,
    asked:
      /\b(?:high(?:ly)?[- ]availab\w+|fail[- ]?over|fault[- ]tolerant|redundan\w+|multi[- ]?az|ha)\b/giu,
    verbs: [],
    kinds: /\b(?:disruption budget)$/u,
    fields: /^(?:instance|replica)$|\b(?:multi az|high availability|failover)\b/u,
    text: /\b(?:high(?:ly)?[- ]availab|fail[- ]?over|multi[- ]?az)/iu,
    search: ['failover'],
    joins: 'none',
  },
  {
    id: 'persistence',
    name: 'persistent storage',
    isThing: false,
    asked:
      /\b(?:stateful|persistent(?:ly)? (?:storage|data|disks?|state)|persistence|keeps? (?:its|their|the) (?:data|state|files)(?: on (?:an? |its )?(?:disks?|volumes?))?|stores? (?:its )?(?:data|files|state) on (?:a )?disks?)\b/giu,
    verbs: [],
    kinds: /\b(?:persistent volume claim|stateful set)$/u,
    fields: /\b(?:storage|volume claim templates?|disk size)\b/u,
    text: /\b(?:persistent (?:storage|volume)|stateful)\b/iu,
    search: ['persistent volume claim', 'stateful set'],
    joins: 'none',
  },
  {
    id: 'schedule',
    name: 'a schedule',
    isThing: false,
    asked:
      /\b(?:every (?:single )?(?:\d+ )?(?:minutes?|hours?|nights?|days?|mornings?|evenings?|weeks?|months?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:at )?(?:nightly|hourly|daily|weekly|monthly|periodically)|on a schedule|scheduled|once (?:a|per) (?:hour|day|night|week|month)|at (?:midnight|noon|night))\b/giu,
    verbs: [],
    kinds: /\b(?:cron job|scheduled \w+)$/u,
    fields: /\bschedule\b/u,
    text: /\bschedul|\bcron\b/iu,
    search: ['cron job'],
    joins: 'none',
  },
  {
    id: 'encryption',
    name: 'encryption',
    isThing: false,
    asked: /(?<!let['’]?s )\bencrypt\w*(?: at rest| in transit)?\b/giu,
    verbs: ['encrypt'],
    kinds: /\bencryption configuration$/u,
    fields: /\bencrypt\w*\b|^kms key/u,
    text: /\bencrypt/iu,
    search: [],
    joins: 'none',
  },
  {
    id: 'monitoring',
    name: 'monitoring',
    isThing: true,
    asked: /\b(?:monitor(?:ed|ing)|metrics|observab\w+)\b/giu,
    verbs: ['monitor', 'collect', 'scrape', 'observe'],
    kinds: /\bmonitor$/u,
    fields: /\b(?:monitoring|performance insight)\b/u,
    text: /\b(?:monitoring|metrics)\b/iu,
    search: ['monitor'],
    joins: 'workloads',
  },
  {
    id: 'domain',
    name: 'a domain',
    isThing: true,
    asked:
      /\b(?:(?:(?:custom|own) )?(?:domain|host ?name)(?: name)?|(?:at|under|via) (?:[a-z\d-]+\.){1,5}[a-z]{2,})\b(?![\w.-]*[/:])/giu,
    verbs: [],
    kinds: /\b(?:domain mapping)$/u,
    fields: /\b(?:host|hostname|domain|domain name|dns name)$/u,
    text: /\b(?:host|domain) names?\b/iu,
    search: [],
    joins: 'workloads',
  },
];

export function traitOf(id: TraitId): Trait {
  const found = TRAITS.find((trait) => trait.id === id);
  if (!found) throw new Error(`There is no trait ${id}`);
  return found;
}

/** How a capability gives a trait: what the person is told. */
export type Cover =
  | { readonly by: 'kind' }
  | { readonly by: 'field'; readonly field: string }
  | { readonly by: 'description' };

/** Undefined when nothing that is known of the capability speaks of the trait. */
export function coverOf(trait: Trait, capability: CapabilitySummary): Cover | undefined {
  if (trait.kinds.test(wordsOf(capability.kind).join(' '))) return { by: 'kind' };
  const field = [...capability.fields]
    .sort((one, other) => one.split('.').length - other.split('.').length)
    .find((name) => trait.fields.test(spokenField(name)) && !isPodHostname(name, capability));
  if (field !== undefined) return { by: 'field', field };
  const { description, useCase, tags } = capability;
  if (capability.abstraction === 'core') return undefined;
  return trait.text.test([description, useCase, ...tags].join('. '))
    ? { by: 'description' }
    : undefined;
}

/** What a pod calls itself is nothing that users can reach it by. */
function isPodHostname(field: string, { abstraction }: CapabilitySummary): boolean {
  return abstraction === 'core' && /(?:^|\.)hostname$/u.test(field);
}

/** `publiclyAccessible` → "publicly accessible"; plurals are folded. */
function spokenField(name: string): string {
  return wordsOf(name).join(' ');
}
