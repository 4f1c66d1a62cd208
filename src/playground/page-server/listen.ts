import { once } from 'node:events';
import type { Server } from 'node:http';
import { Failure } from '../../domain/failure.ts';

/** Ports that are tried after the one that was asked for. */
const FURTHER_PORTS = 20;
const LAST_PORT = 65_535;

/**
 * Listens on loopback at `port`, or the next free one; 0 takes any. Returns the port taken. Throws
 * `Failure('unavailable')` where all of them are in use.
 */
export async function listenNear(server: Server, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(port + FURTHER_PORTS, LAST_PORT);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const taken = await listenAt(server, candidate);
    if (taken !== undefined) return taken;
  }
  throw new Failure(
    'unavailable',
    `The ports ${port} to ${last} are all in use. Name another one.`,
  );
}

/** Undefined where something else listens there. */
async function listenAt(server: Server, port: number): Promise<number | undefined> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') return undefined;
    const why = `The page cannot listen on port ${port}. Name another one.`;
    throw new Failure('unavailable', why, { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
