import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { Form, FormField } from '../../chat/form.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, type Line, person } from '../../chat/text.ts';

/** What a form asks for, filled in with what there is. */
export interface KnownForm<State> {
  readonly title: string;
  readonly intro?: readonly Line[];
  readonly fields: (state: State) => FormField[];
}

interface Forms<State> {
  readonly noun: 'pattern' | 'policy';
  /** By its name; undefined where it is none for now. */
  readonly formOf: (state: State, name: string) => KnownForm<State> | undefined;
  /** One answer after the other is asked for: sending it goes on. */
  readonly isAsking: (state: State) => boolean;
}

const STALE: Line = ['That step is behind us. Go on with the newest card in the thread.'];

/** The form behind a button of the newest card, or why it is not for this person or not for now. */
export function formBehind<State extends { readonly shown: readonly string[] }>(
  { state, owner }: SessionOf<State>,
  { formId, viewer }: { readonly formId: string; readonly viewer: Actor },
  { noun, formOf, isAsking }: Forms<State>,
): Form | Line {
  if (!isSameActor(owner, viewer)) {
    return line`This ${noun} is being written by ${person(owner)}: only they can fill in its forms.`;
  }
  const [name = '', slot] = formId.split('/');
  const known = slot === state.shown.at(-1) ? formOf(state, name) : undefined;
  if (!known) return STALE;
  const { title, intro = [], fields } = known;
  const submitLabel = isAsking(state) ? 'Continue' : 'Save';
  return { id: formId, title, submitLabel, intro: [...intro], fields: fields(state) };
}
