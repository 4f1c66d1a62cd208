import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { Failure } from '../../domain/failure.ts';
import { within } from '../../domain/patience.ts';
import type { Card } from '../../chat/card.ts';
import { placeToTell } from '../../chat/inbound.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FrontDoor, ReadAnswer } from '../../ports/front-door.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Line } from '../../chat/text.ts';
import type { Press } from './button.ts';
import { checkView } from './check-payload.ts';
import { type FormOrigin, formView, noticeView } from './form-view.ts';
import type { PressContext } from './inbound.ts';
import { asFailure, slackErrorOf } from './slack-failure.ts';

export interface FormParts {
  readonly frontDoor: () => FrontDoor;
  readonly platform: ChatPlatform;
  /** Without retries, with a short timeout: a trigger lives 3 s. */
  readonly client: WebClient;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A form that takes longer is announced by a modal that says so. */
const LOADING_AFTER_MS = 300;

/** The sentence for whatever went wrong that nobody planned for. */
export const UNEXPECTED = 'Something went wrong on my side. Try again in a moment.';

const TRIGGER_IS_OVER = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'];
const VIEW_IS_GONE = ['not_found', 'view_not_found'];

/** Opens the form that a press asks for; who cannot have it is told why. */
export async function openForm(
  parts: FormParts,
  pressed: PressContext & {
    readonly triggerId: string;
    readonly press: Press;
    readonly formId: string;
  },
): Promise<void> {
  const { triggerId, press, formId, actor } = pressed;
  const { sessionId } = press;
  const place = placeToTell(pressed);
  const { channel, thread } = place;
  const origin: FormOrigin = { sessionId, formId, channel, thread };
  const read = (): Promise<FormAnswer> => readForm(parts, { sessionId, formId, viewer: actor });
  const tell = (elements: Card['elements']): Promise<void> =>
    parts.platform.tell({
      place,
      to: actor,
      sessionId,
      deliveryId: triggerId,
      card: { elements, audience: actor },
    });
  const offerAgain = (): Promise<void> =>
    tell([
      { type: 'text', line: ['The form could not be shown in time.'] },
      {
        type: 'buttons',
        buttons: [{ label: 'Open the form', action: press.action, opens: formId }],
      },
    ]);

  const reading = read();
  const early = await within({ clock: parts.clock, ms: LOADING_AFTER_MS, work: reading });
  if (early?.type === 'refused') return tell([{ type: 'text', line: early.line }]);
  const view = early === undefined ? LOADING : viewOf(early, origin);
  const opened = await openView(parts.client, triggerId, view);
  if (opened === undefined) return offerAgain();
  if (early !== undefined) return undefined;
  const isShown = await fillView(parts.client, opened, async (isFirst) =>
    viewOf(await (isFirst ? reading : read()), origin),
  );
  return isShown ? undefined : offerAgain();
}

type FormAnswer = Extract<ReadAnswer, { type: 'form' | 'refused' }>;

const LOADING = noticeView('One moment', ['⏳ Loading the form…']);

/** Never rejects: what fails becomes a sentence. */
async function readForm(
  { frontDoor, logger }: FormParts,
  query: { sessionId: string; formId: string; viewer: Parameters<ChatPlatform['person']>[0] },
): Promise<FormAnswer> {
  try {
    const answer = await frontDoor().read({ type: 'form', ...query });
    if (answer.type === 'form' || answer.type === 'refused') return answer;
    throw new Error(`a form was asked for and a ${answer.type} came`);
  } catch (error) {
    return { type: 'refused', line: sentenceOf(error, logger) };
  }
}

/** What a person is told of an error; bugs are logged besides. */
export function sentenceOf(error: unknown, logger: Logger): Line {
  if (error instanceof Failure) return [error.message];
  logger.error('A Slack request failed', { error });
  return [UNEXPECTED];
}

function viewOf(answer: FormAnswer, origin: FormOrigin): ModalView {
  return answer.type === 'form'
    ? formView(answer.form, origin)
    : noticeView('Not possible', answer.line);
}

interface OpenedView {
  readonly id: string;
  /** Changes with every change of the view. */
  readonly hash: string | undefined;
}

/** Undefined when Slack stopped waiting for the view. */
async function openView(
  client: WebClient,
  triggerId: string,
  view: ModalView,
): Promise<OpenedView | undefined> {
  checkView(view);
  try {
    const { view: opened } = await asFailure(client.views.open({ trigger_id: triggerId, view }));
    return opened?.id === undefined ? undefined : { id: opened.id, hash: opened.hash };
  } catch (error) {
    if (isUnavailable(error) || TRIGGER_IS_OVER.includes(slackErrorOf(error) ?? '')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Fills a modal that is open; when it was changed meanwhile, what it shows is read and drawn once
 * more. False when Slack did not answer; a modal that was closed meanwhile needs nothing.
 */
async function fillView(
  client: WebClient,
  { id, hash }: OpenedView,
  draw: (isFirst: boolean) => Promise<ModalView>,
): Promise<boolean> {
  for (const isFirst of [true, false]) {
    const view = await draw(isFirst);
    checkView(view);
    const unchanged = isFirst && hash !== undefined ? { hash } : {};
    try {
      await asFailure(client.views.update({ view_id: id, view, ...unchanged }));
      return true;
    } catch (error) {
      if (isUnavailable(error)) return false;
      const code = slackErrorOf(error) ?? '';
      if (VIEW_IS_GONE.includes(code)) return true;
      if (code !== 'hash_conflict' || !isFirst) throw error;
    }
  }
  return true;
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'unavailable';
}
