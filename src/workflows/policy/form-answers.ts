import { namesIn } from './typed-lists.ts';
import type { PolicyEventOf } from './state.ts';
import { listOf, textOf, triggersIn } from '../wizard/form-values.ts';
import { wordsIn } from '../wizard/typed-words.ts';
import type { FormValue } from '../../chat/form.ts';

type Fields = Partial<Omit<PolicyEventOf<'fields-given'>, 'type' | 'at' | 'by' | 'isForm'>>;

interface Answers {
  readonly name: string;
  readonly values: Readonly<Record<string, FormValue>>;
}

/** What a form gave; undefined for a form that there is not. */
export function fieldsIn({ name, values }: Answers): Fields | undefined {
  switch (name) {
    case 'sentence':
      return { sentence: textOf(values['sentence']) };
    case 'triggers':
      return { triggers: triggersIn(values) };
    case 'rationale':
      return { rationale: textOf(values['rationale']) };
    case 'owner':
      return { owner: textOf(values['owner']) };
    case 'namespaces':
      return scopeIn(values);
    case 'kinds':
      return { leftOut: listOf(values['kinds'], wordsIn) };
    case 'all':
      return allIn(values);
    default:
      return undefined;
  }
}

/** The reason may be left empty there: it is not asked for once more. */
function allIn(values: Answers['values']): Fields {
  return {
    triggers: triggersIn(values),
    owner: textOf(values['owner']),
    ...scopeIn(values),
    rationale: textOf(values['rationale']).trim(),
  };
}

/** A choice without the names that it needs is refused where it is read. */
function scopeIn(values: Answers['values']): Pick<Fields, 'scope' | 'unusedNamespaces'> {
  const type = textOf(values['scope']);
  const names = listOf(values['namespaces'], namesIn);
  if (type !== 'only' && type !== 'except') {
    return { scope: { type: 'all' }, unusedNamespaces: names };
  }
  return { scope: { type, namespaces: names.length === 0 ? [''] : names } };
}
