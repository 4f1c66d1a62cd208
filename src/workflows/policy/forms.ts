import { isAsking, takesFields } from './asking.ts';
import { scopeAsItStands } from './scope.ts';
import { type PolicyState, RATIONALE_MAX, SENTENCE_MAX } from './state.ts';
import {
  menu,
  ownerField,
  rationaleField as sharedRationale,
  TEXT,
  wordFields,
} from '../wizard/form-fields.ts';
import { formBehind, type KnownForm } from '../wizard/forms.ts';
import type { Actor } from '../../chat/actor.ts';
import type { Form, FormField, FormOption } from '../../chat/form.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { Line } from '../../chat/text.ts';

/** The form behind a button, or why it is not for this person or not for now. */
export function form(
  session: SessionOf<PolicyState>,
  request: { readonly formId: string; readonly viewer: Actor },
): Form | Line {
  return formBehind(session, request, {
    noun: 'policy',
    formOf,
    isAsking: ({ stage }) => isAsking(stage),
  });
}

/** Everything at once while it is asked. */
function formOf(state: PolicyState, name: string): KnownForm<PolicyState> | undefined {
  if (name === 'all' && !isAsking(state.stage)) return undefined;
  return takesFields(state) ? FORMS[name] : undefined;
}

const FORMS: Partial<Readonly<Record<string, KnownForm<PolicyState>>>> = {
  sentence: { title: 'The policy', fields: (state) => [sentenceField(state)] },
  triggers: { title: 'Words', fields: triggerFields },
  rationale: { title: 'Why it matters', fields: (state) => [rationaleField(state)] },
  owner: { title: 'Owner', fields: (state) => [ownerField(state)] },
  namespaces: { title: 'Namespaces', fields: namespaceFields },
  kinds: { title: 'Leave out kinds', fields: (state) => [kindsField(state)] },
  all: {
    title: 'The policy in one form',
    intro: [['What is suggested is filled in. Everything can still be changed at the review.']],
    fields: (state) => [
      ...triggerFields(state),
      rationaleField(state),
      ownerField(state),
      ...namespaceFields(state),
    ],
  },
};

function sentenceField({ sentence }: PolicyState): FormField {
  return {
    ...TEXT,
    id: 'sentence',
    label: 'What must be, and of what',
    hint: 'One sentence, as you would say it: “Databases in AWS should always run in the us-east-1 region”.',
    kind: 'multiline',
    options: [],
    isRequired: true,
    maxLength: SENTENCE_MAX,
    ...(sentence === '' ? {} : { initial: sentence }),
  };
}

function rationaleField(state: PolicyState): FormField {
  const hint =
    'The risk it takes away, or the benefit it gives. Whoever is refused by it reads this.';
  return sharedRationale(state, {
    label: 'Why it matters',
    hint,
    maxLength: RATIONALE_MAX,
  });
}

function triggerFields(state: PolicyState): FormField[] {
  return wordFields(state, {
    label: 'What it is about',
    hint: 'Kinds of infrastructure, separated by commas: AWS DB, RDS, cache.',
  });
}

const SCOPES: readonly FormOption[] = [
  { value: 'all', label: 'All namespaces' },
  { value: 'only', label: 'Only those named below' },
  { value: 'except', label: 'All but those named below' },
];

function namespaceFields(state: PolicyState): FormField[] {
  const scope = scopeAsItStands(state);
  const named = scope === undefined || scope.type === 'all' ? [] : scope.namespaces;
  const type: FormField = {
    id: 'scope',
    label: 'Where it holds',
    kind: 'select',
    options: [...SCOPES],
    isSearched: false,
    ...(scope ? { initial: scope.type } : {}),
    isRequired: true,
  };
  const field = { id: 'namespaces', label: 'Namespaces' } as const;
  const needed = 'Needed unless it holds in all namespaces.';
  if (state.namespaces.length === 0 || state.areNamespacesCut === true) {
    const hint = `${needed} Names, separated by commas: not all of the cluster’s can be listed here.`;
    const initial = named.length === 0 ? {} : { initial: named.join(', ') };
    return [type, { ...TEXT, ...field, hint, options: [], ...initial }];
  }
  const options = menu([...new Set([...state.namespaces, ...named])]);
  const initial = named.length === 0 ? {} : { initial: [...named] };
  return [type, { ...options, ...field, hint: needed, kind: 'multi-select', ...initial }];
}

function kindsField({ derived, leftOut }: PolicyState): FormField {
  const { kinds = [], counts } = derived ?? {};
  const field = { id: 'kinds', label: 'Kinds that it shall not cover' } as const;
  const known = [...new Set([...leftOut, ...kinds])];
  if (kinds.length === 0 || kinds.length < (counts?.covered ?? 0)) {
    const initial = leftOut.length === 0 ? {} : { initial: leftOut.join(', ') };
    const hint = 'As the coverage file names them, separated by commas.';
    return { ...TEXT, ...field, hint, kind: 'multiline', options: [], ...initial };
  }
  const initial = leftOut.length === 0 ? {} : { initial: [...leftOut] };
  return { ...menu(known), ...field, kind: 'multi-select', ...initial };
}
