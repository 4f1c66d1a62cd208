import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { Failure } from '../../domain/failure.ts';

/**
 * Idle connections are dropped before API servers and load balancers drop them, so that no request
 * meets a connection that is already dead.
 */
const IDLE_SOCKET_MS = 30_000;
const MAX_SOCKETS = 16;

export interface ApiRequest {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'DELETE';
  /** Path and query, starting with `/`. */
  readonly path: string;
  /** Default: `application/json`. */
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Every `Warning` header, as sent. */
  readonly warnings: readonly string[];
}

export interface ApiResponse extends ApiAnswer {
  readonly body: Buffer;
}

export interface ApiStream extends ApiAnswer {
  /** Chunks as they come, with status 200. Leaving the loop closes the connection. */
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * HTTP to one API server with a kubeconfig's credentials. Any status is an answer; what is no answer
 * (refused, reset, timed out, untrusted certificate, no credentials) throws a `Failure`.
 */
export interface Transport {
  /** Where the server is and what it is trusted by, for telling clusters apart. */
  readonly fingerprint: string;
  send(request: ApiRequest): Promise<ApiResponse>;
  /** The request's signal ends it; the transport's own time-out covers only the headers. */
  stream(request: ApiRequest): Promise<ApiStream>;
}

/**
 * The client library lends authentication, TLS and proxies; the requests are our own, since its typed
 * calls can send neither the `Accept` of aggregated discovery nor an apply patch.
 */
export function createTransport(config: KubeConfig, requestTimeoutMs: number): Transport {
  const cluster = config.getCurrentCluster();
  const open = createOpener(config);
  return {
    fingerprint: `${cluster?.server ?? ''}\n${cluster?.caData ?? cluster?.caFile ?? ''}`,
    async send(request) {
      const timeout = AbortSignal.timeout(requestTimeoutMs);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      try {
        const message = await open(request, signal);
        const chunks: Buffer[] = [];
        for await (const chunk of message) chunks.push(Buffer.from(chunk));
        return { ...answerOf(message), body: Buffer.concat(chunks) };
      } catch (cause) {
        throw connectionFailure(signal.aborted ? signal.reason : cause);
      }
    },
    async stream(request) {
      const headersDue = new AbortController();
      const timer = setTimeout(() => headersDue.abort(), requestTimeoutMs);
      const own = request.signal ? [request.signal] : [];
      try {
        const message = await open(request, AbortSignal.any([...own, headersDue.signal]));
        if (message.statusCode !== 200) message.resume();
        return { ...answerOf(message), chunks: chunksOf(message) };
      } catch (cause) {
        throw connectionFailure(cause);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

type Opener = (request: ApiRequest, signal: AbortSignal) => Promise<http.IncomingMessage>;

function createOpener(config: KubeConfig): Opener {
  const cluster = config.getCurrentCluster();
  const server = new URL(cluster?.server ?? 'http://localhost:8080');
  const basePath = server.pathname.replace(/\/+$/, '');
  const isSecure = server.protocol === 'https:';
  const pool = { keepAlive: true, timeout: IDLE_SOCKET_MS, maxSockets: MAX_SOCKETS };
  const agent = isSecure ? new https.Agent(pool) : new http.Agent(pool);

  return async (request, signal) => {
    const options = await credentials(config);
    signal.throwIfAborted();
    const { body, contentType, accept = 'application/json' } = request;
    const headers: http.OutgoingHttpHeaders = {
      ...Object.fromEntries(Object.entries(options.headers ?? {})),
      accept,
      'user-agent': 'dotai',
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    };
    const usedAgent = cluster?.proxyUrl === undefined ? agent : options.agent;
    const url = new URL(basePath + request.path, server);
    return new Promise((resolve, reject) => {
      const { method } = request;
      const settings = { ...options, agent: usedAgent, method, headers };
      const outgoing = (isSecure ? https : http).request(url, settings, (message) => {
        // Whoever reads the message is told of its errors; one that comes after is nobody's.
        message.on('error', () => {});
        resolve(message);
      });
      outgoing.on('error', reject);
      // Node's own `signal` option ends the socket with an error, which nobody hears (and which ends
      // the process) where the connection is just going back to the pool.
      const stop = () => void outgoing.destroy();
      signal.addEventListener('abort', stop, { once: true });
      outgoing.on('close', () => signal.removeEventListener('abort', stop));
      outgoing.end(body);
    });
  };
}

async function credentials(config: KubeConfig): Promise<https.RequestOptions> {
  const options: https.RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
    return options;
  } catch (cause) {
    const message =
      "The bot's credentials for the cluster cannot be prepared. An operator must check its kubeconfig.";
    throw new Failure('forbidden', message, { cause });
  }
}

function answerOf(message: http.IncomingMessage): ApiAnswer {
  return {
    status: message.statusCode ?? 0,
    header: (name) => message.headersDistinct[name]?.[0],
    warnings: (message.headersDistinct['warning'] ?? []).map((header) => utf8(header)),
  };
}

/** The API server writes UTF-8 into its headers, of which Node makes one character a byte. */
function utf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}

async function* chunksOf(message: http.IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of message) yield Buffer.from(chunk);
  } catch (cause) {
    throw connectionFailure(cause);
  } finally {
    message.destroy();
  }
}

const UNTRUSTED = /^(ERR_TLS_|CERT_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

function connectionFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (UNTRUSTED.test(code)) {
    const message =
      "The bot does not trust the cluster's certificate. An operator must check its kubeconfig.";
    return new Failure('forbidden', message, { cause });
  }
  const message = 'The cluster is not answering. Try again shortly.';
  return new Failure('unavailable', message, { cause, retryAfterMs: 5_000 });
}
