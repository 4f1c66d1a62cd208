import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anActor, aPlace } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { listen } from '../../../test/fakes/slack-api.ts';
import { createProcessMemory } from '../system/process-memory.ts';
import { createResponseUrls } from './response-urls.ts';

const doing = { actor: anActor('U1'), place: aPlace({ channel: 'C1' }) };
const message = { text: 'Hello', blocks: [] };
const clock = createFakeClock();

let url: string;
let received: unknown[];
let answer: { readonly status: number; readonly body: string };

const server = createServer((request, response) => {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(answer.status).end(answer.body);
  })();
});

beforeEach(async () => {
  received = [];
  answer = { status: 200, body: 'ok' };
  url = `http://127.0.0.1:${await listen(server)}/commands/T1/secret`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('answers the person where they just did something, and nobody else', async () => {
  const urls = createResponseUrls(createProcessMemory(clock));
  urls.keep(doing, url);

  expect(await urls.answer({ ...doing, actor: anActor('U2') }, message)).toBe(false);
  expect(await urls.answer({ ...doing, place: aPlace({ channel: 'C2' }) }, message)).toBe(false);
  expect(await urls.answer(doing, message)).toBe(true);
  expect(received).toEqual([{ ...message, response_type: 'ephemeral', replace_original: false }]);
});

it('uses an address five times within half an hour', async () => {
  const urls = createResponseUrls(createProcessMemory(clock));
  urls.keep(doing, url);
  for (let use = 0; use < 5; use += 1) expect(await urls.answer(doing, message)).toBe(true);
  expect(await urls.answer(doing, message)).toBe(false);

  urls.keep(doing, url);
  await clock.advance(30 * 60_000);
  expect(await urls.answer(doing, message)).toBe(false);
  expect(received).toHaveLength(5);
});

it.each([
  ['a status', { status: 404, body: '' }],
  ['a body', { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' }],
])('says when Slack refuses, by %s', async (_what, refusal) => {
  const urls = createResponseUrls(createProcessMemory(clock));
  urls.keep(doing, url);
  answer = refusal;

  expect(await urls.answer(doing, message)).toBe(false);
});

it('says when nobody answers at the address', async () => {
  const urls = createResponseUrls(createProcessMemory(clock));
  urls.keep(doing, 'http://127.0.0.1:1/gone');

  expect(await urls.answer(doing, message)).toBe(false);
});

it('answers in one process what another heard, where they share a memory', async () => {
  const memory = createProcessMemory(clock);
  createResponseUrls(memory).keep(doing, url);

  expect(await createResponseUrls(memory).answer(doing, message)).toBe(true);
  expect(received).toHaveLength(1);
});
