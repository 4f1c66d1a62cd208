import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { Commit, OutboxChange } from '../../ports/record-store.ts';
import type { createAuditChain } from './audit.ts';
import { cancellingName, type EffectReader, inSequence, outboxValues } from './outbox.ts';
import type { RecordScripts } from './scripts.ts';
import type { SessionChanges } from './sessions-changes.ts';
import { filingOf, forgottenAtMs } from './sessions.ts';

type Values = readonly (string | number)[];

/** What the script answers; only `done` wrote anything. */
const CommitAnswer = z.union([
  z.tuple([z.literal('done'), z.array(z.string()), z.unknown()]),
  z.tuple([z.literal('conflict'), z.enum(['version', 'key', 'settled'])]),
  z.tuple([z.literal('known-effect'), z.string()]),
  z.tuple([z.literal('audit-moved'), z.coerce.number().int(), z.string()]),
]);

const CONFLICTS = {
  version: 'The conversation moved on meanwhile.',
  key: 'That is being done already.',
  settled: 'That was taken care of already.',
} as const;

/** One commit is one script: stored whole or not at all. */
export async function sendCommit(
  commit: Commit,
  parts: {
    readonly prefix: string;
    readonly scripts: RecordScripts;
    readonly effectsOf: EffectReader;
    readonly chain: ReturnType<typeof createAuditChain>;
    readonly changes: Pick<SessionChanges, 'channel' | 'newsOf'>;
    readonly nowMs: number;
  },
): Promise<OutboxChange> {
  const { prefix, scripts, effectsOf, chain, changes, nowMs } = parts;
  const news = commit.session ? changes.newsOf(sessionChangeOf(commit.session, commit)) : '';
  const before = [nowMs, changes.channel, news, ...causeValues(commit)];
  const after = [commit.effects.length, ...commit.effects.flatMap(outboxValues)];
  let made: OutboxChange = { runnable: [], cancelledIds: [] };

  await chain.append(commit.audit, async (audit) => {
    const values = [...before, ...audit, ...after];
    const answer = CommitAnswer.parse(await scripts.commit([prefix], values));
    switch (answer[0]) {
      case 'done':
        made = { runnable: inSequence(effectsOf(answer[2])), cancelledIds: answer[1] };
        return 'done';
      case 'audit-moved':
        return { sequence: answer[1], hash: answer[2] };
      case 'conflict':
        throw new Failure('conflict', CONFLICTS[answer[1]]);
      case 'known-effect':
        throw new Error(`effect ${answer[1]} is stored already`);
    }
  });
  return made;
}

export function sessionChangeOf(
  { record }: NonNullable<Commit['session']>,
  { isProgress }: Commit,
): { sessionId: string; isProgress: boolean } {
  return { sessionId: record.id, isProgress: isProgress === true };
}

/** What the script reads up to the audit: session, inbound event, effect, cancels, each a list. */
function causeValues(commit: Commit): Values {
  const { session, finishes, reply, cancels } = commit;
  const { inboundId, effectId } = finishes;
  const streamId = session?.record.id;
  return [
    ...listOf(session ? sessionValues(session) : []),
    ...listOf(
      inboundId === undefined ? [] : [inboundId, ...(reply ? [JSON.stringify(reply)] : [])],
    ),
    ...listOf(effectId === undefined ? [] : [effectId]),
    ...listOf(
      streamId === undefined ? [] : cancels.map((key) => cancellingName({ streamId, key })),
    ),
  ];
}

function sessionValues({ record, expectedVersion }: NonNullable<Commit['session']>): Values {
  const hasKey = record.isOpen && record.key !== undefined;
  return [
    record.id,
    record.version,
    expectedVersion,
    hasKey ? JSON.stringify(record.key) : '',
    forgottenAtMs(record) ?? '',
    filingOf(record),
    JSON.stringify(record),
  ];
}

function listOf(values: Values): Values {
  return [values.length, ...values];
}
