import type { MiningLabel } from './label.ts';

export const UNSEEN_NOTHING: readonly MiningLabel[] = [
  {
    name: 'thanks and weekend',
    language: 'en',
    talk: ['A: thanks everyone, great week', 'B: enjoy! never forget to unplug', 'C: always 🎉'],
    expects: [],
  },
  {
    name: 'a pod that does not start',
    language: 'en',
    talk: [
      'A: my Deployment never becomes ready, the ExternalSecret always shows an error',
      'B: check the ClusterSecretStore, the token must have expired',
      'A: that was it, rotated it, green now',
    ],
    expects: [],
  },
  {
    name: 'what would be nice',
    language: 'en',
    talk: [
      'A: It would be great if every team used ObjectStore.',
      'B: We could make it mandatory one day, who knows.',
    ],
    expects: [],
  },
  {
    name: 'somebody else said so',
    language: 'en',
    talk: [
      'A: The consultant told us that we must put everything into one KafkaCluster.',
      'B: and what do we do?',
      'A: nothing has been decided',
    ],
    expects: [],
  },
  {
    name: 'withdrawn decision',
    language: 'en',
    talk: [
      'A: Decision from the guild: for caches everybody must use ReplicationGroup.',
      'B: There was a lot of pushback on that.',
      'A: Yes. We withdrew that this morning, please forget it.',
    ],
    expects: [],
  },
  {
    name: 'stand-up',
    language: 'en',
    talk: [
      'A: yesterday I created the SqlDatabase for billing, today I add a Pooler',
      'B: I am on the InternetGateway of the new account, should be done tomorrow',
    ],
    expects: [],
  },
  {
    name: 'a complaint',
    language: 'en',
    talk: [
      'A: why do we always have to wait for the CompositeResourceDefinition to settle, it is so annoying',
      'B: same here, every time',
    ],
    expects: [],
  },
];
