import { exampleInText } from '../../src/domain/configure/hints.ts';
import { leafName } from '../../src/domain/configure/field-path.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Question } from '../../src/domain/question.ts';

/** Values that no label says, so that none of them passes for one that was said. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/image/iu, 'registry.example.org/other:9'],
  [/^(?:host|hosts|hostnames?|domains?|dnsNames|commonName)$/iu, 'other.example.org'],
  [/url|repo/iu, 'https://other.example.org/other.git'],
  [/cidr/iu, '10.99.0.0/16'],
  [/storage|memory|size|capacity/iu, '7Gi'],
  [/key$/iu, 'other'],
];

/**
 * What somebody answers who knows nothing beside the question: an option, the example of its text, or
 * something of its type. After a refusal (`problem`) what that asks for, and not the same again.
 */
export function answerTo(question: Question, problem: string | undefined): Json {
  const { limits, options, columns, addresses, text } = question;
  const round = problem === undefined ? 0 : 1;
  const asked = problem === undefined ? undefined : /\bmust be ([\w.-]*\w)/u.exec(problem)?.[1];
  if (asked !== undefined && limits.type === 'string') return asked;
  const names = options.map(({ value }) => value);
  if (names.includes('a-team')) return 'a-team';
  const option = names[round] ?? names[0];
  if (option !== undefined) return limits.type === 'array' ? [option] : option;
  switch (limits.type) {
    case 'integer':
    case 'number':
      return (limits.minimum ?? 1) + round;
    case 'boolean':
      return true;
    case 'map':
      return { app: 'other' };
    case 'object':
    case 'any':
      return { name: 'other' };
    case 'array':
      return columns
        ? [Object.fromEntries(columns.map(({ name, type }) => [name, cellOf(type, name)]))]
        : [limits.itemType === 'integer' ? 7 : textFor(addresses[0]?.path ?? '', text, round)];
    case 'string':
    case 'int-or-string':
      return textFor(addresses[0]?.path ?? '', text, round);
  }
}

function cellOf(type: Question['limits']['type'], name: string): Json {
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? 7 : textFor(name, '', 1);
}

function textFor(path: string, text: string, round: number): string {
  const leaf = leafName(path);
  if (/schedule|cron/iu.test(leaf)) return /seconds/iu.test(text) ? '0 7 7 7 * *' : '7 7 7 * *';
  const example = exampleInText(text);
  if (example !== undefined && round === 0) return example;
  return TEXTS.find(([pattern]) => pattern.test(leaf))?.[1] ?? 'other';
}
