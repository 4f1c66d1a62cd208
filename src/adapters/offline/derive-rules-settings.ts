import { PROVIDER_IDS, providerName, providersNamedIn } from '../../domain/knowledge/providers.ts';
import { isRegionOf, nearestRegion, regionsIn, regionsOf } from '../../domain/knowledge/regions.ts';
import type { DeriveRulesInput } from '../../prompts/derive-rules.ts';
import type { Clause } from './derive-rules-clauses.ts';
import { boundsIn, boundsInDays, type ReadDemand } from './derive-rules-values.ts';

type Field = DeriveRulesInput['fields'][number];

/** A demand with the fields that it is about; `key` names the entry where the field is a map. */
export interface FieldDemand extends ReadDemand {
  readonly isMeant: (field: Field) => boolean;
  readonly key?: string;
}

export type Reading =
  | { readonly type: 'demands'; readonly demands: readonly FieldDemand[] }
  /** Why it cannot be said as checks. */
  | { readonly type: 'unclear'; readonly because: string };

/** What platform engineers say, and what it asks of which fields. Undefined: the clause is about something else. */
export type ReadSetting = (clause: Clause) => Reading | undefined;

/** In the order in which they are tried. */
export const SETTINGS: readonly ReadSetting[] = [
  readLatest,
  readRegistries,
  readResources,
  readRoot,
  readBackups,
  readFlags,
  readRegions,
];

/** The tag must be there, as its absence means `latest`, and be another. A digest will do, too. */
function readLatest({ text, isNegative }: Clause): Reading | undefined {
  if (!/\blatest\b/iu.test(text) || !isNegative) return undefined;
  return demands([
    { isMeant: isImage, demand: 'matches', values: ['(:[^/@]+|@sha256:[0-9a-f]+)$'] },
    { isMeant: isImage, demand: 'notMatches', values: [':latest(@|$)'] },
  ]);
}

function readRegistries({ text, isNegative }: Clause): Reading | undefined {
  if (!/\bregistr(?:y|ies)\b|\bimages?\b.*\bfrom\b/iu.test(text)) return undefined;
  const hosts = [...new Set(text.match(/\b[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[\w./-]*\w)?/gu) ?? [])];
  if (hosts.length === 0) {
    return {
      type: 'unclear',
      because: 'It names no registry: say which ones, such as registry.example.com.',
    };
  }
  const escaped = hosts.map((host) => host.replaceAll('.', String.raw`\.`));
  const pattern = `^${escaped.length === 1 ? escaped.join('') : `(${escaped.join('|')})`}/`;
  return demands([
    { isMeant: isImage, demand: isNegative ? 'notMatches' : 'matches', values: [pattern] },
  ]);
}

function readResources({ text, isNegative }: Clause): Reading | undefined {
  const isAbout = /\b(?:limits?|requests?)\b/iu.test(text);
  if (!isAbout || !/\b(?:containers?|pods?|resources?|memory|cpu|workloads?)\b/iu.test(text)) {
    return undefined;
  }
  const maps = ['limits', 'requests'].filter((map) =>
    new RegExp(`\\b${map.slice(0, -1)}`, 'iu').test(text),
  );
  const named = ['memory', 'cpu'].filter((key) => new RegExp(`\\b${key}\\b`, 'iu').test(text));
  const bounds = boundsIn(text);
  const said: readonly ReadDemand[] = isNegative
    ? [{ demand: 'absent', values: [] }]
    : bounds.length > 0
      ? bounds
      : [{ demand: 'exists', values: [] }];
  const keys = named.length > 0 ? named : ['memory', 'cpu'];
  return demands(
    maps.flatMap((map) =>
      keys.flatMap((key) => said.map((one) => ({ ...one, ...entryOf(map, key) }))),
    ),
  );
}

