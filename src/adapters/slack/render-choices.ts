import type { KnownBlock } from '@slack/types';
import type { CardElement, Choice } from '../../chat/card.ts';
import { bold, type Line } from '../../chat/text.ts';
import { slackButton } from './button.ts';
import { LIMITS } from './limits.ts';
import { clipRichText, mrkdwnOf, richTextOf } from './spans.ts';

interface ChoiceFrame {
  readonly sessionId: string;
  readonly position: number;
}

/** Each choice with its number (people answer with it), its reasons, and its button beside it. */
export function renderChoices(
  { choices, from = 1 }: Extract<CardElement, { type: 'choices' }>,
  frame: ChoiceFrame,
): KnownBlock[] {
  return choices.flatMap((choice, index) => {
    const { sessionId, position } = frame;
    const button =
      choice.button === undefined
        ? undefined
        : slackButton({ button: choice.button, sessionId, place: `${position}.${index}` });
    return choiceBlocks(linesOf(choice, from + index), button);
  });
}

function linesOf({ label, badge, details }: Choice, number: number): readonly Line[] {
  const shown = badge === undefined ? [] : [`  ·  ${badge}`];
  return [[bold(`${number}. ${label}`.trimEnd()), ...shown], ...details];
}

/**
 * A section with its button beside it; where its text cannot be told apart from formatting, rich
 * text with the button below.
 */
function choiceBlocks(
  lines: readonly Line[],
  button: ReturnType<typeof slackButton> | undefined,
): KnownBlock[] {
  const texts = lines.map((line) => mrkdwnOf(line));
  const text = texts.join('\n');
  if (texts.every((one) => one !== undefined) && text.length <= LIMITS.sectionText) {
    return [
      {
        type: 'section',
        text: { type: 'mrkdwn', text, verbatim: true },
        ...(button === undefined ? {} : { accessory: button }),
      },
    ];
  }
  const spans = lines.flatMap((line, index) => (index === 0 ? line : ['\n', ...line]));
  const elements = clipRichText(richTextOf(spans), LIMITS.richText);
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
    ...(button === undefined ? [] : [{ type: 'actions' as const, elements: [button] }]),
  ];
}
