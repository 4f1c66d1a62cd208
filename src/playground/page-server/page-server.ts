import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { DemoCluster } from '../cluster/demo-cluster.ts';
import type { About } from '../page-protocol.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import { answerRefusal, asRefused, protect } from './answers.ts';
import { createRestart } from './bot-process.ts';
import { createClusterView } from './cluster-stream.ts';
import { type EventStreams, createEventStreams } from './event-stream.ts';
import { admit } from './guard.ts';
import { listenNear } from './listen.ts';
import { isStreamAsked, openStream } from './open-stream.ts';
import { type PageLock, answerClosed, createPageLock } from './page-lock.ts';
import { type Parts, route } from './routes.ts';
import { createAbout } from './snapshot.ts';

export interface PageServerOptions {
  readonly slack: LocalSlack;
  /** The demo's cluster; left out where the bot speaks to a person's own. */
  readonly cluster?: DemoCluster;
  readonly about: () => Pick<About, 'model' | 'cluster' | 'notices'>;
  /** Path of app-manifest.yml: commands, shortcuts and suggested prompts come from it. */
  readonly manifest: string;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** The next free one is taken where it is in use (up to 20 further). 0: any. */
  readonly port: number;
  /** Address of the runtime's read-only endpoint, undefined while the bot is not running. */
  readonly sessionsUrl?: () => string | undefined;
  /**
   * Stops the bot and starts it again, once for all who ask meanwhile; the page's developer can ask
   * for it.
   */
  readonly restartBot?: () => Promise<void>;
  /** Serves only who opens `url` as it is, which then holds a random key. Default: false. */
  readonly isLocked?: boolean;
  /** Is told what fails here, with its stack. */
  readonly write: (line: string) => void;
}

export interface PageServer {
  /** What a person opens. */
  readonly url: string;
  readonly port: number;
  /** Whether another port than asked for was taken. */
  readonly isMoved: boolean;
  close(): Promise<void>;
}

/**
 * Serves the playground's page and what it reads and does, on loopback only, to nobody but itself.
 * Throws `Failure('unavailable')` where no port is free.
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { slack, cluster, manifest, pageFolder } = options;
  const isDemoCluster = cluster !== undefined;
  const streams = createEventStreams();
  const parts: Parts = {
    slack,
    pageFolder,
    about: createAbout({ slack, manifest, isDemoCluster, said: options.about }),
    showCluster: cluster && createClusterView(cluster),
    sessionsUrl: options.sessionsUrl ?? (() => undefined),
    restartBot: createRestart(options.restartBot),
  };
  const lock = options.isLocked ? createPageLock() : undefined;
  const server = serverOf({ parts, streams, lock, write: options.write });
  const port = await listenNear(server, options.port);
  return {
    url: `http://127.0.0.1:${port}${lock ? `/${lock.query}` : ''}`,
    port,
    isMoved: options.port !== 0 && port !== options.port,
    async close() {
      streams.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Serving {
  readonly parts: Parts;
  readonly streams: EventStreams;
  /** Undefined where everybody on this machine may come in. */
  readonly lock: PageLock | undefined;
  readonly write: PageServerOptions['write'];
}

/** Upgrades to anything but a stream are declined: such a request is answered like any other. */
function serverOf(serving: Serving): Server {
  const server = createServer(
    { shouldUpgradeCallback: isStreamAsked },
    (request, response) => void serve(serving, request, response),
  );
  server.on('upgrade', (request, _socket, head) => openStream(serving, request, head));
  return server;
}

/** One mistake of ours must not end the demo: it is written down, and nothing else stops. */
async function serve(
  { parts, lock, write }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  protect(response);
  try {
    admit(request);
    if (lock?.isKeyShown(request)) return lock.letIn(request, response);
    lock?.admit(request);
    await route(parts, request, response);
  } catch (cause) {
    const hasBrokenOff = request.destroyed && !request.complete;
    if (hasBrokenOff) return void response.destroy();
    const known = asRefused(cause, write);
    if (known.status === 413) response.setHeader('connection', 'close');
    if (known.status === 401 && !isForPrograms(request)) answerClosed(response);
    else answerRefusal(response, known);
  } finally {
    request.resume();
  }
}

/** What the page itself asks for reads JSON. */
function isForPrograms({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/playground/');
}
