import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { apply, aWidget, call, WIDGET_PLATFORM, WIDGETS } from './cluster-caller.ts';

const ONE = `${WIDGETS}/one`;

let cluster: DemoCluster;
beforeEach(async () => {
  cluster = await startDemoCluster({ documents: WIDGET_PLATFORM });
});
afterEach(() => cluster.close());

function put(spec: JsonObject, manager = 'dotai', query = '') {
  return apply(cluster, ONE, aWidget(spec), { manager, query });
}

describe('server-side apply', () => {
  it('creates, then changes, then finds nothing to do', async () => {
    const created = await put({ size: 'small' });
    const changed = await put({ size: 'small', count: 4 });
    const same = await put({ size: 'small', count: 4 });

    expect([created, changed, same].map(({ status }) => status)).toEqual([201, 200, 200]);
    expect(created.body.spec).toEqual({ size: 'small', count: 1 });
    expect(changed.body.metadata.generation).toBe(2);
    expect(same.body.metadata.resourceVersion).toBe(changed.body.metadata.resourceVersion);
  });

  it('stores nothing in a dry run', async () => {
    const answer = await put({ size: 'small' }, 'dotai', '&dryRun=All');

    expect(answer.status).toBe(201);
    expect(answer.body.metadata.resourceVersion).toBeUndefined();
    expect((await call(cluster, ONE)).status).toBe(404);
  });

  it('refuses to change a field of another manager, naming both', async () => {
    await put({ size: 'small', count: 2 }, 'kubectl');

    const answer = await put({ size: 'small', count: 3 });

    expect(answer.status).toBe(409);
    expect(answer.body.reason).toBe('Conflict');
    expect(answer.body.message).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.count',
    );
    expect(answer.body.details?.causes).toEqual([
      {
        reason: 'FieldManagerConflict',
        message: 'conflict with "kubectl"',
        field: '.spec.count',
      },
    ]);
  });

  it('shares a field that both set to the same value', async () => {
    await put({ size: 'small', count: 2 }, 'kubectl');

    expect((await put({ size: 'small', count: 2 })).status).toBe(200);
    expect((await put({ size: 'small' })).body.spec['count']).toBe(2);
  });

  it('takes a field away that its only manager no longer applies', async () => {
    await put({ size: 'small', name: 'abc', tags: { a: '1', b: '2' } });

    const answer = await put({ size: 'small', tags: { b: '2' } });

    expect(answer.body.spec).toEqual({ size: 'small', count: 1, tags: { b: '2' } });
  });

  it('merges lists by their keys and conflicts on one item only', async () => {
    await put({ size: 'small', parts: [{ name: 'left', color: 'red' }] }, 'kubectl');

    const merged = await put({ size: 'small', parts: [{ name: 'right', color: 'blue' }] });
    const refused = await put({ size: 'small', parts: [{ name: 'left', color: 'blue' }] });

    expect(merged.body.spec['parts']).toEqual([
      { name: 'left', color: 'red' },
      { name: 'right', color: 'blue' },
    ]);
    expect(refused.body.message).toContain(
      'conflict with "kubectl": .spec.parts[name="left"].color',
    );
  });

  it('takes over when forced', async () => {
    await put({ size: 'small', count: 2 }, 'kubectl');

    const forced = await put({ size: 'small', count: 3 }, 'dotai', '&force=true');

    expect(forced.body.spec['count']).toBe(3);
    expect((await put({ size: 'small', count: 2 }, 'kubectl')).status).toBe(409);
  });

  it('conflicts with what somebody updated, saying when', async () => {
    await put({ size: 'small', count: 2 });
    await call(cluster, `${ONE}?fieldManager=console`, {
      method: 'PATCH',
      body: { spec: { count: 5 } },
      contentType: 'application/merge-patch+json',
    });

    const answer = await put({ size: 'small', count: 3 });

    expect(answer.body.message).toMatch(
      /^Apply failed with 1 conflict: conflict with "console" using shop\.example\/v1 at \S+Z: \.spec\.count$/,
    );
  });
});

