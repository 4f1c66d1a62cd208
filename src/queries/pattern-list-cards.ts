import type { Card } from '../chat/card.ts';
import { ownerSpan } from '../chat/owner.ts';
import { code, line, type Line } from '../chat/text.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import { type Listing, run } from './taught-list-cards.ts';

/** Resources that one row names; of more, the rest is counted. */
const NAMED_MAX = 4;

export const PATTERN_LISTING: Listing<Pattern> = {
  one: 'pattern',
  many: 'patterns',
  idOf: ({ id }) => id,
  label: ({ name }) => name,
  facts: factsOf,
};

function factsOf({ id, status, triggers, resources, owner }: Pattern): Line {
  const kinds = resources.slice(0, NAMED_MAX).map(({ kind }) => kind);
  const more = resources.length - kinds.length;
  const made = `${kinds.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const words = `${triggers.length} ${triggers.length === 1 ? 'trigger' : 'triggers'}`;
  return line`${id} · ${status} · ${made} · ${words} · ${ownerSpan(owner)}`;
}

/** Nobody taught one yet. */
export function noPatternsCard(): Card {
  return {
    title: 'No patterns yet',
    elements: [
      {
        type: 'text',
        line: line`A pattern says which resources you deploy together, when, and why. Teach one: ${code('/dotai patterns new AWS public services')}`,
      },
      {
        type: 'text',
        line: line`Or say ${code('@dotai capture this')} in a thread where somebody explained it.`,
      },
      { type: 'buttons', buttons: [run('New pattern', 'patterns new')] },
    ],
    audience: 'thread',
  };
}
