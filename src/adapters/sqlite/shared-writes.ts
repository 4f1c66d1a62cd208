import { asFailure, type Database } from './database.ts';

/**
 * Writes that share the wait for the disk. All that are asked for in one turn of the event loop go
 * into one transaction: under load the disk is waited for once for many, not once for each.
 */
export interface SharedWrites {
  /**
   * Runs `work` soon and resolves when it is on disk. Work that throws is undone alone, and rejects
   * with what it threw. Throws `Failure('unavailable')` where the file cannot be written.
   */
  write<Result>(work: () => Result): Promise<Result>;
}

interface Job {
  /** Does the work inside the open transaction. Returns what tells its caller, after the commit. */
  run(): () => void;
  reject(error: unknown): void;
}

export function createSharedWrites(database: Database): SharedWrites {
  const { connection } = database;
  const begin = connection.prepare('SAVEPOINT one');
  const undo = connection.prepare('ROLLBACK TO one');
  const end = connection.prepare('RELEASE one');
  let waiting: Job[] = [];

  /** Undone alone where it throws; where SQLite gave the whole transaction up, all are. */
  function alone<Result>(work: () => Result): Result {
    begin.run();
    try {
      return work();
    } catch (error) {
      if (connection.isTransaction) undo.run();
      throw error;
    } finally {
      if (connection.isTransaction) end.run();
    }
  }

  function flush(): void {
    const jobs = waiting;
    waiting = [];
    try {
      const tellings = database.write(() => jobs.map((job) => job.run()));
      for (const tell of tellings) tell();
    } catch (error) {
      for (const job of jobs) job.reject(error);
    }
  }

  return {
    write<Result>(work: () => Result) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      waiting.push({
        reject,
        run() {
          try {
            const result = alone(work);
            return () => resolve(result);
          } catch (error) {
            if (!connection.isTransaction) throw error;
            return () => reject(asFailure(error));
          }
        },
      });
      if (waiting.length === 1) setImmediate(flush);
      return promise;
    },
  };
}
