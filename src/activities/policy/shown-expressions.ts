import { shortened } from '../../chat/shortened.ts';
import type { ExpressionRule } from '../../domain/policy/rule.ts';
import type { Derived } from '../../workflows/policy/state.ts';

/** As many as a card shows, and the longest text of each, in characters. */
const SHOWN_MAX = 3;
const TEXT_MAX = 600;

/** The first expressions for the card, each with an object that it accepts and one that it refuses. */
export function shownExpressions(
  expressions: readonly ExpressionRule[],
): Pick<Derived, 'expressions' | 'expressionCount'> {
  if (expressions.length === 0) return {};
  const cut = (text = ''): string => shortened(text, TEXT_MAX);
  return {
    expressionCount: expressions.length,
    expressions: expressions
      .slice(0, SHOWN_MAX)
      .map(({ message, expression, accepts, refuses }) => ({
        message: cut(message),
        expression: cut(expression),
        accepts: cut(accepts[0]),
        refuses: cut(refuses[0]),
      })),
  };
}

/** All of them whole, for a file. */
export function expressionLines(expressions: readonly ExpressionRule[]): readonly string[] {
  if (expressions.length === 0) return [];
  const lines = expressions.flatMap(({ kinds, message, expression, accepts, refuses }) => [
    `- ${message} (${kinds.map(({ kind }) => kind).join(', ')})`,
    ...expression.split('\n').map((line) => `    ${line}`),
    ...accepts.map((text) => `  accepts: ${text}`),
    ...refuses.map((text) => `  refuses: ${text}`),
  ]);
  return ['', 'Expressions (CEL), each true for an object that keeps the policy:', ...lines];
}
