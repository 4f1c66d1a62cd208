import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { areRecordsFree } from '../compose/kept-records.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { DOOR_FILE } from './open-browser.ts';

/** Where the demo keeps what was done, from where it is started. */
export const DEMO_FOLDER = join('data', 'demo');

/** The same with people's own clusters: a folder for each. */
export const OWN_CLUSTERS_FOLDER = join('data', 'demo-own');

export const CLUSTER_FILE = 'cluster.json';
export const SLACK_FILE = 'slack.json';
export const KUBECONFIG_FILE = 'kubeconfig';

/** All that a demo writes. */
const FILES = [
  CLUSTER_FILE,
  `${CLUSTER_FILE}.new`,
  SLACK_FILE,
  `${SLACK_FILE}.next`,
  KUBECONFIG_FILE,
  DOOR_FILE,
  'dotai.db',
  'dotai.db-wal',
  'dotai.db-shm',
];

/**
 * Makes the folder, for one demo at a time and for this account alone; `isFresh` empties it first of
 * what demos wrote, and of nothing else. Throws `Failure('conflict')` while another demo runs on it.
 * The lock is to be kept until nothing of the demo writes there any more.
 */
export function prepareFolder(given: {
  readonly folder: string;
  readonly isFresh: boolean;
  readonly clock: Clock;
}): FolderLock {
  const { folder, isFresh } = given;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  tighten(folder, 0o700);
  const lock = lockFolder(folder);
  if (!lock) {
    throw new Failure(
      'conflict',
      `Another demo is running with the data in ${folder}. The terminal it was started in shows its address; stop it there with Ctrl+C before you start another.`,
    );
  }
  try {
    if (!areFree(given)) throw recordsInUse(folder);
    for (const file of FILES) {
      if (isFresh) rmSync(join(folder, file), { force: true });
      else tighten(join(folder, file), 0o600);
    }
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A bot that is no demo, or a demo of before there was a lock. */
export function recordsInUse(folder: string, cause?: unknown): Failure {
  return new Failure(
    'conflict',
    `Another dotai is running with the data in ${folder}. Stop it, where it was started, before you start a demo.`,
    { cause },
  );
}

/** What is not there needs no permissions. Throws `Failure('forbidden')`. */
function tighten(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    const message = `The demo cannot keep ${path} to your account: it belongs to another one. Delete it, or start the demo from another folder.`;
    throw new Failure('forbidden', message, { cause });
  }
}

/** What cannot be read can still be forgotten. */
function areFree({ folder, isFresh, clock }: Parameters<typeof prepareFolder>[0]): boolean {
  try {
    return areRecordsFree({ dataDirectory: folder, clock });
  } catch (error) {
    if (isFresh && error instanceof Failure) return true;
    throw error;
  }
}
