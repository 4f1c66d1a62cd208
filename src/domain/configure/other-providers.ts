import type { FieldRow } from '../field-table.ts';
import { providersNamedIn } from '../knowledge/providers.ts';
import { namesOf } from './field-path.ts';

/**
 * Whether a field is for another provider than the chosen one: its path names one ("azureNetwork"),
 * or its description speaks of others only ("If using UpCloud …"). Kinds whose own group names a
 * provider are that provider's alone: what their descriptions mention are products.
 */
export function isForOtherProvider(
  row: FieldRow,
  { provider, group }: { provider: string | undefined; group: string },
): boolean {
  if (provider === undefined || providersNamedIn(group.replaceAll('.', ' ')).length > 0)
    return false;
  const inPath = providersNamedIn(namesOf(row.path).join(' '));
  if (inPath.length > 0) return !inPath.includes(provider);
  const told = providersNamedIn(row.description);
  if (told.length === 0 || told.includes(provider)) return false;
  return /\b(?:if|when|only|for|used? (?:with|by|in)|using|in)\b/iu.test(row.description);
}
