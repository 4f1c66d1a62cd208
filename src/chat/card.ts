import { z } from 'zod';
import { Actor } from './actor.ts';
import { Line } from './text.ts';

/**
 * Characters of an action's argument that every platform's button carries back: a Slack button holds
 * 2,000, of which JSON takes two for a quotation mark.
 */
export const ARGUMENT_MAX = 900;

/**
 * A press of a button, in words that every platform can carry back: which session, what, with what.
 * The platform's adapter adds who pressed it, where and when.
 */
export const Action = z.object({
  /** Verb-noun, kebab-case: `choose-solution`. */
  name: z.string(),
  /** What it is about, at most `ARGUMENT_MAX` characters: a solution's id, a command. */
  argument: z.string().optional(),
});
export type Action = z.infer<typeof Action>;

export const Confirm = z.object({
  title: z.string(),
  text: z.string(),
  confirmLabel: z.string(),
  cancelLabel: z.string(),
});
export type Confirm = z.infer<typeof Confirm>;

export const Button = z.object({
  label: z.string(),
  action: Action,
  style: z.enum(['plain', 'primary', 'danger']).optional(),
  /** Asked before the press counts. */
  confirm: Confirm.optional(),
  /** The id of a form that the press opens; the press itself then changes nothing. */
  opens: z.string().optional(),
});
export type Button = z.infer<typeof Button>;

/** One thing to choose among several, with its reasons and a button of its own. */
export const Choice = z.object({
  label: z.string(),
  /** Shown beside the label: "92". */
  badge: z.string().optional(),
  details: z.array(Line),
  button: Button.optional(),
});
export type Choice = z.infer<typeof Choice>;

export const ProgressStep = z.object({
  label: z.string(),
  /** `asking`: it goes on when a person says something. */
  state: z.enum(['waiting', 'running', 'asking', 'done', 'failed']),
  detail: z.string().optional(),
});
export type ProgressStep = z.infer<typeof ProgressStep>;

export const CardElement = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), line: Line }),
  /** Begins a part of a long card. */
  z.object({ type: z.literal('heading'), text: z.string() }),
  /** Small print: hints, who owns the session. */
  z.object({ type: z.literal('note'), line: Line }),
  z.object({
    type: z.literal('facts'),
    facts: z.array(z.object({ label: z.string(), value: Line })),
  }),
  z.object({ type: z.literal('list'), isOrdered: z.boolean(), items: z.array(Line) }),
  z.object({
    type: z.literal('choices'),
    choices: z.array(Choice),
    /** The number of the first one, where they are a part of a longer list; else 1. */
    from: z.int().positive().optional(),
  }),
  z.object({ type: z.literal('code'), title: z.string().optional(), text: z.string() }),
  z.object({ type: z.literal('diff'), title: z.string().optional(), text: z.string() }),
  z.object({
    type: z.literal('table'),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  z.object({ type: z.literal('quote'), text: z.string(), url: z.url().optional() }),
  /**
   * `content` is an artifact's SHA-256. It is sent as a file beside the card, once: after a crash it is
   * known by `name`, so different contents of one conversation have different names.
   */
  z.object({
    type: z.literal('file'),
    name: z.string(),
    title: z.string(),
    content: z.string(),
  }),
  z.object({
    type: z.literal('progress'),
    steps: z.array(ProgressStep),
    /** 0 to 1, where it is known. */
    fraction: z.number().min(0).max(1).optional(),
  }),
  z.object({
    type: z.literal('alert'),
    level: z.enum(['info', 'success', 'warning', 'error']),
    line: Line,
  }),
  z.object({ type: z.literal('buttons'), buttons: z.array(Button) }),
  z.object({ type: z.literal('divider') }),
]);
export type CardElement = z.infer<typeof CardElement>;

/** What the bot shows: one message. `audience` is the thread, or one person who alone sees it. */
export const Card = z.object({
  title: z.string().optional(),
  elements: z.array(CardElement),
  audience: z.union([z.literal('thread'), Actor]),
});
export type Card = z.infer<typeof Card>;
