import { providerName } from '../knowledge/providers.ts';
import type { PatternConditions } from './pattern.ts';

/**
 * When a pattern applies, after "It applies to": "solutions that run natively in AWS, for something that is
 * reached from outside". `statedConditions` reads it back from a text.
 */
export function conditionsText({
  providers,
  groups,
  exposure,
  purposes,
}: PatternConditions): string {
  const places = [
    ...(providers.length > 0 ? [`run natively in ${either(providers.map(providerName))}`] : []),
    ...(groups.length > 0 ? [`use a kind of ${either(groups.map(groupText))}`] : []),
  ];
  const parts = [
    ...(places.length > 0 ? [`solutions that ${places.join(' and ')}`] : []),
    ...(exposure === undefined ? [] : [`for ${EXPOSURES[exposure]}`]),
    ...(purposes.length > 0 ? [`where the request speaks of ${either(purposes)}`] : []),
  ];
  if (parts.length === 0) return 'every request that it is found for';
  return places.length > 0 ? parts.join(', ') : `requests ${parts.join(', ')}`;
}

/** What a request asks for, in words. */
export const EXPOSURES = {
  public: 'something that is reached from outside',
  private: 'something that is not reached from outside',
} as const;

/** "AWS", "AWS or Azure", "a, b or c". */
export function either(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

export function groupText(group: string): string {
  return group.startsWith('*.') ? `${group.slice(2)} or below it` : group;
}