describe('refusals', () => {
  it.each([
    [{}, 'spec.size: Required value'],
    [{ size: 'big' }, 'spec.size: Unsupported value: "big": supported values: "small", "large"'],
    [
      { size: 'small', name: 'A1' },
      'spec.name: Invalid value: "A1": spec.name in body should match \'^[a-z]+$\'',
    ],
    [{ size: 'small', name: 'abcdefghij' }, 'spec.name: Too long: may not be more than 8 bytes'],
    [
      { size: 'small', count: 11 },
      'spec.count: Invalid value: 11: spec.count in body should be less than or equal to 10',
    ],
    [
      { size: 'small', count: 1.5 },
      'spec.count: Invalid value: "number": spec.count in body must be of type integer: "number"',
    ],
    [{ size: 'large' }, 'spec: Invalid value: "object": large needs a reason'],
    [{ size: 'small', count: 7 }, 'spec: Invalid value: "object": not 7 of them'],
  ])('answers 422 to %j', async (spec, words) => {
    const answer = await put(spec);

    expect(answer.status).toBe(422);
    expect(answer.body.reason).toBe('Invalid');
    expect(answer.body.message).toContain(words);
  });

  it('does not ask the rules of an object that breaks its schema, and says so', async () => {
    const answer = await put({ size: 'huge', count: 9 });

    expect(answer.body.details?.causes?.map(({ field }) => field)).toEqual(['spec.size', '<nil>']);
  });

  it('holds what may not change', async () => {
    await put({ size: 'small', region: 'north' });

    const answer = await put({ size: 'small', region: 'south' });

    expect(answer.body.message).toBe(
      'Widget.shop.example "one" is invalid: spec.region: Invalid value: "string": stays where it is',
    );
  });

  it.each([
    [{ size: 'small', bogus: 1 }, '.spec.bogus: field not declared in schema'],
    [{ size: 'small', parts: 'x' }, '.spec.parts: expected list, got &{x}'],
    [{ size: 'small', tags: ['a'] }, '.spec.tags: expected map, got &{[a]}'],
    [{ size: 3 }, '.spec.size: expected string, got 3'],
    [{ size: 'small', count: '3' }, '.spec.count: expected numeric (int or float), got string'],
  ])('answers 500 without a reason to %j', async (spec, words) => {
    const answer = await put(spec);

    expect(answer.status).toBe(500);
    expect(answer.body.reason).toBeUndefined();
    expect(answer.body.message).toBe(
      `failed to create typed patch object (a-team/one; shop.example/v1, Kind=Widget): ${words}`,
    );
  });

  it('knows no namespace that is not there', async () => {
    const object = aWidget({ size: 'small' }, { namespace: 'c-team' });

    const answer = await apply(cluster, ONE.replace('a-team', 'c-team'), object);

    expect([answer.status, answer.body.message]).toEqual([404, 'namespaces "c-team" not found']);
  });

  it('takes no name that is no DNS name', async () => {
    const answer = await apply(
      cluster,
      `${WIDGETS}/My_One`,
      aWidget({ size: 'small' }, { name: 'My_One' }),
    );

    expect(answer.status).toBe(422);
    expect(answer.body.message).toContain(
      'metadata.name: Invalid value: "My_One": a lowercase RFC 1123 subdomain',
    );
  });

  it('answers 400 to an unknown field of a create, and drops it where that is allowed', async () => {
    const body = aWidget({ size: 'small', bogus: 1 });

    const strict = await call(cluster, `${WIDGETS}?fieldValidation=Strict`, {
      method: 'POST',
      body,
    });
    const lenient = await call(cluster, WIDGETS, { method: 'POST', body });

    expect([strict.status, strict.body.message]).toEqual([
      400,
      'strict decoding error: unknown field "spec.bogus"',
    ]);
    expect(lenient.body.spec).toEqual({ size: 'small', count: 1 });
    expect(lenient.headers.get('warning')).toBe('299 - "unknown field \\"spec.bogus\\""');
  });

  it('updates no object that has changed since it was read', async () => {
    const { body } = await put({ size: 'small' });
    const { resourceVersion } = body.metadata;
    await put({ size: 'small', count: 2 });

    const stale = aWidget({ size: 'large' }, { resourceVersion });
    const answer = await call(cluster, ONE, { method: 'PUT', body: stale });

    expect(answer.status).toBe(409);
    expect(answer.body.message).toBe(
      'Operation cannot be fulfilled on widgets.shop.example "one": the object has been modified; please apply your changes to the latest version and try again',
    );
  });
});

describe('deletion', () => {
  it('deletes only the object that has the wanted UID', async () => {
    const { body } = await put({ size: 'small' });

    const wrong = await call(cluster, ONE, {
      method: 'DELETE',
      body: { preconditions: { uid: 'x' } },
    });
    const right = await call(cluster, ONE, {
      method: 'DELETE',
      body: { preconditions: { uid: body.metadata.uid } },
    });

    expect([wrong.status, right.status]).toEqual([409, 200]);
    expect(wrong.body.message).toContain('Precondition failed: UID in precondition: x');
    expect((await call(cluster, ONE)).status).toBe(404);
  });
});
