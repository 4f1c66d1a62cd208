import { describe, expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { scanCard } from './cards.ts';
import type { ScanEvent, ScanInput, ScanState } from './state.ts';
import { summary } from './summary.ts';
import { start, transition } from './transition.ts';

const AT = '2026-11-02T09:00:00.000Z';

function at(seconds: number): string {
  return new Date(Date.parse(AT) + seconds * 1_000).toISOString();
}

function begun(input: ScanInput = { reason: 'asked' }): ScanState {
  const opening = { sessionId: 'session-1', owner: anActor(), place: aPlace(), at: AT, input };
  return start(opening).state;
}

const COUNTS = { documents: 0, documentsTotal: 10, described: 0, unchanged: 0, failures: 0 };
const listed = {
  type: 'documents-listed',
  at: at(1),
  clusterId: 'cluster-1',
  clusterName: 'staging',
  kinds: 200,
  counts: COUNTS,
  unknownNames: [],
  describes: true,
  embeds: true,
} satisfies ScanEvent;
const read = { ...COUNTS, documents: 10, described: 180, unchanged: 20 };
const profiled = {
  type: 'kinds-profiled',
  at: at(6),
  counts: read,
  failures: [],
} satisfies ScanEvent;
const planned = {
  type: 'descriptions-planned',
  at: at(10),
  plan: 'a',
  batches: 2,
  kinds: 15,
} satisfies ScanEvent;
const described = {
  type: 'kinds-described',
  at: at(30),
  described: 14,
  failures: 1,
  undescribed: [{ kind: 'things.example.org', reason: 'The answer could not be used.' }],
} satisfies ScanEvent;
const embedded = {
  type: 'kinds-embedded',
  at: at(50),
  vectors: { done: 200, total: 200 },
} satisfies ScanEvent;
const swept = {
  type: 'kinds-swept',
  at: at(51),
  gone: 2,
  known: 198,
  knownByModel: 190,
} satisfies ScanEvent;

function after(state: ScanState, ...events: readonly ScanEvent[]): ScanState {
  return events.reduce((before, event) => transition(before, event).state, state);
}

function said(state: ScanState): string {
  return JSON.stringify(scanCard(state));
}

function statusOf(state: ScanState) {
  return summary({ ...aSession({ workflow: 'scan' }), state }).status;
}

describe('the card of a scan under way', () => {
  it('tells how far the reading is, how fast and how long it will still take', () => {
    const counts = { ...COUNTS, documents: 4, described: 80, unchanged: 20 };
    const state = after(begun(), listed, { type: 'scan-progressed', at: at(3), counts });

    expect(said(state)).toContain('100 of 200 kinds · 40 a second · about 3 s left');
    expect(said(state)).toContain('"fraction":0.4');
    expect(said(state)).toContain('cancel-scan');
    expect(statusOf(state)).toEqual([
      'Reading schemas: 100 of 200 kinds · 40 a second · about 3 s left.',
    ]);
  });

  it('says nothing of a rate before anything was read, or once a stage is over', () => {
    expect(said(after(begun(), listed))).not.toContain('a second');
    expect(said(after(begun(), listed, profiled))).not.toContain('a second');
  });

  it('tells how far the model is', () => {
    const progress = {
      type: 'descriptions-progressed',
      at: at(20),
      finished: 1,
      described: 9,
      failures: 1,
    } satisfies ScanEvent;
    const state = after(begun(), listed, profiled, planned, progress);

    expect(said(state)).toContain('9 of 15 kinds · 54 a minute · about 5 s left');
    expect(said(state)).toContain('"fraction":0.6');
    expect(said(state)).toContain('1 kind could not be described so far.');
    expect(statusOf(state)).toEqual([
      'The language model describes what is new: 9 of 15 kinds · 54 a minute · about 5 s left. 1 kind could not be described.',
    ]);
  });

  it('counts no failure as progress, and names what the model refused them for', () => {
    const message = 'Claude is not set up right. Tell an operator.';
    const refused = {
      type: 'activity-failed',
      activity: 'describe-batch',
      effect: { type: 'describe-batch', key: 'scan', plan: 'a', batch: 0, total: 2 },
      kind: 'model-unavailable',
      reason: 'operator',
      message,
      at: at(20),
    } satisfies ScanEvent;
    const ended = {
      type: 'descriptions-progressed',
      at: at(21),
      finished: 1,
      described: 0,
      failures: 10,
    } satisfies ScanEvent;
    const state = after(begun(), listed, profiled, planned, refused, ended);

    expect(said(state)).toContain('"detail":"0 of 15 kinds"');
    expect(said(state)).toContain('"fraction":0');
    expect(said(state)).toContain(`10 kinds could not be described so far: ${message}`);
    expect(statusOf(state)).toEqual([
      `The language model describes what is new: 0 of 15 kinds. 10 kinds could not be described: ${message}`,
    ]);
    const both = after(state, { ...refused, effect: { ...refused.effect, batch: 1 } });
    expect(both.modelProblem).toBe(message);
    expect(said(both)).toContain(`so far: ${message}`);
  });

  it('tells slow work by the minute', () => {
    const vectors = { done: 5, total: 200 };
    const progress = { type: 'vectors-progressed', at: at(60), vectors } satisfies ScanEvent;

    expect(said(after(begun(), listed, profiled, planned, described, progress))).toContain(
      '5 of 200 kinds · 10 a minute · about 20 min left',
    );
  });

  it('shows no stage that this scan does not have', () => {
    const state = after(begun(), { ...listed, describes: false, embeds: false });

    expect(said(state)).not.toContain('language model');
    expect(said(state)).not.toContain('by meaning');
    expect(said(after(begun({ reason: 'asked', names: ['Bucket'] }), listed))).not.toContain(
      'kinds that are gone',
    );
  });

  it('says that it waits while the index does not answer, and no more once it does', () => {
    const effect = { type: 'profile-kinds', key: 'scan' } as const;
    const waiting = after(begun(), listed, { type: 'index-unavailable', at: at(2), effect });

    expect(said(waiting)).toContain('The knowledge index is not answering: waiting');
    expect(statusOf(waiting)).toEqual(['The knowledge index is not answering: waiting.']);
    expect(said(after(waiting, profiled))).not.toContain('is not answering');
  });
});

describe('the card of a scan that is done', () => {
  it('says who described how much, what is gone, and what could not be described', () => {
    const text = said(after(begun(), listed, profiled, planned, described, embedded, swept));

    expect(text).toContain('198 capabilities');
    expect(text).toContain('"Described by the model","value":["190 kinds"]');
    expect(text).toContain('"Described by code","value":["8 kinds"]');
    expect(text).toContain('"Unchanged","value":["20 kinds"]');
    expect(text).toContain('"Gone","value":["2 kinds"]');
    expect(text).toContain('1 kind could not be described by the language model');
    expect(text).toContain('things.example.org');
    expect(text).toContain('capabilities scan');
    expect(text).not.toContain('cancel-scan');
  });

  it('names the documents that could not be read', () => {
    const failures = [{ document: 'apps/v1', reason: 'The cluster is not answering.' }];
    const counts = { ...read, failures: 1 };
    const text = said(
      after(
        begun(),
        { ...listed, describes: false, embeds: false },
        { ...profiled, counts, failures },
        swept,
      ),
    );

    expect(text).toContain('apps/v1');
    expect(text).toContain('1 schema document could not be read');
  });

  it('offers no other scan where nothing is left to mend', () => {
    const nothing = { ...described, failures: 0, undescribed: [] };
    const state = after(begun(), listed, profiled, planned, nothing, embedded, swept);

    expect(said(state)).not.toContain('Scan again');
  });

  it('says what it means that vectors are missing', () => {
    const failed: ScanEvent = {
      type: 'activity-failed',
      activity: 'embed-kinds',
      effect: { type: 'embed-kinds', key: 'scan' },
      kind: 'invalid-input',
      message: 'The embedding service refuses the key.',
      at: at(40),
    };
    const without = after(begun(), listed, profiled, planned, described, failed, swept);
    const some = { ...embedded, vectors: { done: 190, total: 200 } };
    const few = after(begun(), listed, profiled, planned, described, some, swept);

    expect(without.stage).toBe('done');
    expect(said(without)).toContain(
      'Search goes by words until the next scan: The embedding service refuses the key.',
    );
    expect(said(few)).toContain('10 kinds without a vector');
  });

  it('names what was asked for and is unknown, with what was probably meant', () => {
    const unknownNames = [{ name: 'bukcet', nearest: 'bucket' }, { name: 'xyzzy' }];
    const named = begun({ reason: 'asked', names: ['bukcet', 'xyzzy', 'queue'] });
    const text = said(
      after(named, { ...listed, unknownNames, describes: false, embeds: false }, profiled, swept),
    );

    expect(text).toContain('Nothing here is called “bukcet”: did you mean “bucket”?');
    expect(text).toContain('Nothing here is called “xyzzy”.');
  });
});

describe('the card of a scan that stopped', () => {
  it('tells why, what is kept, and offers the same scan again', () => {
    const named = after(begun({ reason: 'asked', names: ['Bucket', 'rds'] }), listed, profiled);
    const text = said(
      transition(named, {
        type: 'activity-failed',
        activity: 'sweep-kinds',
        kind: 'bug',
        message: 'Something went wrong on our side.',
        at: at(9),
      }).state,
    );

    expect(text).toContain('Something went wrong on our side.');
    expect(text).toContain('180 kinds read before that can be used');
    expect(text).toContain('capabilities scan Bucket rds');
  });

  it('offers the same scan again where many were named', () => {
    const names = Array.from({ length: 20 }, (_, number) => `thing${number}.group.example.org`);
    const cancelled = transition(after(begun({ reason: 'asked', names }), listed), {
      type: 'scan-cancelled',
      at: at(9),
      actor: anActor('U1'),
    });

    expect(said(cancelled.state)).toContain(`capabilities scan ${names.join(' ')}`);
  });

  it('says of a scan at the start why the bot reads the cluster', () => {
    expect(said(begun({ reason: 'first-start' }))).toContain('whenever I start');
  });
});
