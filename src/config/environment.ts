import { z } from 'zod';

/** A setting that is set to nothing is not set. */
export const blankAsMissing = (value: unknown): unknown => (value === '' ? undefined : value);

export const text = z.preprocess(blankAsMissing, z.string().optional());

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Everything that is wrong, at once: each setting by itself, and what the settings that are right owe one
 * another (`together`). What is said of a wrong one already is not also called missing.
 */
export function problemsIn<Settings>(
  variables: Variables,
  schema: z.ZodType<Settings>,
  together: (settings: Settings) => readonly string[],
): string[] {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return [...together(parsed.data)];
  const { issues } = parsed.error;
  const wrong = new Set(issues.map(({ path: [name] }) => String(name)));
  const right = Object.fromEntries(Object.entries(variables).filter(([name]) => !wrong.has(name)));
  const rest = schema.safeParse(right);
  const missing = rest.success ? together(rest.data) : [];
  const isNews = (problem: string): boolean => !namesOf(problem).some((name) => wrong.has(name));
  return [...issues.map(issueText), ...missing.filter(isNews)];
}

function namesOf(problem: string): readonly string[] {
  return problem.match(/[A-Z][A-Z_]+/gu) ?? [];
}

export function issueText({
  path,
  message,
}: {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}): string {
  return `${path.map(String).join('.')} ${message}`;
}
