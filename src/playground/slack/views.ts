import { randomBytes } from 'node:crypto';
import { type Core, nextId } from './core.ts';
import { LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Entered, View } from './state.ts';
import { placedBlocks } from './validate/block-rules.ts';
import type { SentView } from './validate/surfaces.ts';
import type { Block } from './validate/blocks.ts';
import type { InteractiveElement } from './validate/elements.ts';

/** The modals that a person has open, the topmost last. */
export function stackOf(core: Core, userId: string): readonly View[] {
  return core.store.read().views.filter(({ type, user }) => type === 'modal' && user === userId);
}

export function homeOf(core: Core, userId: string): View | undefined {
  return core.store.read().views.find(({ type, user }) => type === 'home' && user === userId);
}

/** Opens a modal in place of whatever was open. Throws `Refusal('duplicate_external_id')`. */
export function openView(core: Core, userId: string, sent: SentView): View {
  const id = nextId(core, 'V');
  const view = madeView(core, sent, { id, user: userId, rootId: id, previousId: undefined });
  replaceViews(core, userId, (views) => [...views.filter(isNotModalOf(userId)), view]);
  return view;
}

/** Puts a modal on top. Throws `Refusal('push_limit_reached')` beyond three. */
export function pushView(core: Core, userId: string, sent: SentView): View {
  const stack = stackOf(core, userId);
  const below = stack.at(-1);
  if (!below) throw new Refusal('not_found');
  if (stack.length >= LIMITS.viewStack) throw new Refusal('push_limit_reached');
  const place = { user: userId, rootId: below.rootId, previousId: below.id };
  const view = madeView(core, sent, { id: nextId(core, 'V'), ...place });
  replaceViews(core, userId, (views) => [...views, view]);
  return view;
}

/** Redraws a view. What people entered stays wherever block and action keep their ids. */
export function updateView(core: Core, before: View, sent: SentView): View {
  const place = { id: before.id, user: before.user, rootId: before.rootId };
  const view = madeView(core, sent, { ...place, previousId: before.previousId }, before.entered);
  replaceViews(core, before.user, (views) =>
    views.map((other) => (other.id === before.id ? view : other)),
  );
  return view;
}

export function publishHome(core: Core, userId: string, sent: SentView): View {
  const before = homeOf(core, userId);
  if (before) return updateView(core, before, sent);
  const id = nextId(core, 'V');
  const view = madeView(core, sent, { id, user: userId, rootId: id, previousId: undefined });
  replaceViews(core, userId, (views) => [...views, view]);
  return view;
}

/** Notes what a person entered; no hash changes by it. */
export function enterValues(core: Core, view: View, entered: Entered): View {
  const next = { ...view, entered: merged(view.entered, entered) };
  replaceViews(core, view.user, (views) =>
    views.map((other) => (other.id === view.id ? next : other)),
  );
  return next;
}

/** Closes one modal, so that the one beneath it shows again. */
export function popView(core: Core, view: View): void {
  replaceViews(core, view.user, (views) => views.filter(({ id }) => id !== view.id));
}

export function clearViews(core: Core, userId: string): void {
  replaceViews(core, userId, (views) => views.filter(isNotModalOf(userId)));
}

function isNotModalOf(userId: string): (view: View) => boolean {
  return ({ type, user }) => type !== 'modal' || user !== userId;
}

function replaceViews(
  core: Core,
  userId: string,
  next: (views: readonly View[]) => readonly View[],
): void {
  const views = next(core.store.read().views);
  const top = views.findLast(({ type, user }) => type === 'modal' && user === userId);
  core.store.update((state) => ({ ...state, views }), { type: 'view-changed', userId, view: top });
}

function madeView(
  core: Core,
  sent: SentView,
  place: Pick<View, 'id' | 'user' | 'rootId' | 'previousId'>,
  entered: Entered = {},
): View {
  const externalId = sent.external_id ?? '';
  const isTaken = core.store
    .read()
    .views.some(
      (other) => externalId !== '' && other.externalId === externalId && other.id !== place.id,
    );
  if (isTaken) throw new Refusal('duplicate_external_id');
  const isModal = sent.type === 'modal';
  return {
    ...place,
    type: sent.type,
    hash: `${core.clock.now().getTime()}.${randomBytes(4).toString('hex')}`,
    blocks: sent.blocks,
    title: isModal ? sent.title.text : '',
    submit: isModal ? sent.submit?.text : undefined,
    close: isModal ? sent.close?.text : undefined,
    clearOnClose: isModal && (sent.clear_on_close ?? false),
    notifyOnClose: isModal && (sent.notify_on_close ?? false),
    privateMetadata: sent.private_metadata ?? '',
    callbackId: sent.callback_id ?? '',
    externalId,
    entered: merged(initialValues(sent.blocks), entered),
  };
}

function merged(one: Entered, other: Entered): Entered {
  const blocks = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...blocks].map((id) => [id, { ...one[id], ...other[id] }]));
}

/** Every stateful element has an entry from the start, filled or empty. */
function initialValues(blocks: readonly Block[]): Entered {
  const entries = placedBlocks(blocks).flatMap(({ block, elements }) => {
    const values = elements.flatMap((element) => {
      const value = initialValue(element);
      return value === undefined ? [] : [[element.action_id ?? '', value] as const];
    });
    return values.length === 0 ? [] : [[block.block_id ?? '', Object.fromEntries(values)] as const];
  });
  return Object.fromEntries(entries);
}

function initialValue(element: InteractiveElement): unknown {
  const { type } = element;
  switch (type) {
    case 'button':
    case 'overflow':
    case 'feedback_buttons':
    case 'icon_button':
      return undefined;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null };
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null };
    case 'file_input':
      return { type, files: [] };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
  }
}
