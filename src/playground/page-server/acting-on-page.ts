import { Failure } from '../../domain/failure.ts';
import type { Act, ActAnswer, Shown } from '../page-protocol.ts';
import type { ActingPerson } from '../slack/acting.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import { Refusal } from '../slack/refusal.ts';
import type { Message, Person, View } from '../slack/state.ts';
import type { Outcome } from '../slack/using.ts';
import {
  SUBMISSION_FAILED,
  SUGGESTIONS_FAILED,
  commandFailed,
  shortcutFailed,
  useFailed,
} from './sentences.ts';
import { channelSeen, messageShownTo, modalsOf, shownTo } from './visible.ts';

/** Does what a person does on the page, and answers what the page is to show of it. */
export async function actOnPage(slack: LocalSlack, person: Person, act: Act): Promise<ActAnswer> {
  const desk = { slack, person, acting: slack.as(person.id) };
  try {
    return await answered(desk, act);
  } catch (cause) {
    if (cause instanceof Failure) return { ok: false, error: cause.message };
    if (cause instanceof Refusal) return { ok: false, error: `Slack refused it: ${cause.error}.` };
    throw cause;
  }
}

/** A person, and what they can do. */
interface Desk {
  readonly slack: LocalSlack;
  readonly person: Person;
  readonly acting: ActingPerson;
}

async function answered(desk: Desk, act: Act): Promise<ActAnswer> {
  const { acting } = desk;
  switch (act.type) {
    case 'say':
      return say(desk, act);
    case 'command':
      return command(desk, act);
    case 'edit':
      return done(acting.edit(messageFor(desk, act), act.text));
    case 'delete':
      return done(acting.delete(messageFor(desk, act)));
    case 'share':
      return share(desk, act);
    case 'react':
      return done(toggleReaction(desk, act));
    case 'shortcut':
      return shortcut(desk, act);
    case 'use':
      return use(desk, act);
    case 'enter':
      acting.enter(shownFor(desk, act.shown), act, act.state);
      return { ok: true };
    case 'submit':
      return submit(desk, act.viewId);
    case 'close':
      topModal(desk, act.viewId);
      return done(acting.closeView());
    case 'suggest':
      return suggest(desk, act);
    case 'invite':
      refuseUnseen(desk, act.channel);
      return done(acting.invite(act.channel));
    case 'open-home':
      return done(acting.home());
    case 'open-messages':
      return { ok: true, channel: (await acting.openMessages()).id };
    case 'dismiss':
      acting.dismiss(messageFor(desk, act));
      return { ok: true };
  }
}

type ActOf<Type extends Act['type']> = Extract<Act, { readonly type: Type }>;

async function done(work: Promise<unknown>): Promise<ActAnswer> {
  await work;
  return { ok: true };
}

function say(desk: Desk, { channel, text, thread }: ActOf<'say'>): ActAnswer {
  refuseUnseen(desk, channel);
  if (text.trim() === '') throw new Failure('invalid-input', 'There is nothing to send.');
  const message = desk.acting.send(channel, text, thread === undefined ? {} : { thread });
  return { ok: true, ts: message.ts, channel };
}

async function share(desk: Desk, act: ActOf<'share'>): Promise<ActAnswer> {
  const { channel, name, content, text, thread } = act;
  refuseUnseen(desk, channel);
  const said = { text, ...(thread === undefined ? {} : { thread }) };
  return done(desk.acting.share(channel, { name, content }, said));
}

async function command(desk: Desk, { channel, line }: ActOf<'command'>): Promise<ActAnswer> {
  refuseUnseen(desk, channel);
  const { error } = await desk.acting.command(channel, line);
  if (error === undefined || error === 'dismissed') return { ok: true };
  const [name = ''] = line.split(/\s/u);
  return { ok: false, error: commandFailed(name, error) };
}

async function toggleReaction(desk: Desk, { name, ...place }: ActOf<'react'>): Promise<void> {
  const message = messageFor(desk, place);
  if (message.onlyFor !== undefined || !/^[a-z0-9_+'-]{1,100}$/u.test(name)) {
    throw new Failure('invalid-input', 'That reaction cannot be added here.');
  }
  const given = message.reactions.find((reaction) => reaction.name === name);
  const { acting, person } = desk;
  await (given?.users.includes(person.id)
    ? acting.unreact(message, name)
    : acting.react(message, name));
}

async function shortcut(
  desk: Desk,
  { callbackId, ...place }: ActOf<'shortcut'>,
): Promise<ActAnswer> {
  const message = messageFor(desk, place);
  if (message.onlyFor !== undefined) {
    throw new Failure('invalid-input', 'Shortcuts do not work on what only you can see.');
  }
  return told(desk, shortcutFailed, await desk.acting.shortcut(message, callbackId));
}

async function use(desk: Desk, { shown, state, ...name }: ActOf<'use'>): Promise<ActAnswer> {
  return told(desk, useFailed, await desk.acting.use(shownFor(desk, shown), name, state));
}

function told(desk: Desk, sentence: typeof useFailed, { error }: Outcome): ActAnswer {
  if (error === undefined || error === 'dismissed') return { ok: true };
  return { ok: false, error: sentence(desk.slack.identity.botName, error) };
}

async function submit(desk: Desk, viewId: string): Promise<ActAnswer> {
  const view = topModal(desk, viewId);
  if (view.submit === undefined) {
    throw new Failure('invalid-input', 'There is nothing to submit in this form.');
  }
  const submission = await desk.acting.submit(view);
  switch (submission.outcome) {
    case 'errors':
      return { ok: true, errors: submission.errors };
    case 'failed':
      return { ok: false, error: SUBMISSION_FAILED };
    case 'closed':
    case 'cleared':
    case 'updated':
    case 'pushed':
      return { ok: true };
  }
}

async function suggest(
  desk: Desk,
  { shown, query, ...name }: ActOf<'suggest'>,
): Promise<ActAnswer> {
  const found = await desk.acting.suggest(shownFor(desk, shown), name, query);
  return 'error' in found ? { ok: false, error: SUGGESTIONS_FAILED } : { ok: true, options: found };
}

function refuseUnseen({ slack, person }: Desk, channel: string): void {
  if (channelSeen(slack.state(), person, channel)) return;
  throw new Failure('forbidden', 'You are not in that conversation.');
}

function messageFor(desk: Desk, place: { readonly channel: string; readonly ts: string }): Message {
  const { slack, person } = desk;
  const message = messageShownTo(slack.state(), person, place);
  if (!message) throw new Failure('invalid-input', 'That message is not there any more.');
  return message;
}

function shownFor({ slack, person }: Desk, place: Shown): Message | View {
  const shown = shownTo(slack.state(), person, place);
  if (shown) return shown;
  const what = 'viewId' in place ? 'The form is not open any more.' : 'That message is gone.';
  throw new Failure('invalid-input', what);
}

/** Only the form on top can be submitted or closed. */
function topModal({ slack, person }: Desk, viewId: string): View {
  const modals = modalsOf(slack.state(), person);
  const top = modals.at(-1);
  if (top?.id === viewId) return top;
  const isBeneath = modals.some(({ id }) => id === viewId);
  const what = isBeneath ? 'Another form has opened on top.' : 'The form is not open any more.';
  throw new Failure('invalid-input', what);
}
