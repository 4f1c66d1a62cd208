import type { Actor } from '../chat/actor.ts';
import type { Form, FormField, FormOption } from '../chat/form.ts';
import type { Session } from '../chat/session.ts';
import { redactedLine } from '../chat/redacted-card.ts';
import { redactedForm } from '../chat/redacted-form.ts';
import { withPeople } from '../chat/named-people.ts';
import { code, line, type Line } from '../chat/text.ts';
import type { FrontDoor, ReadAnswer } from '../ports/front-door.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { LoadedSession } from './define-workflow.ts';
import type { WorkflowRegistry } from './registry.ts';

/** Most options that a platform shows at once. */
const MOST_OPTIONS = 100;

/** Where options of a field are looked for, by what is typed: best first. Throws `Failure`. */
export type OptionSources = Readonly<
  Record<NonNullable<FormField['source']>, (text: string) => Promise<readonly FormOption[]>>
>;

export interface ReaderParts {
  readonly store: RecordStore;
  readonly registry: WorkflowRegistry;
  readonly options: OptionSources;
  readonly curatorProblem: CuratorProblem;
}

/** Why that person decides nothing as a curator, in words; undefined for curators. Throws `Failure`. */
export type CuratorProblem = (viewer: Actor) => Promise<string | undefined>;

/** What of it is used: one session, and its form. */
interface Readable {
  readonly store: Pick<RecordStore, 'session'>;
  readonly registry: { load(session: Session): Pick<LoadedSession, 'form'> | undefined };
  readonly options: OptionSources;
  readonly curatorProblem: CuratorProblem;
}

/** Answers from the records and writes nothing. */
export function createReader(parts: Readable): FrontDoor['read'] {
  return async (query) => {
    const form = await formOf(parts, query);
    if (isLine(form)) return { type: 'refused', line: form };
    const problem = form.role && (await parts.curatorProblem(query.viewer));
    if (problem !== undefined) return { type: 'refused', line: withPeople([problem]) };
    return query.type === 'form' ? { type: 'form', form } : optionsOf(parts, form, query);
  };
}

async function formOf(
  { store, registry }: Readable,
  query: { readonly sessionId: string; readonly formId: string; readonly viewer: Actor },
): Promise<Form | Line> {
  const session = await store.session(query.sessionId);
  const loaded = session?.isOpen ? registry.load(session) : undefined;
  if (!loaded) return line`This conversation has ended. Start again with ${code('/dotai')}.`;
  const form = loaded.form({ formId: query.formId, viewer: query.viewer });
  return isLine(form) ? redactedLine(form) : redactedForm(form);
}

function isLine(form: Form | Line): form is Line {
  return Array.isArray(form);
}

async function optionsOf(
  { options: sources }: Pick<Readable, 'options'>,
  form: Form,
  query: { fieldId: string; text: string },
): Promise<ReadAnswer> {
  const field = form.fields.find(({ id }) => id === query.fieldId);
  if (!field) return { type: 'refused', line: line`That field is not asked any more.` };
  const said = query.text.trim().toLowerCase();
  const own = field.options
    .filter(({ label, value }) => `${label}\n${value}`.toLowerCase().includes(said))
    .sort((one, other) => Number(begins(other, said)) - Number(begins(one, said)));
  const found = field.source === undefined || said === '' ? [] : await sources[field.source](said);
  const options = [...new Map([...own, ...found].map((option) => [option.value, option])).values()];
  return { type: 'options', options: options.slice(0, MOST_OPTIONS) };
}

function begins({ label }: FormOption, said: string): boolean {
  return label.toLowerCase().startsWith(said);
}
