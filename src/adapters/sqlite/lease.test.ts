import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aCommand } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import type { Clock } from '../../ports/clock.ts';
import { openDatabase } from './database.ts';
import { acquireLease } from './lease.ts';
import { createSqliteRecordStore } from './record-store.ts';

const here = { pid: 11, host: 'here' };
const neighbour = { pid: 12, host: 'here' };
const elsewhere = { pid: 11, host: 'elsewhere' };

/** One file and processes that each open it for themselves. */
function aFile() {
  const directory = mkdtempSync(join(tmpdir(), 'dotai-lease-'));
  const theirs = createFakeClock();
  const dead = new Set<number>();
  const lost: string[] = [];
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return {
    clock: theirs,
    dead,
    lost,
    acquire(process: typeof here, clock: Clock = theirs) {
      const database = openDatabase(join(directory, 'dotai.db'));
      onTestFinished(() => database.close());
      const lease = acquireLease({
        database,
        clock,
        process,
        isAlive: (pid) => !dead.has(pid),
        onLost: () => lost.push(process.host),
      });
      return {
        lease,
        store: createSqliteRecordStore({ database, lease, clock, logger: createFakeLogger() }),
      };
    },
  };
}

/** The time of somebody who looks so much later; the holder's own stands still, as if it hung. */
function at(ms: number): Clock {
  return createFakeClock(new Date(createFakeClock().now().getTime() + ms).toISOString());
}

describe('a lease', () => {
  it('keeps a second process out and says what to do', async () => {
    const file = aFile();
    file.acquire(here);

    expect(() => file.acquire(neighbour)).toThrow(/process 11 on here.*DOTAI_DATA_DIR/u);
    await file.clock.advance(3_600_000); // the heartbeat keeps it
    expect(() => file.acquire(elsewhere)).toThrow(expect.objectContaining({ kind: 'conflict' }));
  });

  it('passes on at once when its holder released it, or died on this host', () => {
    const file = aFile();
    file.acquire(here).lease.release();
    file.acquire(neighbour);
    file.dead.add(neighbour.pid);

    expect(() => file.acquire(here)).not.toThrow();
  });

  it('passes on to the process that took the dead one’s number, as in a restarted container', () => {
    const file = aFile();
    file.acquire(here);

    expect(() => file.acquire(here)).not.toThrow();
  });

  it('of another host passes on when it was silent for the term', () => {
    const file = aFile();
    const stopped = file.acquire(elsewhere).lease;
    expect(() => file.acquire(here, at(15_000))).toThrow(
      expect.objectContaining({ kind: 'conflict' }),
    );

    file.acquire(here, at(15_001)).lease.check();
    expect(() => stopped.check()).toThrow(expect.objectContaining({ kind: 'unavailable' }));
  });

  it('that was lost lets nothing be written, and the holder learns of it', async () => {
    const file = aFile();
    const loser = file.acquire(here);
    await loser.store.receive(aCommand('one'));
    file.dead.add(here.pid);
    const winner = file.acquire(neighbour);

    await expect(loser.store.receive(aCommand('two'))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    const turn = { effectId: 'e1', attempts: 0 };
    await expect(loser.store.checkTurn(turn)).rejects.toMatchObject({
      message: expect.stringContaining('Another copy'),
    });
    expect(await winner.store.unfinishedInbound()).toEqual([aCommand('one')]);
    await file.clock.advance(3_000);
    expect(file.lost).toEqual(['here']);
    winner.lease.check();
  });
});