/**
 * The pod says it for its containers; what they say themselves must not differ. The kubelet then starts
 * nothing as user 0, so users need not be looked at.
 *
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
function readRoot({ text, isNegative }: Clause): Reading | undefined {
  const isSaid =
    /\bnon-?root\b/iu.test(text) ||
    (isNegative && /\broot\b(?! (?:volume|disk|file|fs|device|domain))/iu.test(text));
  if (!isSaid) return undefined;
  return demands([{ isMeant: leafIs(/^runAsNonRoot$/u), demand: 'oneOf', values: ['true'] }]);
}

function readBackups({ text }: Clause): Reading | undefined {
  if (!/\b(?:backups?|backed up|snapshots?)\b/iu.test(text)) return undefined;
  const bounds = boundsInDays(text);
  if (bounds.length > 0) {
    const isMeant = numeric(
      /backup.*reten|reten.*(?:backup|days)|snapshotRetention|retainedBackups/iu,
    );
    return demands(bounds.map((one) => ({ ...one, isMeant })));
  }
  return demands([
    {
      isMeant: flag(/^(?:backups?|backupsEnabled|backupEnabled)$/iu),
      demand: 'oneOf',
      values: ['true'],
    },
    { isMeant: numeric(/backup.*reten/iu), demand: 'min', values: ['1'] },
    { isMeant: isBackupFlag, demand: 'oneOf', values: ['true'] },
  ]);
}

/** Switches: what is said, the field, and how it stands where it is demanded. */
const FLAGS: readonly (readonly [said: RegExp, leaf: RegExp, demanded: boolean])[] = [
  [/\bprivileged\b/iu, /^privileged$/u, true],
  [/\bprivilege escalation\b|\bescalate\b/iu, /^allowPrivilegeEscalation$/u, true],
  [/\bhost network/iu, /^hostNetwork$/u, true],
  [/\bhost pid|host process|host namespaces?\b/iu, /^hostPID$/u, true],
  [/\bhost ipc|host namespaces?\b/iu, /^hostIPC$/u, true],
  [/\bread-?\s?only (?:root )?file\s?systems?\b/iu, /^readOnlyRootFilesystem$/u, true],
  [
    /\bencrypt/iu,
    /^(?:\w*[eE]ncrypted|(?:\w+)?[eE]ncryption(?:AtRest)?(?:Enabled)?|encrypt)$/u,
    true,
  ],
  [
    /\bpublic(?:ly)?\b|\binternet\b/iu,
    /^(?:publiclyAccessible|publicAccess|publicNetworkAccess(?:Enabled)?|public|publicAccessEnabled|associatePublicIpAddress|endpointPublicAccess|mapPublicIpOnLaunch)$/u,
    true,
  ],
  [
    /\bpublic(?:ly)?\b|\binternet\b/iu,
    /^(?:block(?:Public)\w+|restrictPublicBuckets|ignorePublicAcls)$/u,
    false,
  ],
  [
    /\bdeletion protection\b|\bprotected (?:from|against) deletion\b/iu,
    /^deletionProtection(?:Enabled)?$/u,
    true,
  ],
  [/\bmulti-?\s?az\b|\bhigh(?:ly)? availab/iu, /^(?:multiAz|multiAZ|highAvailability)$/u, true],
];

function readFlags({ text, isNegative }: Clause): Reading | undefined {
  const isOff = /\b(?:disabled|turned off|switched off)\b/iu.test(text);
  const found = FLAGS.filter(([said]) => said.test(text)).map(([, leaf, demanded]) => ({
    isMeant: flag(leaf),
    demand: 'oneOf' as const,
    values: [String(demanded !== (isNegative !== isOff))],
  }));
  return found.length > 0 ? demands(found) : undefined;
}

/** `us-esat-9`: it begins and ends as regions do. Namespaces and hosts may do so, too. */
const REGION_LIKE =
  /(?<![\w-])(?:us|eu|ap|sa|ca|me|af|il|mx|cn)-[a-z]{3,12}-?\d{1,2}[a-f]?(?![\w-])/giu;

