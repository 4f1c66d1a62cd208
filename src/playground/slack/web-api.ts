import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.ts';
import type { FaultPlan, MethodFault } from './faults.ts';
import { addressOf, argumentsIn } from './http-request.ts';
import { type Method, missingScope } from './method.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { historyMethods } from './methods/history.ts';
import { peopleMethods } from './methods/people.ts';
import { surroundingMethods } from './methods/surroundings.ts';
import { viewMethods } from './methods/views.ts';
import type { RateLimiter } from './rates.ts';
import { Refusal } from './refusal.ts';
import type { Wire } from './wire.ts';

/** One call as it came and was answered. */
export interface CallRecord {
  readonly id: string;
  readonly method: string;
  readonly parameters: Wire;
  readonly answer: Wire;
  readonly at: string;
}

export interface WebApi {
  handle(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void>;
  readonly calls: readonly CallRecord[];
}

/** How many calls the log keeps. */
const LOG_LENGTH = 2_000;

/** How long a client waits where the fault does not say. */
const RETRY_AFTER_SECONDS = 1;

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...historyMethods,
    ...peopleMethods,
    ...surroundingMethods,
    ...viewMethods,
  }),
);

/** Answers `/api/METHOD` as https://slack.com/api does. */
export function createWebApi(core: Core, faults: FaultPlan, rates: RateLimiter): WebApi {
  const calls: CallRecord[] = [];
  let answeredCalls = 0;

  function record(call: Omit<CallRecord, 'id' | 'at'>): void {
    answeredCalls += 1;
    const id = `call-${answeredCalls}`;
    calls.push({ id, ...call, at: core.clock.now().toISOString() });
    if (calls.length > LOG_LENGTH) calls.shift();
    core.store.announce({ type: 'call-answered', id });
  }

  async function answered(name: string, request: IncomingMessage, sent: Wire): Promise<Wire> {
    try {
      const { token, ...parameters } = sent;
      const method = allowed(core, name, bearer(request) ?? token);
      return { ok: true, ...(await method.call(core, parameters)) };
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      return { ok: false, error: cause.error, ...cause.details };
    }
  }

  return {
    calls,
    async handle(request, body, response) {
      const name = (addressOf(request)?.pathname ?? '').replace('/api/', '');
      const sent = argumentsIn(request, body);
      const fault = faults.takeForMethod(name);
      const waitSeconds = rates({ method: name, channel: channelIn(sent) });
      if (fault && refusesEarly(fault, response)) return;
      if (waitSeconds > 0) return tooMany(response, waitSeconds);
      const answer = await answered(name, request, sent);
      const { token: _, ...parameters } = sent;
      record({ method: name, parameters, answer });
      if (fault?.dropResponse) response.destroy();
      else respond(response, 200, answer, { 'x-oauth-scopes': core.grants.scopes.join(',') });
    },
  };
}

/** Answers in place of the method; false where the fault only hides the answer. */
function refusesEarly(fault: MethodFault, response: ServerResponse): boolean {
  if (fault.hang) return true;
  if (fault.error === 'ratelimited' || fault.status === 429) {
    tooMany(response, fault.retryAfter ?? RETRY_AFTER_SECONDS);
  } else if (fault.status !== undefined) {
    response.writeHead(fault.status).end('The local Slack was told to fail.');
  } else if (fault.error !== undefined) {
    respond(response, 200, { ok: false, error: fault.error });
  } else {
    return false;
  }
  return true;
}

/** Throws `Refusal` for an unknown method, a wrong token or a missing scope. */
function allowed(core: Core, name: string, token: unknown): Method {
  const method = METHODS.get(name);
  if (!method) throw new Refusal('unknown_method', { req_method: name });
  if (typeof token !== 'string' || token === '') throw new Refusal('not_authed');
  const { botToken, appToken } = core.identity;
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth');
  const expected = method.token === 'app' ? appToken : botToken;
  if (token !== expected) throw new Refusal('not_allowed_token_type');
  const isGranted = method.scopes.some((scope) => core.grants.hasScope(scope));
  if (method.scopes.length > 0 && !isGranted) throw missingScope(core, method.scopes);
  return method;
}

function channelIn({ channel }: Wire): string {
  return typeof channel === 'string' ? channel : '';
}

function bearer({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/u.exec(headers.authorization ?? '')?.[1];
}

function tooMany(response: ServerResponse, retryAfterSeconds: number): void {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  respond(response, 429, { ok: false, error: 'ratelimited' }, headers);
}

/** Writes a JSON answer. */
export function respond(
  response: ServerResponse,
  status: number,
  answer: Wire,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(answer));
}
