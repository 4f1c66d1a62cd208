import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to Redis that can go silent as a network does: nothing passes any more, and nobody is told. */
export interface SilentWire {
  /** Leads to the same Redis. */
  readonly url: string;
  /** Of the connections that are there; later ones are well. */
  silence(): void;
  close(): Promise<void>;
}

export async function startSilentWire(redisUrl: string): Promise<SilentWire> {
  const target = Number(new URL(redisUrl).port);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    silence() {
      for (const socket of sockets) {
        socket.unpipe();
        socket.resume();
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
