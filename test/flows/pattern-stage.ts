import type { ResourceKind } from '../../src/domain/kind.ts';
import type { Pattern } from '../../src/domain/pattern/pattern.ts';
import { aDatabasePattern, aPattern } from '../pattern-builders.ts';

/** The article's request with its answers, in one sentence each. */
export const ARTICLE =
  'create a PostgreSQL database in AWS. It should be managed PostgreSQL DB in AWS (RDS), ' +
  'there should be DB schema management, and it should be publicly accessible.';

export const GATEWAY: ResourceKind = {
  group: 'ec2.aws.cloud.example',
  version: 'v1beta1',
  kind: 'InternetGateway',
  plural: 'internetgateways',
  namespaced: true,
};
export const SQL_DATABASE: ResourceKind = {
  group: 'platform.acme.example',
  version: 'v1beta1',
  kind: 'SqlDatabase',
  plural: 'sqldatabases',
  namespaced: true,
};

/** The article's two patterns, of kinds that the demo platform serves, in the words of its owners. */
export function articlePatterns(
  clusterId: string,
): readonly [publicServices: Pattern, toolkit: Pattern] {
  const triggers = ['AWS public services', 'managed databases', 'cloud resources'];
  return [
    aPattern({ clusterId, resources: [GATEWAY], triggers }),
    aDatabasePattern({ clusterId, resources: [SQL_DATABASE] }),
  ];
}
