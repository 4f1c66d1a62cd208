import { QdrantClient } from '@qdrant/js-client-rest';
import type { Logger } from '../../ports/logger.ts';
import { asFailure } from './refusal.ts';

export interface ClientSettings {
  readonly url: string;
  readonly apiKey: string | undefined;
  /** Milliseconds that one request may take. */
  readonly timeoutMs: number;
}

/** The first release that updates vectors by a filter and takes the constant of RRF. */
const OLDEST = { major: 1, minor: 16 } as const;

/**
 * The key travels as a header of ours, and versions are compared by `warnOfOldServer`: the client
 * itself writes about both to the console.
 */
export function createClient({ url, apiKey, timeoutMs }: ClientSettings): QdrantClient {
  return new QdrantClient({
    ...addressOf(url),
    timeout: timeoutMs,
    checkCompatibility: false,
    ...(apiKey === undefined ? {} : { headers: { 'api-key': apiKey } }),
  });
}

/** Says so in the log where the server is older than what is asked of it. */
export async function warnOfOldServer(client: QdrantClient, logger: Logger): Promise<void> {
  const { version } = await asFailure(client.versionInfo());
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  logger.warn('Qdrant is older than the bot needs', { version, oldest });
}

/**
 * A URL as the client takes it: the path apart, and the port of the scheme where it is written out. A URL
 * drops that, and without one the client takes 6333, as all clients of Qdrant do.
 */
export function addressOf(url: string) {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/u, '');
  const namesDefaultPort = /^(?:https:\/\/[^/]*:443|http:\/\/[^/]*:80)(?:\/|$)/u.test(url);
  return {
    url: origin,
    ...(path === '' ? {} : { prefix: path }),
    ...(namesDefaultPort ? { port: null } : {}),
  };
}
