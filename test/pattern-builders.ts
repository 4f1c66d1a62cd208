import type { ResourceKind } from '../src/domain/kind.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';

/** A native resource of AWS. */
export const INTERNET_GATEWAY: ResourceKind = {
  group: 'ec2.aws.example.org',
  version: 'v1beta1',
  kind: 'InternetGateway',
  plural: 'internetgateways',
  namespaced: true,
};

/** A portable database, as a platform team offers it. */
export const SQL_CLAIM: ResourceKind = {
  group: 'toolkit.example.org',
  version: 'v1beta1',
  kind: 'SQLClaim',
  plural: 'sqlclaims',
  namespaced: true,
};

/** What a platform team says of its internet gateway. */
const AWS_RATIONALE =
  'This pattern provides the foundational AWS networking infrastructure needed for public-facing services. ' +
  'Internet gateways enable outbound internet connectivity for resources in public subnets and allow inbound ' +
  'traffic from the internet to reach publicly accessible services. This is essential for web applications, ' +
  'APIs, load balancers, and any AWS services that need to communicate with external systems or be accessible ' +
  'from the internet. The pattern ensures proper network routing and connectivity for cloud-native ' +
  'applications deployed on AWS.';

/** The active pattern "AWS public services"; name only what the test is about. */
export function aPattern(over: Partial<Pattern> = {}): Pattern {
  return {
    id: 'pat-0123456789ab',
    version: 1,
    status: 'active',
    clusterId: 'fake-cluster',
    name: 'AWS public services',
    triggers: ['AWS public services', 'public cloud services'],
    resources: [INTERNET_GATEWAY],
    rationale: AWS_RATIONALE,
    conditions: { providers: ['aws'], groups: [], exposure: 'public', purposes: [] },
    owner: 'a-team',
    createdBy: 'slack:T1:U1',
    createdAt: '2026-11-02T09:00:00.000Z',
    changedBy: 'slack:T1:U1',
    changedAt: '2026-11-02T09:00:00.000Z',
    candidates: [],
    ...over,
  };
}

/** The active golden path for databases, on no cloud in particular. */
export function aDatabasePattern(over: Partial<Pattern> = {}): Pattern {
  return aPattern({
    id: 'pat-aaaaaaaaaaaa',
    name: 'DevOps Toolkit DB',
    triggers: ['database', 'SQL', 'PostgreSQL', 'relational database'],
    resources: [SQL_CLAIM],
    rationale:
      'One claim gives teams a database with schema management and credentials, the same in every cloud.',
    conditions: { providers: [], groups: [], purposes: [] },
    ...over,
  });
}

/** An open candidate for a pattern, found once in #platform. */
export function aCandidate(over: Partial<Candidate> = {}): Candidate {
  return {
    id: 'cand-0123456789ab',
    version: 1,
    clusterId: 'fake-cluster',
    type: 'pattern',
    status: 'open',
    title: 'AWS public services',
    triggers: ['public services'],
    resources: [INTERNET_GATEWAY],
    unknownResources: [],
    avoided: [],
    rationale: 'Whatever is public in AWS needs an internet gateway.',
    origins: [{ type: 'channel', label: '#platform' }],
    foundIn: 1,
    contradictions: [],
    hasHidden: false,
    by: 'offline',
    askedBy: 'slack:T1:U1',
    foundAt: '2026-11-02T09:00:00.000Z',
    ...over,
  };
}

/** What somebody said in #platform; another `message` is another source, and wants another id. */
export function anEvidence(over: Partial<Evidence> & { readonly message?: string } = {}): Evidence {
  const { message = '1700000000.000100', ...rest } = over;
  return {
    id: 'evi-0123456789abcdef',
    candidateId: 'cand-0123456789ab',
    source: { type: 'message', platform: 'slack', workspace: 'T1', channel: 'C1', message },
    url: `https://chat.example.org/archives/C1/p${message.replace('.', '')}`,
    quote: 'whatever is public in AWS needs an internet gateway',
    claim: 'resource',
    about: 'InternetGateway',
    at: '2026-11-02T08:00:00.000Z',
    ...rest,
  };
}
