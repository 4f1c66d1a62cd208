import { createHmac } from 'node:crypto';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import { actorKey, type Actor } from '../../chat/actor.ts';
import { estimateTokens } from '../../domain/tokens.ts';
import type { RequestCost } from '../../ports/model-budget.ts';
import type { PromptFile, RenderedPrompt } from '../../prompts/prompt-file.ts';
import { EFFORT, limitsOf, maxTokensOf } from './limits.ts';
import { repairRequest } from './repair-reason.ts';

/** Characters: it is shown to people and stored with every answer. */
const MODEL_NAME_MAX = 100;

/** What a message says that it cost, in tokens. */
export const Usage = z.object({
  input_tokens: z.number().default(0),
  output_tokens: z.number().default(0),
  cache_read_input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
});
export type Usage = z.infer<typeof Usage>;

/** What is read of a message; thoughts and whatever else comes are left alone. */
export const Message = z.object({
  model: z.string().min(1).max(MODEL_NAME_MAX),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string().nullable(),
  usage: Usage,
});
export type Message = z.infer<typeof Message>;

export function textOf({ content }: Message): string {
  return content.flatMap(({ type, text }) => (type === 'text' ? [text ?? ''] : [])).join('');
}

/** The first answer, and why it cannot be used. */
export interface Wrong {
  readonly answer: string;
  readonly reason: string;
}

interface Said {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface Question {
  readonly prompt: PromptFile;
  readonly rendered: RenderedPrompt;
  readonly schema: Record<string, unknown>;
  readonly model: string;
  /** An opaque name of who asks. */
  readonly user: string | undefined;
  readonly wrong: Wrong | undefined;
  readonly wasCut: boolean;
}

/** The body of one request. */
export function toRequest(question: Question): MessageCreateParamsNonStreaming {
  const { prompt, rendered, schema, model, user } = question;
  const { cacheMinimum, takesEffort, withoutThought } = limitsOf(model);
  const isCacheable = estimateTokens(rendered.system) >= cacheMinimum;
  return {
    model,
    max_tokens: answerTokensOf(question),
    system: [
      {
        type: 'text',
        text: rendered.system,
        ...(isCacheable ? { cache_control: { type: 'ephemeral' } } : {}),
      },
    ],
    messages: messagesOf(question),
    output_config: {
      format: { type: 'json_schema', schema },
      ...(takesEffort ? { effort: EFFORT[prompt.tier] } : {}),
    },
    // What is asked is laid out and checked by code: thought would cost seconds and most of the tokens.
    ...(withoutThought ? { thinking: { type: withoutThought } } : {}),
    ...(user === undefined ? {} : { metadata: { user_id: user } }),
  };
}

/** The most that the request of a question can cost. */
export function costOf(question: Question): RequestCost {
  const { rendered, schema } = question;
  const said = messagesOf(question).map(({ content }) => content);
  const texts = [rendered.system, JSON.stringify(schema), ...said];
  const promptTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
  return { promptTokens, answerTokens: answerTokensOf(question) };
}

/** The longest answer to a question, in tokens. */
export function answerTokensOf({ prompt, model, wasCut }: Question): number {
  return maxTokensOf({ task: prompt.id, tier: prompt.tier, model, wasCut });
}

function messagesOf({ rendered, wrong }: Question): Said[] {
  const asked = { role: 'user', content: rendered.user } as const;
  if (!wrong) return [asked];
  const reason = repairRequest(wrong.reason);
  // The service refuses an empty turn.
  if (wrong.answer.trim() === '') return [{ ...asked, content: `${rendered.user}\n\n${reason}` }];
  return [asked, { role: 'assistant', content: wrong.answer }, { role: 'user', content: reason }];
}

/** Who asks, as the service may know it: the same for the same person, and of no use without the key. */
export function opaqueUser(actor: Actor | undefined, apiKey: string): string | undefined {
  if (!actor) return undefined;
  return createHmac('sha256', apiKey).update(actorKey(actor)).digest('hex').slice(0, 32);
}
