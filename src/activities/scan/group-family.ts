import { isCoreGroup } from '../../domain/knowledge/core-kinds.ts';

/** Under these anybody may have a name: whoever shares no more than that is a stranger. */
const SHARED_ENDING =
  /^(?:(?:ac|co|com|edu|gov|net|org)\.[a-z]{2}|(?:github|gitlab)\.io|x-k8s\.io|k8s\.io)$/u;

/**
 * By whom a group is defined, as far as its name tells: `s3.aws.example.org` and `rds.aws.example.org`
 * are of `aws.example.org`, `acme.cert-manager.io` is of `cert-manager.io`, and what every API server
 * serves is of one family.
 */
export function familyOf(group: string): string {
  if (group === '' || isCoreGroup(group)) return 'core';
  const parent = group.slice(group.indexOf('.') + 1);
  return parent.includes('.') && !SHARED_ENDING.test(parent) ? parent : group;
}
