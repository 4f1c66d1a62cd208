import { z } from 'zod';
import type { ElementOf } from './element-props.ts';

/** What can be chosen: an option of a menu, of radio buttons, of checkboxes. */
export interface Choice {
  readonly text: { readonly text: string };
  readonly value: string;
  readonly description?: { readonly text: string } | undefined;
}

export type OptionElement = ElementOf<
  | 'static_select'
  | 'multi_static_select'
  | 'external_select'
  | 'multi_external_select'
  | 'radio_buttons'
  | 'checkboxes'
>;

/** Menus whose options are people and places of the workspace: their state holds ids. */
export type IdElement = ElementOf<
  | 'users_select'
  | 'multi_users_select'
  | 'channels_select'
  | 'multi_channels_select'
  | 'conversations_select'
  | 'multi_conversations_select'
>;

export type MomentElement = ElementOf<'datepicker' | 'timepicker' | 'datetimepicker'>;

const HeldOption = z.looseObject({ text: z.looseObject({ text: z.string() }), value: z.string() });
const HeldOne = z.object({ selected_option: HeldOption.nullable() });
const HeldSeveral = z.object({ selected_options: z.array(HeldOption) });

/** What is chosen: what the state holds, else what the app chose at first. */
export function chosenOptions(element: OptionElement, state: unknown): readonly Choice[] {
  const several = HeldSeveral.safeParse(state);
  if (several.success) return several.data.selected_options;
  const one = HeldOne.safeParse(state);
  if (one.success) return one.data.selected_option ? [one.data.selected_option] : [];
  if ('initial_options' in element) return element.initial_options ?? [];
  return 'initial_option' in element && element.initial_option ? [element.initial_option] : [];
}

/** An element's part of Slack's `state.values` where these options are chosen. */
export function optionsState({ type }: OptionElement, chosen: readonly Choice[]): unknown {
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: chosen[0] ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: chosen };
  }
}

const HeldIds = z.record(
  z.string(),
  z.union([z.string(), z.null(), z.array(z.string())]).catch(null),
);

export function chosenIds(element: IdElement, state: unknown): readonly string[] {
  const held = HeldIds.safeParse(state);
  if (!held.success) return initialIds(element);
  const ids = held.data[FIELDS[element.type]];
  return typeof ids === 'string' ? [ids] : (ids ?? []);
}

export function idsState({ type }: IdElement, ids: readonly string[]): unknown {
  return { type, [FIELDS[type]]: isSeveral(type) ? ids : (ids[0] ?? null) };
}

export function isSeveral(type: string): boolean {
  return type.startsWith('multi_');
}

const FIELDS: Readonly<Record<IdElement['type'], string>> = {
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
};

function initialIds(element: IdElement): readonly string[] {
  switch (element.type) {
    case 'users_select':
      return listed(element.initial_user);
    case 'multi_users_select':
      return element.initial_users ?? [];
    case 'channels_select':
      return listed(element.initial_channel);
    case 'multi_channels_select':
      return element.initial_channels ?? [];
    case 'conversations_select':
      return listed(element.initial_conversation);
    case 'multi_conversations_select':
      return element.initial_conversations ?? [];
  }
}

function listed(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id];
}

const HeldDate = z.object({ selected_date: z.string().nullable() });
const HeldTime = z.object({ selected_time: z.string().nullable() });
const HeldDateTime = z.object({ selected_date_time: z.number().nullable() });

/** What a picker shows, as the browser's own field has it; empty where nothing is picked. */
export function pickedMoment(element: MomentElement, state: unknown): string {
  switch (element.type) {
    case 'datepicker': {
      const held = HeldDate.safeParse(state);
      return (held.success ? held.data.selected_date : element.initial_date) ?? '';
    }
    case 'timepicker': {
      const held = HeldTime.safeParse(state);
      return (held.success ? held.data.selected_time : element.initial_time) ?? '';
    }
    case 'datetimepicker': {
      const held = HeldDateTime.safeParse(state);
      const seconds = held.success ? held.data.selected_date_time : element.initial_date_time;
      return seconds === null || seconds === undefined ? '' : localDateTime(seconds);
    }
  }
}

export function momentState({ type }: MomentElement, value: string): unknown {
  switch (type) {
    case 'datepicker':
      return { type, selected_date: value === '' ? null : value };
    case 'timepicker':
      return { type, selected_time: value === '' ? null : value };
    case 'datetimepicker':
      return {
        type,
        selected_date_time: value === '' ? null : Math.floor(new Date(value).getTime() / 1_000),
      };
  }
}

/** In the person's own time zone, as a `datetime-local` field has it. */
function localDateTime(seconds: number): string {
  const moment = new Date(seconds * 1_000);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
