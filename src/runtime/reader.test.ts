import { expect, it } from 'vitest';
import { anActor, aSession } from '../../test/builders.ts';
import type { Form, FormField } from '../chat/form.ts';
import { createReader } from './reader.ts';

const FIELD: FormField = {
  id: 'resources',
  label: 'Resources',
  kind: 'multi-select',
  options: [
    { value: 'services.core', label: 'Service' },
    { value: 'ingresses.networking.k8s.io', label: 'Ingress' },
  ],
  isSearched: true,
  isRequired: false,
};

function readerOf(field: FormField, given: Pick<Form, 'role'> = {}, problem?: string) {
  const session = aSession();
  const form: Form = {
    id: 'f',
    title: 'F',
    submitLabel: 'Save',
    intro: [],
    fields: [field],
    ...given,
  };
  const asked: string[] = [];
  const read = createReader({
    store: { session: async () => session },
    registry: { load: () => ({ form: () => form }) },
    curatorProblem: async () => problem,
    options: {
      async capabilities(text) {
        asked.push(text);
        return [
          { value: 'services.core', label: 'Service' },
          { value: 'deployments.apps', label: 'Deployment' },
        ];
      },
    },
  });
  const options = async (text: string) => {
    const query = { sessionId: session.id, formId: 'f', fieldId: 'resources', viewer: anActor() };
    const answer = await read({ type: 'options', ...query, text });
    return answer.type === 'options' ? answer.options.map(({ value }) => value) : answer;
  };
  const query = { type: 'form', sessionId: session.id, formId: 'f', viewer: anActor() } as const;
  return { asked, options, opened: () => read(query) };
}

it('finds further options where a field says so, its own first and none twice', async () => {
  const { options, asked } = readerOf({ ...FIELD, source: 'capabilities' });

  expect(await options('serv')).toEqual(['services.core', 'deployments.apps']);
  expect(asked).toEqual(['serv']);
});

it('offers its own before anything is typed, and looks nowhere', async () => {
  const { options, asked } = readerOf({ ...FIELD, source: 'capabilities' });

  expect(await options(' ')).toEqual(['services.core', 'ingresses.networking.k8s.io']);
  expect(asked).toEqual([]);
});

it('knows nothing but its own options where no source is named', async () => {
  const { options, asked } = readerOf(FIELD);

  expect(await options('ingr')).toEqual(['ingresses.networking.k8s.io']);
  expect(asked).toEqual([]);
});

it('opens a form of curators for nobody else, who is told whom to ask', async () => {
  const curators = { role: 'curators' } as const;
  const problem = 'Only curators can do that. Ask slack:T1:UCLEO.';

  expect(await readerOf(FIELD, curators).opened()).toMatchObject({ type: 'form' });
  expect(await readerOf(FIELD, {}, problem).opened()).toMatchObject({ type: 'form' });
  expect(await readerOf(FIELD, curators, problem).opened()).toEqual({
    type: 'refused',
    line: [
      'Only curators can do that. Ask ',
      { person: { platform: 'slack', workspace: 'T1', id: 'UCLEO' } },
      '.',
    ],
  });
});
