import type { RecommendEvent, RecommendState } from './state.ts';
import type { Json } from '../../domain/json.ts';

/** Longest texts that a person may give, in characters. */
const ANSWER_MAX = 8_000;
const OPEN_TEXT_MAX = 4_000;
const CLARIFICATION_MAX = 2_000;

/**
 * What a state may grow to by what people say, as JSON, in bytes. The runtime stores 64 KB; the rest
 * is for what the bot adds: values for requirements, the summary and difference of the review.
 */
const SAID_MAX_BYTES = 50_000;

const NO_ROOM =
  'That is more than one conversation can hold. Shorten it, or keep long texts in a ConfigMap and name that.';

/** What is wrong with a value's length, before it is read. */
export function answerTooLong(value: Json): string | undefined {
  const length = typeof value === 'string' ? value.length : JSON.stringify(value).length;
  return length <= ANSWER_MAX
    ? undefined
    : `An answer has at most ${ANSWER_MAX} characters, this one has ${length}. Keep long texts in a ConfigMap, or shorten it.`;
}

/** What is wrong where a state would grow over what can be kept. */
export function stateTooLong(state: RecommendState): string | undefined {
  return Buffer.byteLength(JSON.stringify(state)) <= SAID_MAX_BYTES ? undefined : NO_ROOM;
}

/** What is wrong with the length of free text that was said; answers are checked one by one. */
export function eventTooLong(state: RecommendState, event: RecommendEvent): string | undefined {
  switch (event.type) {
    case 'requirements-given':
      return (
        textTooLong(event.text, OPEN_TEXT_MAX) ?? stateTooLong({ ...state, openText: event.text })
      );
    case 'intent-clarified': {
      const texts = event.clarifications.map(({ answer }) => answer);
      const clarifications = [...state.clarifications, ...event.clarifications];
      const tooLong = texts.map((text) => textTooLong(text, CLARIFICATION_MAX)).find(Boolean);
      return tooLong ?? stateTooLong({ ...state, clarifications });
    }
    default:
      return undefined;
  }
}

function textTooLong(text: string, most: number): string | undefined {
  return text.length <= most
    ? undefined
    : `That is too long: say it in at most ${most} characters (it has ${text.length}).`;
}
