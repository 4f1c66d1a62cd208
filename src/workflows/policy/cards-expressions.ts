import { note, quantity } from '../wizard/card-parts.ts';
import type { Derived } from './state.ts';
import type { CardElement } from '../../chat/card.ts';

/** "2 rules and 1 expression". */
export function rulesWords({ counts, expressionCount = 0 }: Derived): string {
  const rules = quantity(counts.rules, 'rule');
  if (expressionCount === 0) return rules;
  const expressions = quantity(expressionCount, 'expression');
  return counts.rules === 0 ? expressions : `${rules} and ${expressions}`;
}

/** CEL is read by a person before it binds anybody: beside an object that it accepts and one that it refuses. */
export function expressionElements({
  expressions = [],
  expressionCount = 0,
}: Derived): CardElement[] {
  const more = expressionCount - expressions.length;
  const shown = expressions.map(({ message, expression, accepts, refuses }): CardElement => {
    const text = `${expression}\n\n# accepts\n${accepts}\n\n# refuses\n${refuses}`;
    return { type: 'code', title: message, text };
  });
  if (shown.length === 0) return [];
  const others = more > 0 ? ` ${quantity(more, 'other')} in the file.` : '';
  return [...shown, note(`Long ones are cut short here: the file has them whole.${others}`)];
}
