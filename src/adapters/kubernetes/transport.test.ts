import { afterEach, describe, expect, it } from 'vitest';
import { kubeConfigFor, startApiServer } from '../../../test/recordings-server.ts';
import type { ApiServer } from '../../../test/recordings-server.ts';
import { createTransport } from './transport.ts';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const request = { method: 'GET', path: '/version' } as const;

describe('transport', () => {
  it("sends the kubeconfig's credentials and what the request asks for", async () => {
    server = await startApiServer(() => ({ body: 'ok' }));
    const transport = createTransport(server.kubeConfig, 5_000);
    const response = await transport.send({
      method: 'PATCH',
      path: '/a?b=c%20d',
      accept: 'application/json;as=Table',
      contentType: 'application/apply-patch+yaml',
      body: '{"é":1}',
    });
    const [received] = server.requests;

    expect(response.body.toString()).toBe('ok');
    expect(received).toMatchObject({ method: 'PATCH', path: '/a', body: '{"é":1}' });
    expect(received?.query.get('b')).toBe('c d');
    expect(received?.header('authorization')).toBe('Bearer a-token');
    expect(received?.header('accept')).toBe('application/json;as=Table');
    expect(received?.header('content-type')).toBe('application/apply-patch+yaml');
  });

  it("keeps the path that the server's address has", async () => {
    server = await startApiServer(() => ({ body: 'ok' }));
    const address = server.kubeConfig.getCurrentCluster()?.server ?? '';
    await createTransport(kubeConfigFor(`${address}/clusters/one/`), 5_000).send(request);

    expect(server.requests[0]?.path).toBe('/clusters/one/version');
  });

  it('is unavailable when nobody listens', async () => {
    server = await startApiServer(() => ({}));
    const { kubeConfig } = server;
    await server.close();
    server = undefined;
    const failing = createTransport(kubeConfig, 5_000).send(request);

    await expect(failing).rejects.toMatchObject({
      name: 'Failure',
      kind: 'unavailable',
      message: 'The cluster is not answering. Try again shortly.',
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('is unavailable when the answer does not come in time', async () => {
    server = await startApiServer(() => true);
    const transport = createTransport(server.kubeConfig, 30);

    await expect(transport.send(request)).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(transport.stream(request)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is unavailable when the connection breaks in the middle of an answer', async () => {
    server = await startApiServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
      return true;
    });
    const failing = createTransport(server.kubeConfig, 5_000).send(request);

    await expect(failing).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('says that credentials cannot be had, without their details', async () => {
    const config = kubeConfigFor('https://127.0.0.1:1');
    config.users = [
      {
        name: 'tester',
        exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-command-here' },
      },
    ];
    const failing = createTransport(config, 5_000).send(request);

    await expect(failing).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.not.stringContaining('no-such-command-here'),
    });
  });
});
