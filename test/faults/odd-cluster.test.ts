import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { missingRedis } from '../redis/redis-server.ts';
import type { Wishes } from './conversation.ts';
import { CYCLIC, FREE, HUGE, namespaces } from './odd-documents.ts';
import { playThrough } from './play.ts';
import { askPrivately } from './scanning.ts';

/** Whose schemas cannot be read: discovery tells of the group, and its document answers 503. */
const AWAY = 'autoscaling/v2';

function wishes(kind: string): Wishes {
  return {
    intent: `a ${kind}`,
    solution: new RegExp(kind, 'iu'),
    answers: { Name: 'first', Namespace: 'team-09999' },
  };
}

describe
  .skipIf(missingRedis())
  .concurrent(
    'a cluster of 10,000 namespaces, with a group that answers 503 and a kind whose schema',
    () => {
      it.each([
        ['has 2 MB', 'warehouse', HUGE],
        ['goes round in circles', 'genealogy', CYCLIC],
        ['keeps unknown fields', 'scrapbook', FREE],
      ])(
        '%s is scanned, and that kind is recommended, configured and applied',
        async (_how, kind, document) => {
          let scanned = '';
          const steps = await playThrough(
            wishes(kind),
            async ({ world, move, settled }) => {
              await move.act();
              await settled();
              if (move.name !== 'approve') return;
              scanned = textOf(await askPrivately(world, 'capabilities progress'));
            },
            {
              victim: 'worker',
              documents: [document, ...namespaces()],
              prepare: ({ faults }) =>
                faults.next({
                  does: { status: 503 },
                  path: `/openapi/v3/apis/${AWAY}`,
                  times: 1_000_000,
                }),
            },
          );

          expect(steps).toEqual(expect.arrayContaining(['ask', 'choose', 'required', 'approve']));
          expect(scanned).toContain('1 schema document could not be read');
          expect(scanned).toContain(AWAY);
        },
      );
    },
  );
