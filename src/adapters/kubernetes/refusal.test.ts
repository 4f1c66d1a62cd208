import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure.ts';
import { writeRefusal } from './refusal.ts';
import { Status } from './status.ts';

function outcome(status: number, body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = { status, warnings: [], header: (name: string) => headers[name] };
  return writeRefusal(answer, Status.parse(body));
}

describe('a refused write', () => {
  it('names every path of the wrong types that the server found, though it says HTTP 500', () => {
    const prefix = 'failed to create typed patch object (a/b; x.test/v1, Kind=Thing): ';
    const several = `${prefix}errors:\n  .spec.a: field not declared in schema\n  .spec.ports[0].b: expected numeric (int or float), got string`;

    expect(outcome(500, { message: `${prefix}.spec.list: expected list, got &{x}` })).toEqual({
      type: 'refused',
      because: 'schema',
      problems: [{ path: 'spec.list', message: 'expected list, got &{x}' }],
    });
    expect(outcome(500, { message: several })).toMatchObject({
      because: 'schema',
      problems: [
        { path: 'spec.a', message: 'field not declared in schema' },
        { path: 'spec.ports[0].b', message: 'expected numeric (int or float), got string' },
      ],
    });
  });

  it('is no refusal when the server itself failed', () => {
    const failure = outcome(500, { message: 'etcdserver: request timed out', code: 500 });

    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'unavailable' });
  });

  it('tells the causes of an invalid object by path', () => {
    const causes = [
      { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.size' },
      { reason: 'FieldValueInvalid', message: 'Invalid value: 0', field: 'spec.count' },
    ];
    const body = { reason: 'Invalid', message: 'Thing "a" is invalid', details: { causes } };

    expect(outcome(422, body)).toMatchObject({
      because: 'schema',
      problems: [
        { path: 'spec.size', message: 'Required value' },
        { path: 'spec.count', message: 'Invalid value: 0' },
      ],
    });
  });

  it.each([
    [
      422,
      "things \"a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
    ],
    [
      403,
      "things \"a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
    ],
    [
      401,
      "things \"a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
    ],
    [400, 'admission webhook "validate.example.test" denied the request: no'],
    [403, 'admission webhook "validate.example.test" denied the request: no'],
    [
      403,
      'pods "a" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    ],
    [403, 'pods "a" is forbidden: violates PodSecurity "restricted:latest": privileged'],
    [403, 'pods "a" is forbidden: maximum cpu usage per Container is 1, but limit is 2'],
  ])('is by policy when admission says so with HTTP %i: %s', (status, message) => {
    expect(outcome(status, { message })).toEqual({
      type: 'refused',
      because: 'policy',
      problems: [{ message }],
    });
  });

  it('is forbidden when the bot itself may not write', () => {
    const message =
      'things.x.test "a" is forbidden: User "dotai" cannot patch resource "things" in API group "x.test" in the namespace "a"';

    expect(outcome(403, { message, reason: 'Forbidden' })).toMatchObject({ because: 'forbidden' });
  });

  it('names the other field manager and its fields in a conflict', () => {
    const causes = [
      {
        reason: 'FieldManagerConflict',
        message: 'conflict with "kubectl" using apps/v1',
        field: '.spec.replicas',
      },
    ];
    const message =
      'Apply failed with 1 conflict: conflict with "kubectl" using apps/v1: .spec.replicas';

    expect(outcome(409, { message, reason: 'Conflict', details: { causes } })).toEqual({
      type: 'refused',
      because: 'conflict',
      problems: [{ path: 'spec.replicas', message: 'conflict with "kubectl" using apps/v1' }],
    });
  });

  it('names the namespace that is missing or going', () => {
    const missing = { message: 'namespaces "zzz" not found', reason: 'NotFound' };
    const message = 'unable to create new content in namespace zzz because it is being terminated';
    const going = { message, details: { causes: [{ reason: 'NamespaceTerminating' }] } };

    expect(outcome(404, missing)).toMatchObject({
      because: 'not-found',
      problems: [{ message: 'namespaces "zzz" not found' }],
    });
    expect(outcome(403, going)).toMatchObject({ because: 'not-found' });
  });

  it('reads the fields out of a strict decoding error', () => {
    const message =
      'Thing in version "v1" cannot be handled: strict decoding error: unknown field "spec.a", duplicate field "spec.b"';

    expect(outcome(400, { message, reason: 'BadRequest' })).toMatchObject({
      because: 'schema',
      problems: [
        { path: 'spec.a', message: 'unknown field "spec.a"' },
        { path: 'spec.b', message: 'duplicate field "spec.b"' },
      ],
    });
  });

  it('asks an operator to mend credentials that are not accepted', () => {
    expect(outcome(401, { message: 'Unauthorized' })).toMatchObject({ kind: 'forbidden' });
  });

  it('waits as long as a throttling server asks', () => {
    expect(outcome(429, {}, { 'retry-after': '7' })).toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 7_000,
    });
  });

  it('says which webhook is not ready, where it is asked before anything is written', () => {
    const message =
      'Internal error occurred: failed calling webhook "validate-policy.engine.svc": failed to call webhook: Post "https://engine.svc:443/x?timeout=10s": no endpoints available';

    expect(outcome(500, { message, reason: 'InternalError' })).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('admission webhook validate-policy.engine.svc is not ready'),
    });
  });

  it('keeps what the server said from people and gives it to operators', () => {
    const failure = outcome(503, { message: 'dial tcp 10.0.0.1:443: refused' });

    expect(failure).toHaveProperty('message', expect.not.stringContaining('10.0.0.1'));
    expect(failure).toHaveProperty('cause.message', expect.stringContaining('10.0.0.1'));
  });
});
