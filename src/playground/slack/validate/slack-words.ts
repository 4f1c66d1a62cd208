import type { z } from 'zod';

/** One thing that Slack would refuse: where (a JSON pointer) and what, in Slack's own words. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/** How Slack writes a problem into `response_metadata.messages`. */
export function writtenProblem({ pointer, message }: Problem): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`;
}

/** Translates what zod found; `at` is the pointer of the value that was parsed. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], at: string): Problem[] {
  return issues.flatMap((issue) => problemOf(issue, at));
}

function problemOf(issue: z.core.$ZodIssue, at: string): Problem[] {
  const pointer = pointerOf(at, issue.path);
  switch (issue.code) {
    case 'too_big':
      return [{ pointer, message: tooBig(issue.origin, Number(issue.maximum)) }];
    case 'too_small':
      return [{ pointer, message: tooSmall(issue.origin, Number(issue.minimum)) }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer, message: `invalid additional property: ${key}` }));
    case 'invalid_type':
      return [invalidType(issue, at, pointer)];
    case 'invalid_union':
      return [invalidUnion(issue, at, pointer)];
    case 'invalid_value':
      return [invalidValue(issue, at, pointer)];
    default:
      return [{ pointer, message: issue.message }];
  }
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `must be less than ${maximum + 1} characters`;
  if (origin === 'array') return `no more than ${maximum} items allowed`;
  return `must be at most ${maximum}`;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string') return `must be more than ${minimum - 1} characters`;
  if (origin === 'array') return `no less than ${minimum} items allowed`;
  return `must be at least ${minimum}`;
}

function invalidType(issue: z.core.$ZodIssueInvalidType, at: string, pointer: string): Problem {
  if (issue.input === undefined) return missing(issue.path, at);
  const article = /^[aeiou]/u.test(issue.expected) ? 'an' : 'a';
  return { pointer, message: `must provide ${article} ${issue.expected}` };
}

function invalidUnion(issue: z.core.$ZodIssueInvalidUnion, at: string, pointer: string): Problem {
  if (!('discriminator' in issue) || issue.discriminator === undefined) {
    return { pointer, message: 'failed to match all allowed schemas' };
  }
  const type = typeIn(issue.input);
  return type === undefined
    ? missing(issue.path, at)
    : { pointer, message: `unsupported type: ${type}` };
}

function invalidValue(issue: z.core.$ZodIssueInvalidValue, at: string, pointer: string): Problem {
  if (issue.input === undefined) return missing(issue.path, at);
  return { pointer, message: `must be one of: ${issue.values.map(String).join(', ')}` };
}

function missing(path: readonly PropertyKey[], at: string): Problem {
  const field = String(path.at(-1) ?? '');
  return { pointer: pointerOf(at, path.slice(0, -1)), message: `missing required field: ${field}` };
}

function typeIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('type' in input)) return undefined;
  return String(input.type);
}

function pointerOf(at: string, path: readonly PropertyKey[]): string {
  return [at, ...path.map(String)].join('/');
}
