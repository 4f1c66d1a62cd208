import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { issueText } from './environment.ts';
import { Organisation } from '../domain/organisation.ts';

/** `dotai.yaml`, or the file that `path` names, with every problem of it. */
export function readOrganisation(path: string | undefined): {
  value: Organisation | undefined;
  problems: string[];
} {
  const isNamed = path !== undefined && path !== '';
  const file = isNamed ? path : 'dotai.yaml';
  const content = readIfThere(file);
  if (content === undefined) {
    if (isNamed)
      return { value: undefined, problems: [`DOTAI_CONFIG names ${file}, which cannot be read`] };
    return { value: Organisation.parse({}), problems: [] };
  }
  try {
    const parsed = Organisation.safeParse(parse(content) ?? {});
    if (parsed.success) return { value: parsed.data, problems: [] };
    return {
      value: undefined,
      problems: parsed.error.issues.map((issue) => `${file}: ${issueText(issue)}`),
    };
  } catch (cause) {
    return { value: undefined, problems: [`${file}: ${yamlProblem(cause)}`] };
  }
}

/** What is wrong, where, and the line itself. The parser's own words are several lines with a pointer. */
function yamlProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'it is not YAML';
  const [problem = '', , line = ''] = error.message.split('\n');
  const isPointer = /^[\s^]*$/u.test(line);
  if (!(error instanceof YAMLParseError) || isPointer) return problem.replace(/:$/u, '');
  return `${problem} ${line.trim()}`;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
