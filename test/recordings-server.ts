import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';

/** The archive of a real API server's answers, or undefined where this machine has none. */
export function findRecordings(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const archive = join(folder, '..', 'shared', 'cluster', 'recordings.tar.xz');
    if (existsSync(archive)) return archive;
    folder = dirname(folder);
  }
  return undefined;
}

/** For `describe.skipIf`: says once why the suite does not run. */
export function missingRecordings(): boolean {
  const isMissing = findRecordings() === undefined;
  if (isMissing) process.stderr.write('skipped: no ../shared/cluster/recordings.tar.xz here\n');
  return isMissing;
}

const Recording = z.object({
  method: z.string(),
  url: z.string(),
  accept: z.string(),
  user: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  file: z.string(),
});
type Recording = z.infer<typeof Recording>;

export interface Recordings {
  readonly all: readonly Recording[];
  body(recording: Recording): Buffer;
  remove(): void;
}

/** Unpacks the archive into a temporary folder. */
export function unpackRecordings(archive: string): Recordings {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-recordings-'));
  execFileSync('tar', ['-xJf', archive, '-C', folder]);
  const root = join(folder, 'recordings');
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  return {
    all: z.array(Recording).parse(manifest),
    body: ({ file }) => readFileSync(join(root, file)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export interface Route {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Texts and buffers as they are, everything else as JSON. */
  readonly body?: unknown;
}

/** Undefined: the server's own `404 page not found`. May also answer by itself and return `true`. */
export type Answerer = (
  request: ReceivedRequest,
  response: ServerResponse,
) => Route | true | undefined;

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

export interface ApiServer {
  readonly kubeConfig: KubeConfig;
  readonly requests: readonly ReceivedRequest[];
  close(): Promise<void>;
}

/** An API server whose answers are given by a function: the far side of the wire, on loopback. */
export async function startApiServer(answer: Answerer): Promise<ApiServer> {
  const requests: ReceivedRequest[] = [];
  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await received(incoming);
    requests.push(request);
    const route = answer(request, response);
    if (route !== true) send(response, route ?? notFound());
  }
  const server = createServer((incoming, response) => void respond(incoming, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    kubeConfig: kubeConfigFor(`http://127.0.0.1:${port}`),
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Serves what was recorded; `others` answers what was not. */
export function startRecordingsServer(
  recordings: Recordings,
  others: Answerer = () => undefined,
): Promise<ApiServer> {
  return startApiServer((request, response) => {
    const found = bestRecording(recordings.all, request);
    if (!found) return others(request, response);
    return { status: found.status, headers: found.headers, body: recordings.body(found) };
  });
}

export function kubeConfigFor(server: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'recorded', server, skipTLSVerify: true },
    { name: 'tester', token: 'a-token' },
  );
  return config;
}

/**
 * Same method and path; where several were recorded, the administrator's, and of those the one whose
 * `Accept` asks for the same form.
 */
function bestRecording(all: readonly Recording[], request: ReceivedRequest): Recording | undefined {
  const accept = request.header('accept') ?? '';
  const same = all.filter(
    ({ method, url }) => method === request.method && pathOf(url) === request.path,
  );
  const byAdministrator = same.filter(({ user }) => user === 'admin');
  const candidates = byAdministrator.length > 0 ? byAdministrator : same;
  const exact = candidates.find((candidate) => candidate.accept === accept);
  return exact ?? candidates.find((candidate) => candidate.accept === 'application/json');
}

function pathOf(url: string): string {
  return decodeURIComponent(url.split('?')[0] ?? '');
}

function notFound(): Route {
  return {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: '404 page not found\n',
  };
}

async function received(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? '/', 'http://server');
  return {
    method: incoming.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    header: (name) => incoming.headersDistinct[name]?.[0],
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Route): void {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.end(isRaw ? body : JSON.stringify(body ?? {}));
}
