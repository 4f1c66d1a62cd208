import type { FoundPattern } from '../src/activities/recommend/found-patterns.ts';
import type { WordedDraft } from '../src/activities/recommend/drafted-solution.ts';
import type { Capability } from '../src/domain/capability.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import { aCapability } from './a-capability.ts';
import { aDatabasePattern, aPattern, INTERNET_GATEWAY, SQL_CLAIM } from './pattern-builders.ts';

const DATABASE_TAGS = ['database', 'postgresql', 'relational'];

export const sqlClaim = aCapability(SQL_CLAIM, {
  abstraction: 'golden-path',
  providers: ['aws', 'azure', 'gcp'],
  tags: ['sql', 'database'],
});
export const gateway = aCapability(INTERNET_GATEWAY, {
  providers: ['aws'],
  tags: ['internet', 'network'],
});
export const rds = aCapability(
  { kind: 'Instance', group: 'rds.aws.example.org' },
  { providers: ['aws'], tags: DATABASE_TAGS },
);
export const aurora = aCapability(
  { kind: 'Cluster', group: 'rds.aws.example.org' },
  { providers: ['aws'], tags: DATABASE_TAGS },
);
export const azureServer = aCapability(
  { kind: 'FlexibleServer', group: 'dbforpostgresql.azure.example.org' },
  { providers: ['azure'], tags: DATABASE_TAGS },
);
export const tableSchema = aCapability(
  { kind: 'TableSchema', group: 'db.example.org' },
  { tags: ['schema'] },
);

/** "AWS public services" and "DevOps Toolkit DB", with what a cluster knows of their resources. */
export const publicServices = aFound(aPattern(), [gateway]);
export const toolkit = aFound(aDatabasePattern(), [sqlClaim]);

/** A pattern made of these, found for a request. */
export function aFound(
  pattern: Pattern,
  capabilities: readonly Capability[],
  over: Partial<FoundPattern> = {},
): FoundPattern {
  const resources = capabilities.map(({ kind }) => kind);
  return { pattern: { ...pattern, resources }, capabilities, gone: [], triggers: [], ...over };
}

/** In AWS where the primary one can be had there. */
export function aDraft(
  capabilities: readonly [Capability, ...Capability[]],
  over: Partial<Omit<WordedDraft, 'capabilities'>> = {},
): WordedDraft {
  const [{ kind, providers }] = capabilities;
  return {
    title: kind.kind,
    provider: providers.includes('aws') ? 'aws' : providers[0],
    match: 90,
    reasons: ['Fits'],
    lacks: [],
    capabilities: [...capabilities],
    claimed: new Set<string>(),
    ...over,
  };
}
