import { array, assert, constantFrom, option, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectOnPage } from '../../page-protocol.ts';
import { clusterTree, countsInWords, type ObjectNode, objectsIn } from './cluster-tree.ts';

function anObject(id: string, more: Partial<ObjectOnPage> = {}): ObjectOnPage {
  return {
    id,
    apiVersion: 'v1',
    kind: 'Service',
    namespace: 'a-team',
    name: id,
    createdAt: '2026-03-01T10:00:00Z',
    conditions: [],
    readiness: 'ready',
    reason: '',
    yaml: '',
    ...more,
  };
}

/** `a(b(c) d)`: the names of a tree. */
function outline(nodes: readonly ObjectNode[]): string {
  return nodes
    .map(({ object, owned }) => object.id + (owned.length > 0 ? `(${outline(owned)})` : ''))
    .join(' ');
}

describe('the tree of objects', () => {
  it('has namespaces in order and the whole cluster last', () => {
    const groups = clusterTree([
      anObject('everywhere', { namespace: undefined }),
      anObject('second', { namespace: 'b-team' }),
      anObject('first', { namespace: 'a-team' }),
    ]);

    expect(groups.map(({ namespace }) => namespace)).toEqual(['a-team', 'b-team', undefined]);
  });

  it('puts what is owned under its owner, in another namespace too, oldest first', () => {
    const groups = clusterTree([
      anObject('pod', { ownedBy: 'set', createdAt: '2026-03-01T10:00:09Z' }),
      anObject('claim', { createdAt: '2026-03-01T10:00:01Z' }),
      anObject('younger', {
        ownedBy: 'claim',
        namespace: undefined,
        createdAt: '2026-03-01T10:00:07Z',
      }),
      anObject('set', { ownedBy: 'claim', createdAt: '2026-03-01T10:00:03Z' }),
      anObject('apart', { createdAt: '2026-03-01T10:00:00Z' }),
    ]);

    expect(groups).toHaveLength(1);
    expect(outline(groups[0]?.roots ?? [])).toBe('apart claim(set(pod) younger)');
  });

  it('shows what has an owner that is not there', () => {
    const groups = clusterTree([anObject('orphan', { ownedBy: 'gone' })]);

    expect(outline(groups[0]?.roots ?? [])).toBe('orphan');
  });

  it('shows every object exactly once, whoever owns whom', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'elsewhere'];
    const owners = array(option(constantFrom(...ids), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    });
    assert(
      property(owners, (chosen) => {
        const objects = chosen.map((ownedBy, index) => anObject(ids[index] ?? '', { ownedBy }));
        const shown = clusterTree(objects).flatMap(({ roots }) => objectsIn(roots));

        expect(shown.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
      }),
    );
  });
});

describe('the counts', () => {
  it('name each readiness that there is', () => {
    const objects = [
      anObject('a'),
      anObject('b', { readiness: 'failed' }),
      anObject('c', { readiness: 'no-status' }),
      anObject('d'),
    ];

    expect(countsInWords(objects)).toBe('4 objects: 2 ready, 1 failed, 1 no status');
    expect(countsInWords([anObject('a')])).toBe('1 object: 1 ready');
  });
});
