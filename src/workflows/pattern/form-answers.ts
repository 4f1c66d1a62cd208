import type { PatternEventOf } from './state.ts';
import { type FormValues, listOf, textOf, triggersIn } from '../wizard/form-values.ts';
import { wordsIn } from '../wizard/typed-words.ts';

type Fields = Partial<Omit<PatternEventOf<'fields-given'>, 'type' | 'at' | 'by' | 'isForm'>>;

/** What a form gave; undefined for a form that there is not. */
export function fieldsIn(name: string, values: FormValues): Fields | undefined {
  switch (name) {
    case 'name':
      return { name: textOf(values['name']) };
    case 'triggers':
      return { triggers: triggersIn(values) };
    case 'resources':
      return { resources: resourcesIn(values) };
    case 'rationale':
      return { rationale: textOf(values['rationale']) };
    case 'owner':
      return { owner: textOf(values['owner']) };
    case 'conditions':
      return { conditions: conditionsIn(values) };
    case 'all':
      return {
        triggers: triggersIn(values),
        resources: resourcesIn(values),
        rationale: textOf(values['rationale']).trim(),
        owner: textOf(values['owner']),
      };
    default:
      return undefined;
  }
}

/** Those that were chosen, before those that were typed. */
function resourcesIn(values: FormValues): string[] {
  return [...listOf(values['resources'], wordsIn), ...listOf(values['own-resources'], wordsIn)];
}

function conditionsIn(values: FormValues): NonNullable<Fields['conditions']> {
  const exposure = textOf(values['exposure']);
  const isSaid = exposure === 'public' || exposure === 'private';
  return {
    providers: listOf(values['providers'], wordsIn),
    groups: listOf(values['groups'], wordsIn),
    ...(isSaid ? { exposure } : {}),
    purposes: listOf(values['purposes'], wordsIn),
  };
}
