import type { Validation } from './validations.ts';

/** What only a request has: there is none when Kyverno looks at objects that are there already. */
const OF_REQUESTS = /\b(?:request|oldObject|authorizer|namespaceObject)\b/u;

/** Whether an expression may look at more than the object. Says so too often rather than too rarely. */
export function needsRequest(validations: readonly Validation[]): boolean {
  return validations.some(({ expression }) => OF_REQUESTS.test(expression));
}
