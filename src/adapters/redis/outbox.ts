import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Json, JsonText } from '../../domain/json.ts';
import {
  EFFECT_POOLS,
  type EffectTurn,
  type NewEffect,
  type StoredEffect,
} from '../../ports/record-store.ts';
import { asFailure } from './connection-failure.ts';
import type { Readable } from './record-store-readable.ts';
import type { RecordScripts } from './scripts.ts';

/** Effects that one script reads. */
const PAGE = 200;

/** Effects that are to be done, and for a while those that were. */
export function createOutbox(options: {
  readonly client: Redis;
  readonly prefix: string;
  readonly scripts: RecordScripts;
  readonly effectsOf: EffectReader;
}) {
  const { client, prefix, scripts, effectsOf } = options;

  /** Those of the ids that wait still. */
  async function waiting(ids: readonly string[]): Promise<readonly StoredEffect[]> {
    const effects: StoredEffect[] = [];
    for (let from = 0; from < ids.length; from += PAGE) {
      const page = ids.slice(from, from + PAGE);
      const values = ['effect', FIELDS.length, ...FIELDS, ...page];
      effects.push(...effectsOf(await scripts.read([prefix], values)));
    }
    return inSequence(effects);
  }

  return {
    async unfinished(limit: number): Promise<readonly StoredEffect[]> {
      if (limit <= 0) return [];
      return waiting(
        await asFailure(client.zrange(`${prefix}outbox:waiting`, '0', String(limit - 1))),
      );
    },
    async runnable(dueBefore: string | undefined): Promise<readonly StoredEffect[]> {
      const end = dueBefore === undefined ? '+inf' : `(${Date.parse(dueBefore)}`;
      return waiting(await asFailure(client.zrangebyscore(`${prefix}outbox:runnable`, 0, end)));
    },
    /** How often it was begun before; undefined when it is settled or unknown. */
    async begin(id: string): Promise<number | undefined> {
      return Begun.parse(await scripts.begin([prefix], [id])) ?? undefined;
    },
    /** The effects that became runnable. */
    async finish(id: string): Promise<readonly StoredEffect[]> {
      return inSequence(effectsOf(await scripts.finish([prefix], [id])));
    },
    async isTurn({ effectId, attempts }: EffectTurn): Promise<boolean> {
      const call = client.hmget(`${prefix}effect:${effectId}`, 'state', 'attempts');
      const [state, begun] = await asFailure(call);
      return state === 'waiting' && begun === String(attempts + 1);
    },
  };
}

/** What the commit script is given of an effect. */
export function outboxValues(effect: NewEffect): readonly (string | number)[] {
  const { id, streamId, notBefore, key, lane } = effect;
  return [
    id,
    JSON.stringify(effect),
    notBefore === undefined ? 0 : Date.parse(notBefore),
    lane === undefined ? '' : JSON.stringify(lane),
    key === undefined ? '' : cancellingName({ streamId, key }),
  ];
}

/** Names the effects of one stream that are cancelled together. */
export function cancellingName({ streamId, key }: { streamId: string; key: string }): string {
  return JSON.stringify([streamId, key]);
}

export function inSequence(effects: readonly StoredEffect[]): readonly StoredEffect[] {
  return effects.toSorted((one, other) => one.sequence - other.sequence);
}

const FIELDS = ['effect', 'sequence', 'attempts'] as const;
const Count = z.string().regex(/^\d+$/u).transform(Number);
const Rows = z.array(z.tuple([z.string(), z.string(), Count, Count]));
const Begun = z.number().int().nullable();

const Text = JsonText.pipe(
  z.object({
    id: z.string(),
    streamId: z.string(),
    type: z.string(),
    body: Json,
    notBefore: z.string().optional(),
    key: z.string().optional(),
    lane: z.string().optional(),
    pool: z.enum(EFFECT_POOLS),
  }),
);
const Typed = JsonText.pipe(z.object({ type: z.string() }));

/** Those that can be read, of rows that hold an id and `FIELDS`. */
export type EffectReader = (rows: unknown) => readonly StoredEffect[];

export function createEffectReader(readable: Readable): EffectReader {
  return (rows) =>
    Rows.parse(rows).flatMap(([id, text, sequence, attempts]) => {
      const type = Typed.safeParse(text).data?.type ?? 'unknown';
      return readable({ id, type, read: Text.safeParse(text) }).map(
        ({ notBefore, key, lane, ...rest }) => ({
          ...rest,
          notBefore,
          key,
          lane,
          sequence,
          attempts,
        }),
      );
    });
}
