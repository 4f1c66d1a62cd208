import type { Act, ActAnswer } from '../../page-protocol.ts';

const UNREACHABLE = 'The playground cannot be reached. Is it still running?';

/** Browsers refuse to send more than 64 KiB for a page that is gone: in any script this is less. */
const OUTLIVES_MAX = 16_000;

/** Sends what a person does. Never rejects: where the server cannot be reached the answer says so. */
export async function sendAct(
  as: string,
  act: Act,
  send: typeof fetch = fetch,
): Promise<ActAnswer> {
  const body = JSON.stringify({ as, act });
  try {
    const response = await send('/playground/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      // What is entered arrives even if the page is loaded again meanwhile.
      keepalive: act.type === 'enter' && body.length <= OUTLIVES_MAX,
    });
    const answer: unknown = await response.json();
    if (isAnswer(answer)) return answer;
    return { ok: false, error: `The playground answered with status ${response.status}.` };
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
}

function isAnswer(answer: unknown): answer is ActAnswer {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return true;
  return answer.ok === false && 'error' in answer && typeof answer.error === 'string';
}
