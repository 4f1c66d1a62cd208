import { expect, it } from 'vitest';
import { sendAct } from './act.ts';

const act = { type: 'open-home' } as const;

function answering(body: string, status = 200): typeof fetch {
  return async () => new Response(body, { status });
}

it('posts what is done and by whom', async () => {
  const sent: unknown[] = [];
  const answer = await sendAct('U1', act, async (url, init) => {
    sent.push(url, init?.method, init?.body);
    return Response.json({ ok: true, ts: '1.0' });
  });

  expect(answer).toEqual({ ok: true, ts: '1.0' });
  expect(sent).toEqual(['/playground/act', 'POST', '{"as":"U1","act":{"type":"open-home"}}']);
});

it('lets what is entered outlive the page, as far as browsers carry it', async () => {
  const sent: unknown[] = [];
  const note: typeof fetch = async (_, init) => {
    sent.push(init?.keepalive);
    return Response.json({ ok: true });
  };
  const enter = (value: string) => {
    const place = { shown: { viewId: 'V1' }, blockId: 'name', actionId: 'value' };
    return { type: 'enter', ...place, state: { value } } as const;
  };
  await sendAct('U1', enter('my-db'), note);
  await sendAct('U1', enter('x'.repeat(20_000)), note);
  await sendAct('U1', act, note);

  expect(sent).toEqual([true, false, false]);
});

it('passes a refusal on', async () => {
  const refusal = { ok: false, error: 'Ana is not in #random.' };

  expect(await sendAct('U1', act, answering(JSON.stringify(refusal), 400))).toEqual(refusal);
});

it.each([
  ['no JSON', answering('<html>', 502), 'cannot be reached'],
  ['another JSON', answering('{"ok":false}', 500), 'status 500'],
  ['no server', () => Promise.reject(new TypeError('fetch failed')), 'cannot be reached'],
] as const)('answers with a sentence: %s', async (_, send, sentence) => {
  const answer = await sendAct('U1', act, send);

  expect(answer).toEqual({ ok: false, error: expect.stringContaining(sentence) });
});
