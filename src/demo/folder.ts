import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { areRecordsFree } from '../compose.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
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
 * Makes the folder, for one demo at a time; `isFresh` empties it first of what demos wrote, and of
 * nothing else. Throws `Failure('conflict')` while another demo runs on it.
 */
export function prepareFolder(given: {
  readonly folder: string;
  readonly isFresh: boolean;
  readonly clock: Clock;
}): void {
  const { folder, isFresh } = given;
  mkdirSync(folder, { recursive: true });
  if (!areFree(given)) {
    throw new Failure(
      'conflict',
      `Another demo is running with the data in ${folder}. The terminal it was started in shows its address; stop it there with Ctrl+C before you start another.`,
    );
  }
  if (isFresh) for (const file of FILES) rmSync(join(folder, file), { force: true });
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
