import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { hashedStems } from '../fakes/embedder.ts';

export const EMBEDDINGS_KEY = 'sk-very-secret-key-of-the-embeddings';
export const EMBEDDINGS_MODEL = 'words-of-old';

/** What OpenAI's reference allows in a request, as far as everybody who speaks alike knows it. */
const Request = z.strictObject({
  model: z.string(),
  input: z.array(z.string().min(1)).min(1).max(2_048),
  encoding_format: z.literal('float'),
  dimensions: z.int().min(1).optional(),
});
export type EmbeddingsRequest = z.infer<typeof Request>;

/** How the server answers, where it is not as it should. */
export type EmbeddingsAnswer =
  | { readonly type: 'vectors'; readonly dimensions?: number }
  | {
      readonly type: 'error';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly type: 'body'; readonly body: string; readonly contentType?: string }
  | { readonly type: 'reset' }
  | { readonly type: 'hang' };

/** What becomes of the request of that number, from 0. */
type AnswerOf = (number: number) => EmbeddingsAnswer | Promise<EmbeddingsAnswer>;

export interface EmbeddingsServer {
  /** Ends in `/v1`, as it is set. */
  readonly url: string;
  readonly requests: readonly EmbeddingsRequest[];
  /** The most requests that waited for an answer at once. */
  readonly mostAtOnce: () => number;
  /** Answers of requests from now on; undefined: as it should. */
  answerWith(answer: AnswerOf | undefined): void;
  stop(): Promise<void>;
}

/** An endpoint on loopback that speaks as OpenAI's embeddings do, strict about what it is sent. */
export async function startEmbeddingsServer(dimensions = 16): Promise<EmbeddingsServer> {
  const requests: EmbeddingsRequest[] = [];
  let answerOf: AnswerOf | undefined;
  let atOnce = 0;
  let mostAtOnce = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const fault = faultOf(request);
    if (fault) return refuse(response, ...fault);
    const parsed = Request.safeParse(JSON.parse(body));
    if (!parsed.success) return refuse(response, 400, 'invalid_request', parsed.error.message);
    requests.push(parsed.data);
    if (parsed.data.model !== EMBEDDINGS_MODEL) {
      return refuse(response, 404, 'model_not_found', `no ${parsed.data.model}`);
    }
    if (parsed.data.dimensions !== undefined) {
      return refuse(response, 400, 'invalid_request', 'this model has one size');
    }
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const answer = (await answerOf?.(requests.length - 1)) ?? { type: 'vectors' };
    atOnce -= 1;
    return send(response, answer, { input: parsed.data.input, dimensions });
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    mostAtOnce: () => mostAtOnce,
    answerWith(answer) {
      answerOf = answer;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function faultOf({ method, url, headers }: IncomingMessage): [number, string, string] | undefined {
  if (method !== 'POST' || url !== '/v1/embeddings') return [404, 'not_found', 'no such path'];
  if (headers['content-type'] !== 'application/json') return [415, 'unsupported', 'no JSON'];
  return headers.authorization === `Bearer ${EMBEDDINGS_KEY}`
    ? undefined
    : [401, 'invalid_api_key', `Incorrect key: ${headers.authorization}`];
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const error = { message, type: 'invalid_request_error', param: null, code };
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error }));
}

function send(
  response: ServerResponse,
  answer: EmbeddingsAnswer,
  asked: { readonly input: readonly string[]; readonly dimensions: number },
): void {
  switch (answer.type) {
    case 'vectors': {
      const size = answer.dimensions ?? asked.dimensions;
      // Not of length 1 and not in order: neither is promised.
      const data = asked.input.map((input, index) => ({
        object: 'embedding',
        index,
        embedding: [...hashedStems(input, size)].map((value) => value * 3),
      }));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data: data.toReversed(), model: 'm' }));
      return;
    }
    case 'error':
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify({ error: { message: `key ${EMBEDDINGS_KEY}`, code: 'oops' } }));
      return;
    case 'body':
      response.writeHead(200, { 'content-type': answer.contentType ?? 'application/json' });
      response.end(answer.body);
      return;
    case 'reset':
      response.destroy();
      return;
    case 'hang':
  }
}
