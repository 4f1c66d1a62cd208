import { stem } from '../../domain/knowledge/words.ts';
import type { NameableKind } from '../../domain/mining/kind-mentions.ts';
import { isOfSubject, isOneSubject } from '../../domain/mining/subject.ts';
import type { Statement } from './mine-patterns-reading.ts';
import { purposeWords, thingsIn } from './mine-patterns-words.ts';

/** Statements that are one candidate. */
export type Theme = readonly [Statement, ...Statement[]];

/**
 * Statements that belong together: of the same resources or for the same purpose, and what answers or goes on
 * with another. What somebody else says beside, of something else, is a candidate of its own.
 */
export function themesOf(
  statements: readonly Statement[],
  resources: readonly NameableKind[],
): readonly Theme[] {
  const themes: Theme[] = [];
  for (const statement of statements) {
    const place = themes.findLastIndex((theme) =>
      belongsTo(statement, { theme, isLast: theme === themes.at(-1), resources }),
    );
    const theme = themes[place];
    if (theme) themes[place] = [...theme, statement];
    else themes.push([statement]);
  }
  return themes;
}

interface Place {
  readonly theme: Theme;
  /** Nothing else was laid down since. */
  readonly isLast: boolean;
  readonly resources: readonly NameableKind[];
}

function belongsTo(statement: Statement, { theme, isLast, resources }: Place): boolean {
  if (statement.type === 'policy' || theme.some(({ type }) => type === 'policy')) {
    return statement.type === 'policy' && theme.some(({ text }) => text === statement.text);
  }
  const isWarning = [[statement], theme].some((some) =>
    some.every(({ type }) => type === 'warning'),
  );
  const own = subjectsOf([statement]);
  const theirs = subjectsOf(theme);
  const areNamed = own.length > 0 && theirs.length > 0;
  const isSame = own.some((one) => theirs.some((other) => isOneSubject(one, other)));
  // What is for something else is another one, also where it is made of the same.
  if (areNamed && !isWarning) return isSame;
  const named = theme.flatMap(({ used, avoided }) => [...used, ...avoided]);
  if ([...statement.used, ...statement.avoided].some((id) => named.includes(id))) return true;
  if (isWarning) {
    if (shareTopic(topicsOf([statement], resources), topicsOf(theme, resources))) return true;
  } else if (statement.purposes.length > 0) {
    const areOfAnything = own.length + theirs.length === 0;
    return areOfAnything && shareTopic(purposesOf([statement]), purposesOf(theme));
  }
  return isLast && isSaidTo(statement, theme);
}

/** What each purpose is about, where it says more than may be said of anything. */
function subjectsOf(statements: readonly Statement[]): readonly ReadonlySet<string>[] {
  return statements
    .flatMap(({ purposes }) => purposes)
    .map((purpose) => purposeWords(purpose).filter((word) => isOfSubject(word)))
    .map((words) => new Set(words.map((word) => stem(word))))
    .filter(({ size }) => size > 0);
}

/** In one breath with it, or in answer to it. */
function isSaidTo({ line, place, speaker, isReply }: Statement, theme: Theme): boolean {
  return theme.some(
    (one) => one.line === line || isReply || (one.speaker === speaker && place - one.place === 1),
  );
}

function purposesOf(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    statements
      .flatMap(({ purposes }) => purposes.flatMap((one) => purposeWords(one)))
      .map((word) => stem(word)),
  );
}

/** What it is about in any way: its purposes, what was asked, and what its resources are for. */
function topicsOf(
  statements: readonly Statement[],
  resources: readonly NameableKind[],
): ReadonlySet<string> {
  const named = new Set(statements.flatMap(({ used, avoided }) => [...used, ...avoided]));
  return new Set([
    ...purposesOf(statements),
    ...[
      ...statements.map(({ asked }) => asked),
      ...resources.filter(({ id }) => named.has(id)).flatMap(({ words, kind }) => [...words, kind]),
    ]
      .flatMap((one) => thingsIn(one))
      .map((one) => stem(one)),
  ]);
}

function shareTopic(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((one) => others.has(one));
}