function misspeltRegion(text: string): string | undefined {
  const like = text.replaceAll(/["“`'][^"”`']*["”`']/gu, ' ').match(REGION_LIKE) ?? [];
  const isSaid = /\b(?:regions?|locations?)\b/iu.test(text);
  return like.find((name) => {
    if (regionsIn(name).length > 0) return false;
    if (PROVIDER_IDS.some((provider) => isRegionOf(provider, name.toLowerCase()))) return false;
    return isSaid || PROVIDER_IDS.some((provider) => nearestRegion(provider, name) !== undefined);
  });
}

/** Regions that are told where none is near. */
const USUAL_MAX = 4;

/** Nothing is mended: its author may have meant another, or one that is not known here. */
function noRegion(name: string, text: string): Reading {
  const named = providersNamedIn(text);
  const asked = named.length > 0 ? named : ['aws', 'gcp'];
  const [near] = asked.flatMap((provider) => nearestRegion(provider, name) ?? []);
  const whose = named.map((provider) => providerName(provider)).join(' or ');
  const said = whose === '' ? 'No cloud has a region' : `${whose} has no region`;
  const usual = asked.flatMap((provider) => regionsOf(provider)).slice(0, USUAL_MAX);
  const others = usual.length === 0 ? '' : ` Usual ones are ${usual.join(', ')}.`;
  const hint = near === undefined ? others : ` Did you mean ${near}?`;
  const because = `${said} “${name}” that is known here (as of 2026).${hint} Where it is right all the same, put it in quotes: region "${name}".`;
  return { type: 'unclear', because };
}

/** "on-premises", "non-EU": words like any other, though they have the shape of a region's name. */
const NO_NAME = String.raw`(?!(?:non|on|off|multi|single|cross|same|low|high|well|pre|sub)-)`;
const REGION = String.raw`${NO_NAME}([a-z][\w-]*\d|[a-z]+-[\w-]*[a-z\d])`;
const REGION_BEFORE = new RegExp(String.raw`(?<![\w-])${REGION}\s+(?:regions?|locations?)\b`, 'iu');
const REGION_AFTER = new RegExp(
  String.raw`\b(?:regions?|locations?)(?:\s*[:=]|\s+(?:is|be|named|called))?\s+${REGION}(?![\w-])`,
  'iu',
);

/** "The mars-9 region", "region: home-1": whoever says so names one. */
function namedRegion(text: string): string | undefined {
  return REGION_BEFORE.exec(text)?.[1] ?? REGION_AFTER.exec(text)?.[1];
}

function readRegions({ text, isNegative }: Clause): Reading | undefined {
  const misspelt = misspeltRegion(text);
  if (misspelt !== undefined) return noRegion(misspelt, text);
  const regions = regionsIn(text);
  const isAbout = /\b(?:regions?|locations?|zones?)\b/iu.test(text);
  if (regions.length === 0) {
    const hasValue = /["“'`]/u.test(text);
    const named = hasValue ? undefined : namedRegion(text);
    if (named !== undefined) return noRegion(named, text);
    return isAbout && !hasValue ? { type: 'unclear', because: 'It names no region.' } : undefined;
  }
  const demand = isNegative ? 'noneOf' : 'oneOf';
  return demands([{ isMeant: leafIs(/^(?:region|location)$/iu), demand, values: [...regions] }]);
}

function demands(found: readonly FieldDemand[]): Reading {
  return { type: 'demands', demands: found };
}

function isImage({ path, type }: Field): boolean {
  return type === 'string' && path.endsWith('ontainers[*].image');
}

/** `limits['memory']`, or the map itself with that key; of containers, not of a whole pod. */
function entryOf(map: string, key: string): Pick<FieldDemand, 'isMeant' | 'key'> {
  const entry = new RegExp(`ontainers\\[\\*\\]\\.resources\\.${map}(?:\\['${key}'\\])?$`, 'u');
  return { isMeant: ({ path }) => entry.test(path), key };
}

function leafIs(leaf: RegExp): (field: Field) => boolean {
  return ({ path }) => leaf.test(leafOf(path));
}

function flag(leaf: RegExp): (field: Field) => boolean {
  return ({ path, type }) => type === 'boolean' && leaf.test(leafOf(path));
}

function numeric(name: RegExp): (field: Field) => boolean {
  return ({ path, type }) =>
    (type === 'integer' || type === 'number') && name.test(path.split('.').slice(-2).join('.'));
}

function isBackupFlag({ path, type }: Field): boolean {
  return type === 'boolean' && /backup\w*\.enabled$/iu.test(path);
}

function leafOf(path: string): string {
  return path.split('.').at(-1) ?? '';
}
