import type { Button as SlackButton, ConfirmationDialog, PlainTextElement } from '@slack/types';
import { z } from 'zod';
import { Action, type Button, type Confirm } from '../../chat/card.ts';
import { clipFilled, LIMITS } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';

/** What a press carries back. Buttons of no session (a page of a list) have an empty one. */
export const Press = z.object({
  sessionId: z.string(),
  action: Action,
  /** The form that the press opens. */
  formId: z.string().optional(),
});
export type Press = z.infer<typeof Press>;

/** The compact form in which a press travels in a button's value (2,000 characters at most). */
const PressValue = z
  .object({
    s: z.string(),
    a: z.string(),
    x: z.string().optional(),
    f: z.string().optional(),
  })
  .transform(({ s, a, x, f }): Press => ({
    sessionId: s,
    action: x === undefined ? { name: a } : { name: a, argument: x },
    ...(f === undefined ? {} : { formId: f }),
  }));

export function encodePress({ sessionId, action, formId }: Press): string {
  return JSON.stringify({ s: sessionId, a: action.name, x: action.argument, f: formId });
}

/** Undefined for a value that no button of this bot carries. */
export function decodePress(value: string | undefined): Press | undefined {
  const parsed = PressValue.safeParse(parseJson(value ?? ''));
  return parsed.success ? parsed.data : undefined;
}

/** JSON, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A card's button. `place` tells it from the others of its message: Slack wants every `action_id`
 * once, and the same action may stand there twice.
 */
export function slackButton(given: {
  readonly button: Button;
  readonly sessionId: string;
  readonly place: string;
}): SlackButton {
  const { button, sessionId, place } = given;
  const { label, action, style, confirm, opens } = button;
  return {
    type: 'button',
    action_id: shortened(`${place}:${action.name}`, LIMITS.actionId),
    text: plainText(clipFilled(label, LIMITS.buttonText, '•')),
    value: encodePress({ sessionId, action, ...(opens === undefined ? {} : { formId: opens }) }),
    ...(style === undefined || style === 'plain' ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmation(confirm, style) }),
  };
}

function confirmation(confirm: Confirm, style: Button['style']): ConfirmationDialog {
  return {
    title: plainText(clipFilled(confirm.title, LIMITS.confirmTitle, 'Are you sure?')),
    text: plainText(clipFilled(confirm.text, LIMITS.confirmText, 'Are you sure?')),
    confirm: plainText(clipFilled(confirm.confirmLabel, LIMITS.confirmButton, 'Yes')),
    deny: plainText(clipFilled(confirm.cancelLabel, LIMITS.confirmButton, 'No')),
    ...(style === 'danger' ? { style } : {}),
  };
}

/** Literal text: no formatting, and `:name:` stays as it is written. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
