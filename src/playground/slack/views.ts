import { randomBytes } from 'node:crypto';
import { type Core, nextId } from './core.ts';
import { initialValues, merged } from './entered.ts';
import { LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Entered, View } from './state.ts';
import type { SentView } from './validate/surfaces.ts';

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
