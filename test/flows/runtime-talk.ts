import { sha256 } from '../../src/domain/json.ts';
import type { ArtifactStore } from '../../src/ports/artifact-store.ts';
import { aButtonPress, aCommand, aMessage, aPlace } from '../builders.ts';
import { toy, type ToyActivities } from './runtime-toy.ts';
import type { WorldOptions } from './runtime-world.ts';

/** What is said in the toy's conversations. */

export const command = aCommand('recommend a thing');
export const sessionId = sha256(`session ${command.id}`).slice(0, 32);
export const thread = aPlace({ thread: 'm1' });
export const nameGiven = aMessage('box', { place: thread });
export const finishPress = aButtonPress({
  id: 'b1',
  sessionId,
  action: { name: 'finish' },
  place: thread,
});

/** Counts to three and notes each real finish by its effect's id. */
export function counting(finished: string[] = []): WorldOptions {
  return {
    workflows: (artifacts) => [toy(countingActivities(artifacts, finished))],
  };
}

function countingActivities(artifacts: ArtifactStore, finished: string[]): ToyActivities {
  return {
    async countThings({ name }) {
      return {
        type: 'count-ended',
        count: name.length,
        file: await artifacts.put(`name: ${name}`),
      };
    },
    async finishThings(_, { effectId }) {
      if (!finished.includes(effectId)) finished.push(effectId);
      return undefined;
    },
  };
}

/** Does the counting so. */
export function doing(countThings: ToyActivities['countThings']): WorldOptions {
  return { workflows: () => [toy({ countThings, finishThings: async () => undefined })] };
}
