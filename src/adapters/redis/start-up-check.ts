import { asFailure, codeOf } from './connection-failure.ts';
import type { RedisConnection } from './connection.ts';

/** The oldest Redis that knows every command in use (`GETEX`). */
const OLDEST = [6, 2] as const;

/** What Redis says of itself. Undefined: it does not say. */
export interface RedisFacts {
  readonly version: string | undefined;
  readonly isReplica: boolean;
  readonly isCluster: boolean;
  readonly replicas: number | undefined;
  readonly appendonly: string | undefined;
  readonly appendfsync: string | undefined;
  readonly maxmemoryPolicy: string | undefined;
}

/**
 * What can be lost by the way this Redis is set up: a sentence each for the operator, with the setting
 * that mends it. Throws `Failure('unavailable')` when Redis does not answer.
 */
export async function redisRisks(connection: RedisConnection): Promise<readonly string[]> {
  return risksOf(await factsOf(connection));
}

export function risksOf(facts: RedisFacts): readonly string[] {
  const { appendonly, appendfsync, maxmemoryPolicy } = facts;
  return [
    ...versionRisks(facts.version),
    ...placeRisks(facts),
    ...(appendonly === 'no'
      ? [
          'Redis keeps no append-only file: a crash or restart loses everything since its last snapshot. Set `appendonly yes`.',
        ]
      : fsyncRisks(appendfsync)),
    ...(maxmemoryPolicy !== undefined && maxmemoryPolicy !== 'noeviction'
      ? [
          `Redis throws records away when its memory is full (${maxmemoryPolicy}). Set \`maxmemory-policy noeviction\`.`,
        ]
      : []),
    ...unseenRisks(facts),
  ];
}

function versionRisks(version: string | undefined): string[] {
  const [major = 0, minor = 0] = version?.split('.').map(Number) ?? OLDEST;
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return [];
  return [
    `This is Redis ${version}, and the bot needs ${OLDEST.join('.')} or newer: some of its commands will fail. Upgrade Redis.`,
  ];
}

function placeRisks({ isReplica, isCluster, replicas }: RedisFacts): string[] {
  if (isCluster) {
    return [
      'Redis runs as a Cluster, which the bot cannot use: its scripts will fail. Name a single Redis, with replicas, in REDIS_URL.',
    ];
  }
  if (isReplica) {
    return [
      'REDIS_URL names a replica, and what is written there is refused or lost. Name the primary.',
    ];
  }
  return replicas === 0
    ? [
        'Redis has no replica: everything is lost with its disk. Add one (`replicaof` on the other machine), or back its files up.',
      ]
    : [];
}

function fsyncRisks(appendfsync: string | undefined): string[] {
  switch (appendfsync) {
    case 'everysec':
      return [
        'Redis writes to disk once a second: a loss of power loses the last second, of what was acknowledged too. Set `appendfsync always` where that matters.',
      ];
    case 'no':
      return [
        'Redis leaves it to the system when to write to disk: a loss of power loses half a minute or more. Set `appendfsync everysec` or `always`.',
      ];
    default:
      return [];
  }
}

function unseenRisks(facts: RedisFacts): string[] {
  const unseen = [
    ...(facts.version === undefined ? ['its version (6.2 or newer)'] : []),
    ...(facts.appendonly === undefined ? ['`appendonly` (yes)'] : []),
    ...(facts.appendonly !== 'no' && facts.appendfsync === undefined
      ? ['`appendfsync` (everysec or always)']
      : []),
    ...(facts.maxmemoryPolicy === undefined ? ['`maxmemory-policy` (noeviction)'] : []),
    ...(facts.replicas === undefined ? ['its replicas (one at least)'] : []),
  ];
  if (unseen.length === 0) return [];
  return [
    `This Redis does not let the bot look at ${unseen.join(', ')}: what can be lost there is not known. Check it where Redis is managed.`,
  ];
}

async function factsOf(connection: RedisConnection): Promise<RedisFacts> {
  const about = await aboutOf(connection);
  const setting = async (name: string): Promise<string | undefined> => {
    const pair = await unlessRefused(connection.client.config('GET', name));
    const value = Array.isArray(pair) ? pair[1] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const replicas = about.get('connected_slaves');
  const isAppending = about.get('aof_enabled');
  return {
    version: about.get('redis_version'),
    isReplica: about.get('role') === 'slave',
    isCluster: about.get('cluster_enabled') === '1',
    replicas: replicas === undefined ? undefined : Number(replicas),
    appendonly:
      (await setting('appendonly')) ??
      (isAppending === undefined ? undefined : isAppending === '1' ? 'yes' : 'no'),
    appendfsync: await setting('appendfsync'),
    maxmemoryPolicy: (await setting('maxmemory-policy')) ?? about.get('maxmemory_policy'),
  };
}

/** What `INFO` tells, which managed services allow where they refuse `CONFIG`. */
async function aboutOf({ client }: RedisConnection): Promise<ReadonlyMap<string, string>> {
  const text = (await unlessRefused(client.info())) ?? '';
  return new Map(
    text.split('\r\n').flatMap((line) => {
      const [, name, value] = /^([^#:]+):(.*)$/u.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

async function unlessRefused<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asFailure(call);
  } catch (error) {
    // NOPERM: the user may not. ERR: the service has taken the command away.
    if (['NOPERM', 'ERR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
