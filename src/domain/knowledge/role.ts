import type { CapabilityRole } from '../capability.ts';
import { coreKind } from './core-kinds.ts';
import { wordsOf } from './words.ts';

/** What a kind's role is judged by. */
export interface RoleEvidence {
  readonly group: string;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
  /** It stands for a thing of a cloud: its group names the provider. */
  readonly isOfCloud: boolean;
}

/** Last words of kinds that controllers write for themselves. */
const INTERNAL_ENDINGS = wordSet(
  'usage revision report lock challenge order lease status review request',
);

/** Last words of kinds by which a platform team arranges things for others. */
const SETUP_ENDINGS = wordSet(
  'provider config configuration composition definition class issuer store policy exception ' +
    'binding generator plugin profile extension',
);

/** Last words of a cloud's kinds that only mean something beside another thing. */
const CLOUD_PART_ENDINGS = wordSet(
  'attachment association snapshot rule policy permission grant membership member binding entry ' +
    'listener setting configuration config acl notification versioning route version alias ' +
    'peering accepter acceptor propagation state logging lifecycle invocation trigger response ' +
    'validation exclusion ownership block content item tag copy lock iammember iambinding ' +
    'iampolicy assignment subscription endpoint authorization option target deployment stage ' +
    'method integration metric inventory default override object replication control',
);

/** Pairs of last words, for words that alone stand for a thing of their own ("security group"). */
const PART_PAIRS = wordSet(
  'subnet_group parameter_group option_group target_group placement_group security_group_rule ' +
    'access_key access_point public_access iam_member iam_binding origin_access',
);

/** Last words of parts wherever the kind comes from. */
const PART_ENDINGS = wordSet('backup snapshot restore pooler proxy attachment association');

/** Clouds name their things in up to three words; what takes more is a detail of another thing. */
const CLOUD_PART_WORDS = 4;

const SETUP_CATEGORIES = new Set(['providerconfig', 'provider', 'pkg', 'packages']);

/** Why somebody would name the kind, judged by its name, group, verbs and categories. */
export function roleOf(evidence: RoleEvidence): CapabilityRole {
  const core = coreKind(evidence);
  if (core) return core.role;
  const words = wordsOf(evidence.kind);
  const last = words.at(-1) ?? '';
  if (isInternal(evidence, last)) return 'internal';
  if (isSetup(evidence, last)) return 'setup';
  return isPart(evidence, words) ? 'part' : 'primary';
}

function isInternal({ group, verbs, isOfCloud }: RoleEvidence, last: string): boolean {
  if (group.split('.').includes('internal')) return true;
  if (!verbs.includes('create') || !verbs.includes('get')) return true;
  return !isOfCloud && INTERNAL_ENDINGS.has(last);
}

function isSetup({ group, kind, categories, isOfCloud }: RoleEvidence, last: string): boolean {
  if (categories.some((category) => SETUP_CATEGORIES.has(category))) return true;
  if (/Provider(?:Config|ConfigUsage)$/u.test(kind)) return true;
  if (isOfCloud) return false;
  return group.startsWith('apiextensions.') || SETUP_ENDINGS.has(last);
}

function isPart({ isOfCloud }: RoleEvidence, words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (PART_ENDINGS.has(last)) return true;
  if (!isOfCloud) return false;
  if (words.length >= CLOUD_PART_WORDS) return true;
  return CLOUD_PART_ENDINGS.has(last) || PART_PAIRS.has(words.slice(-2).join('_'));
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
