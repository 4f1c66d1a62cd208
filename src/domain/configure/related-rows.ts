import type { Question } from '../question.ts';
import { wordsOf } from '../knowledge/words.ts';
import type { AnswerContext } from './reading.ts';
import { leafName } from './field-path.ts';

/** The values that rows of a list belong to, and the column that names them. */
export interface RowOwners {
  readonly column: string;
  readonly values: readonly string[];
}

/**
 * Finds the answered list whose values the rows of a question belong to: a column `database` belongs
 * to the answer to `databases`. Undefined when there is none.
 */
export function ownersOf(
  { columns = [] }: Question,
  { questions, answers }: AnswerContext,
): RowOwners | undefined {
  for (const column of columns.filter(({ long }) => !long)) {
    const related = questions.filter(
      ({ addresses, limits, columns: others }) =>
        limits.type === 'array' &&
        others === undefined &&
        addresses.some(({ path }) => isSameWord(leafName(path), column.name)),
    );
    const answer = answers.find(({ questionId }) => related.some(({ id }) => id === questionId));
    const values = Array.isArray(answer?.value) ? answer.value.map(String) : [];
    if (values.length > 0) return { column: column.name, values };
  }
  return undefined;
}

function isSameWord(one: string, other: string): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ');
}

/**
 * The part of a text that belongs to each owner. Lines that name an owner in a comment or heading
 * ("-- for db-01") begin its part; without any such line the whole text is everybody's.
 */
export function textPerOwner(
  text: string,
  owners: readonly string[],
): readonly { readonly owner: string; readonly text: string }[] {
  const lines = text.split('\n');
  const headings = lines.flatMap((line, index) => {
    const owner = /^\s*(?:--|#|\/\/|\/\*)/u.test(line) ? namedIn(line, owners) : undefined;
    return owner === undefined ? [] : [{ owner, index }];
  });
  if (headings.length === 0) return owners.map((owner) => ({ owner, text }));
  const preamble = lines.slice(0, headings[0]?.index).join('\n').trim();
  return owners.flatMap((owner) => {
    const parts = headings.flatMap((heading, place) =>
      heading.owner === owner
        ? [
            lines
              .slice(heading.index, headings[place + 1]?.index)
              .join('\n')
              .trim(),
          ]
        : [],
    );
    const own = [preamble, ...parts].filter((part) => part !== '').join('\n');
    return parts.length === 0 ? [] : [{ owner, text: own }];
  });
}

function namedIn(line: string, owners: readonly string[]): string | undefined {
  return owners.find((owner) => {
    const place = line.indexOf(owner);
    const around = `${line[place - 1] ?? ' '}${line[place + owner.length] ?? ' '}`;
    return place !== -1 && !/[\w-]/u.test(around);
  });
}
