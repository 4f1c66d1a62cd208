import { isAsking, takesFields } from './asking.ts';
import { suggestedScope } from './scope.ts';
import { type PolicyState, RATIONALE_MAX, SENTENCE_MAX } from './state.ts';
import {
  menu,
  ownerField,
  rationaleField as sharedRationale,
  TEXT,
  wordFields,
} from '../wizard/form-fields.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { Form, FormField, FormOption } from '../../chat/form.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, type Line, person } from '../../chat/text.ts';

const STALE: Line = ['That step is behind us. Go on with the newest card in the thread.'];

/** The form behind a button, or why it is not for this person or not for now. */
export function form(
  { state, owner }: SessionOf<PolicyState>,
  request: { readonly formId: string; readonly viewer: Actor },
): Form | Line {
  if (!isSameActor(owner, request.viewer)) {
    return line`This policy is being written by ${person(owner)}: only they can fill in its forms.`;
  }
  const [name = '', slot] = request.formId.split('/');
  if (slot !== state.shown.at(-1) || !takesFields(state)) return STALE;
  const known = FORMS[name];
  if (!known || (name === 'all' && !isAsking(state.stage))) return STALE;
  const { title, intro = [], fields } = known;
  const submitLabel = isAsking(state.stage) ? 'Continue' : 'Save';
  return { id: request.formId, title, submitLabel, intro: [...intro], fields: fields(state) };
}

interface KnownForm {
  readonly title: string;
  readonly intro?: readonly Line[];
  readonly fields: (state: PolicyState) => FormField[];
}

const FORMS: Partial<Readonly<Record<string, KnownForm>>> = {
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
  const scope = state.scope ?? suggestedScope(state);
  const named = scope.type === 'all' ? [] : scope.namespaces;
  const type: FormField = {
    id: 'scope',
    label: 'Where it holds',
    kind: 'select',
    options: [...SCOPES],
    isSearched: false,
    initial: scope.type,
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
