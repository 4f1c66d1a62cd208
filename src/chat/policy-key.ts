/** The key of the one open session that changes or removes a policy. */
export function policyKey(policyId: string): string {
  return `policy:${policyId}`;
}
