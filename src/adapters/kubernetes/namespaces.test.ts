import { afterEach, describe, expect, it } from 'vitest';
import { startApiServer } from '../../../test/recordings-server.ts';
import type { ApiServer, Answerer } from '../../../test/recordings-server.ts';
import { readNamespaces } from './namespaces.ts';
import { createTransport } from './transport.ts';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

const MANY = 10_000;
const NAMES = Array.from({ length: MANY }, (_, number) => `team-${number}`);

/** Pages as a server does: `continue` names how many were sent. */
const pages: Answerer = ({ query }) => {
  const from = Number(query.get('continue') ?? 0);
  const to = from + Number(query.get('limit'));
  return {
    body: {
      metadata: to < MANY ? { continue: String(to) } : {},
      items: NAMES.slice(from, to).map((name) => ({ metadata: { name } })),
    },
  };
};

async function namespacesOf(answer: Answerer) {
  server = await startApiServer(answer);
  return readNamespaces(createTransport(server.kubeConfig, 5_000));
}

describe('namespaces', () => {
  it('are read page by page, ten thousand of them, by their metadata alone', async () => {
    const names = await namespacesOf(pages);
    const requests = server?.requests ?? [];

    expect(names).toEqual([...NAMES].sort());
    expect(requests).toHaveLength(MANY / 500);
    expect(requests.every(({ query }) => query.get('limit') === '500')).toBe(true);
    expect(requests[0]?.header('accept')).toContain('as=PartialObjectMetadataList');
  });

  it('are read from the beginning again where the server forgot the next page', async () => {
    let forgotten = 0;
    const names = await namespacesOf((request, response) => {
      if (request.query.get('continue') !== '500' || forgotten > 0) return pages(request, response);
      forgotten += 1;
      return { status: 410, body: { kind: 'Status', code: 410 } };
    });

    expect(forgotten).toBe(1);
    expect(names).toHaveLength(MANY);
  });

  it('are not read for ever by a server that always forgets', async () => {
    const forgets: Answerer = (request, response) =>
      request.query.get('continue') === null ? pages(request, response) : { status: 410 };

    await expect(namespacesOf(forgets)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(server?.requests).toHaveLength(6);
  });

  it('are none where there are none', async () => {
    await expect(namespacesOf(() => ({ body: { metadata: {}, items: null } }))).resolves.toEqual(
      [],
    );
  });
});
