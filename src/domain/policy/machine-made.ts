import { coreKind } from '../knowledge/core-kinds.ts';
import { isWorkload } from './expand-paths.ts';

/**
 * Groups of what policy engines report.
 *
 * Source: https://kyverno.io/docs/policy-reports/
 */
const REPORT_GROUPS: ReadonlySet<string> = new Set([
  'openreports.io',
  'reports.kyverno.io',
  'wgpolicyk8s.io',
]);

/**
 * Whether controllers and nodes write a kind, and people do not: events, leases, endpoints. Who says
 * “every resource” does not mean them, and a cluster in which they are refused stands still.
 */
export function isMachineMade(kind: { readonly group: string; readonly kind: string }): boolean {
  if (REPORT_GROUPS.has(kind.group)) return true;
  return coreKind(kind)?.role === 'internal' && !isWorkload(kind);
}
