import { describe, expect, it } from 'vitest';
import { isUnaskedGuard } from './guarded-kinds.ts';

const RBAC = 'rbac.authorization.k8s.io';
const clusterRole = { kind: 'ClusterRole', group: RBAC };
const cloudRole = { kind: 'Role', group: 'iam.aws.example.org' };
const admission = {
  kind: 'ValidatingAdmissionPolicy',
  group: 'admissionregistration.k8s.io',
};

describe('isUnaskedGuard', () => {
  it.each([
    [clusterRole, 'a bucket for uploads'],
    [cloudRole, 'a function in AWS'],
    [{ kind: 'RoleAssignment', group: 'authorization.azure.example.org' }, 'a queue'],
    [admission, 'a database with backups'],
    [{ kind: 'ClusterPolicy', group: 'kyverno.io' }, 'a network for our servers'],
  ])('keeps %j from whoever wants %j', (kind, asked) => {
    expect(isUnaskedGuard(kind, asked)).toBe(true);
  });

  it.each([
    [clusterRole, 'permission to list nodes'],
    [clusterRole, 'a ClusterRole for the auditors'],
    [cloudRole, 'an IAM role'],
    [admission, 'refuse images without a digest'],
    [{ kind: 'NetworkPolicy', group: 'networking.k8s.io' }, 'a wall around our pods'],
    [{ kind: 'Bucket', group: 's3.aws.example.org' }, 'a bucket'],
  ])('offers %j to whoever wants %j', (kind, asked) => {
    expect(isUnaskedGuard(kind, asked)).toBe(false);
  });
});
