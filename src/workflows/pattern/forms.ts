import { fullNameOf } from '../../domain/kind.ts';
import { isAsking, takesFields } from './asking.ts';
import type { PatternState } from './state.ts';
import type { Actor } from '../../chat/actor.ts';
import type { Form, FormField, FormOption } from '../../chat/form.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { Line } from '../../chat/text.ts';
import { providerName } from '../../domain/knowledge/providers.ts';
import { PATTERN_NAME_MAX, PATTERN_RATIONALE_MAX } from '../../domain/pattern/pattern.ts';
import { menu, ownerField, rationaleField, TEXT, wordFields } from '../wizard/form-fields.ts';
import { formBehind, type KnownForm } from '../wizard/forms.ts';

/** The form behind a button, or why it is not for this person or not for now. */
export function form(
  session: SessionOf<PatternState>,
  request: { readonly formId: string; readonly viewer: Actor },
): Form | Line {
  return formBehind(session, request, {
    noun: 'pattern',
    formOf,
    isAsking: ({ stage }) => isAsking(stage),
  });
}

/** Everything at once while it is asked; when it applies at the review alone. */
function formOf(state: PatternState, name: string): KnownForm<PatternState> | undefined {
  if (name === 'all' && !isAsking(state.stage)) return undefined;
  if (name === 'conditions' && state.stage !== 'review') return undefined;
  return takesFields(state) ? FORMS[name] : undefined;
}

const FORMS: Partial<Readonly<Record<string, KnownForm<PatternState>>>> = {
  name: { title: 'The pattern', fields: nameFields },
  triggers: { title: 'Words', fields: triggerFields },
  resources: { title: 'Resources', fields: resourceFields },
  rationale: { title: 'Why and when', fields: (state) => [reasonField(state)] },
  owner: { title: 'Owner', fields: (state) => [ownerField(state)] },
  conditions: {
    title: 'When it applies',
    intro: [['What is left empty asks for nothing. Everything that is said must hold.']],
    fields: conditionFields,
  },
  all: {
    title: 'The pattern in one form',
    intro: [['What is suggested is filled in. Everything can still be changed at the review.']],
    fields: (state) => [
      ...triggerFields(state),
      ...resourceFields(state),
      reasonField(state),
      ownerField(state),
    ],
  },
};

function nameFields({ name }: PatternState): FormField[] {
  return [
    {
      ...TEXT,
      id: 'name',
      label: 'What it is for',
      hint: 'A few words: “AWS public services”.',
      options: [],
      isRequired: true,
      maxLength: PATTERN_NAME_MAX,
      ...(name === '' ? {} : { initial: name }),
    },
  ];
}

function triggerFields(state: PatternState): FormField[] {
  return wordFields(state, {
    label: 'Words',
    hint: 'Kinds of infrastructure, separated by commas: web applications, load balancers.',
  });
}

/** What was found and what is picked at first, and by what is typed whatever the cluster serves. */
function resourceFields({ offered, resources, unclear }: PatternState): FormField[] {
  const kinds = [...resources, ...offered.map(({ kind }) => kind)];
  const byName = new Map(kinds.map((kind) => [fullNameOf(kind), kind]));
  const initial = resources.map((kind) => fullNameOf(kind));
  return [
    {
      ...menu([]),
      id: 'resources',
      label: 'Resources that belong together',
      hint: 'Type what you look for: a kind, or what it is for. At least one is needed, here or by its name.',
      kind: 'multi-select',
      options: [...byName].map(([value, { kind }]) => ({ value, label: kind, description: value })),
      isSearched: true,
      source: 'capabilities',
      ...(initial.length === 0 ? {} : { initial }),
    },
    {
      ...TEXT,
      id: 'own-resources',
      label: 'Others, by name',
      hint: 'Separated by commas: Deployment, services, ingresses.networking.k8s.io.',
      options: [],
      maxLength: 1_000,
      ...(unclear.length === 0 ? {} : { initial: unclearText(unclear) }),
    },
  ];
}

/** As much of it as the field can hold. */
function unclearText(unclear: PatternState['unclear']): string {
  const names = unclear.map(({ said }) => said);
  while (names.join(', ').length > 1_000) names.pop();
  return names.join(', ');
}

function reasonField(state: PatternState): FormField {
  return rationaleField(state, {
    label: 'Why they belong together, and when',
    hint: 'What they are good for, and when they should be used or not: clouds, purposes, public or private.',
    maxLength: PATTERN_RATIONALE_MAX,
  });
}

const EXPOSURES: readonly FormOption[] = [
  { value: 'any', label: 'Does not matter' },
  { value: 'public', label: 'It must be reached from outside' },
  { value: 'private', label: 'It must not be reached from outside' },
];

function conditionFields({ conditions }: PatternState): FormField[] {
  const { providers = [], groups = [], exposure, purposes = [] } = conditions ?? {};
  return [
    {
      ...typed(
        'providers',
        providers.map((id) => providerName(id)),
      ),
      label: 'Clouds',
      hint: 'Solutions that run natively in one of them: AWS, Azure.',
    },
    {
      id: 'exposure',
      label: 'From outside',
      kind: 'select',
      options: [...EXPOSURES],
      isSearched: false,
      initial: exposure ?? 'any',
      isRequired: true,
    },
    {
      ...typed('groups', groups),
      label: 'API groups',
      hint: 'Solutions with a resource of one of them: apps.example.org, or *.example.org.',
    },
    {
      ...typed('purposes', purposes),
      label: 'Purposes',
      hint: 'Requests that say one of these words: database, backups.',
    },
  ];
}

function typed(id: string, values: readonly string[]): Omit<FormField, 'label'> {
  const initial = values.length === 0 ? {} : { initial: values.join(', ') };
  return { ...TEXT, id, options: [], maxLength: 2_000, ...initial };
}
