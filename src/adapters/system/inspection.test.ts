import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aSession } from '../../../test/builders.ts';
import { createFakeRecordStore } from '../../../test/fakes/record-store.ts';
import { Failure } from '../../domain/failure.ts';
import type { SessionsAnswer } from '../../playground/page-protocol.ts';
import { type Inspection, startInspection } from './inspection.ts';

/** Nothing more and nothing less than the page's developer panel reads. */
const Answered = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      workflow: z.string(),
      version: z.number(),
      isOpen: z.boolean(),
      isListening: z.boolean(),
      owner: z.string(),
      channel: z.string(),
      thread: z.string().optional(),
      updatedAt: z.string(),
      expiresAt: z.string().optional(),
      stage: z.string().optional(),
      state: z.unknown(),
    }),
  ),
  pendingEffects: z.array(
    z.strictObject({
      id: z.string(),
      streamId: z.string(),
      type: z.string(),
      attempts: z.number(),
      notBefore: z.string().optional(),
      body: z.unknown(),
    }),
  ),
}) satisfies z.ZodType<SessionsAnswer>;

const nothing = { effects: [], cancels: [], audit: [], finishes: {} };
const store = createFakeRecordStore();
let inspection: Inspection;

beforeEach(async () => {
  inspection = await startInspection({ store });
});
afterEach(() => inspection.close());

describe('what is told', () => {
  it('has sessions and waiting effects in the words of the page, without their secrets', async () => {
    const state = { stage: 'answering', answers: [{ path: 'spec.password', value: 'hunter22' }] };
    const effect = {
      id: 'e-1',
      streamId: 's-1',
      type: 'expire',
      body: { type: 'expire', note: 'password="hunter22"' },
      notBefore: '2026-11-03T09:00:00.000Z',
      key: undefined,
      lane: undefined,
      pool: 'work' as const,
    };
    const record = aSession({ id: 's-1', state });
    await store.commit({
      ...nothing,
      session: { record, expectedVersion: 0 },
      effects: [effect],
    });

    const answered = Answered.parse(await (await fetch(inspection.url)).json());

    expect(answered.sessions).toMatchObject([
      { id: 's-1', stage: 'answering', owner: record.owner.id, channel: record.place.channel },
    ]);
    expect(answered.pendingEffects).toMatchObject([{ id: 'e-1', notBefore: effect.notBefore }]);
    expect(JSON.stringify(answered)).not.toContain('hunter22');
  });

  it('says so when the records cannot be read', async () => {
    const broken = await startInspection({
      store: {
        sessions: () => Promise.reject(new Failure('unavailable', 'The disk is full.')),
        unfinishedEffects: async () => [],
      },
    });
    const answer = await fetch(broken.url);
    await broken.close();

    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ error: 'The disk is full.' });
  });
});

describe('whom nothing is told', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('%s', async (method) => {
    const answer = await fetch(inspection.url, { method });

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET');
  });

  it('who does not know the token', async () => {
    const { origin, pathname } = new URL(inspection.url);

    for (const url of [`${origin}${pathname}`, `${origin}${pathname}?token=guess`, origin]) {
      expect((await fetch(url)).status).toBe(404);
    }
  });

  it('a page that had its own name point here', async () => {
    const { port } = new URL(inspection.url);
    const headers = { host: `pages.example:${port}` };
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    get(inspection.url, { headers }, (message) => {
      message.resume();
      resolve(message.statusCode);
    }).on('error', reject);

    expect(await promise).toBe(403);
  });
});
