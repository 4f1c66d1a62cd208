import type { Solution, SolutionResource } from '../solution.ts';

/**
 * A DNS label that every kind takes as a name: services are the strictest and want a letter first.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const NAME_PATTERN = '^[a-z]([-a-z0-9]*[a-z0-9])?$';

/** Longest DNS label, in characters. */
export const LABEL_MAX = 63;

/**
 * Longest name of a CronJob, in characters: its jobs add eleven of their own.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
const CRON_JOB_NAME_MAX = 52;

/** Longest name that one may give to a solution, in characters, so that all of its objects fit. */
export function longestName(solution: Pick<Solution, 'resources'>): number {
  const suffixes = solution.resources.map(
    (resource) => suffixOf(resource, solution.resources).length,
  );
  const isScheduled = solution.resources.some(
    ({ kind }) => kind.group === 'batch' && kind.kind === 'CronJob',
  );
  return (isScheduled ? CRON_JOB_NAME_MAX : LABEL_MAX) - Math.max(...suffixes);
}

/**
 * The name of each object, by alias. Objects of different kinds share the base name; a second one of
 * the same kind adds its alias.
 */
export function objectNames(
  solution: Pick<Solution, 'resources'>,
  base: string,
): ReadonlyMap<string, string> {
  return new Map(
    solution.resources.map((resource) => [
      resource.alias,
      `${base}${suffixOf(resource, solution.resources)}`,
    ]),
  );
}

function suffixOf(resource: SolutionResource, all: readonly SolutionResource[]): string {
  const first = all.find(
    ({ kind }) => kind.group === resource.kind.group && kind.kind === resource.kind.kind,
  );
  return first === undefined || first.alias === resource.alias ? '' : `-${toName(resource.alias)}`;
}

/** The nearest valid name to what somebody wrote: "My DB!" → `my-db`. Empty when nothing is left. */
export function toName(text: string, maxLength: number = LABEL_MAX): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^[^a-z]+/u, '')
    .slice(0, maxLength)
    .replace(/-+$/u, '');
}
