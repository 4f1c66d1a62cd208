import type { Problem } from './validate/slack-words.ts';
import { writtenProblem } from './validate/slack-words.ts';
import type { Wire } from './wire.ts';

/** A Web API call that Slack refuses: `{ok: false, error}` and what goes with it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly error: string;
  readonly details: Wire;

  constructor(error: string, details: Wire = {}) {
    super(error);
    this.error = error;
    this.details = details;
  }
}

/** A refused payload, naming each place as Slack does. */
export function refusedPayload(error: string, problems: readonly Problem[]): Refusal {
  const messages = problems.map(writtenProblem);
  const errors = problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
  return new Refusal(error, { errors, response_metadata: { messages } });
}
