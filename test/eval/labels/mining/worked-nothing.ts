import type { MiningLabel } from './label.ts';

/** Talk in which nothing is laid down. */
export const WORKED_NOTHING: readonly MiningLabel[] = [
  {
    name: 'lunch',
    language: 'en',
    talk: [
      'A: lunch at the usual place?',
      'B: always! 12:30?',
      'A: must get out of this meeting first',
    ],
    expects: [],
  },
  {
    name: 'an incident',
    language: 'en',
    talk: [
      'A: SqlDatabase of checkout is down, it always times out',
      'B: looking. The RDS instance never comes up, storage is full',
      'A: we used a bigger Instance for now, back up',
    ],
    expects: [],
  },
  {
    name: 'only questions',
    language: 'en',
    talk: [
      'A: Do we always use SqlDatabase for databases?',
      'B: good question. Must every Deployment have a NetworkPolicy too?',
      'A: who would know?',
    ],
    expects: [],
  },
  {
    name: 'a plan',
    language: 'en',
    talk: [
      'A: I think we should maybe use KafkaTopic for all events next quarter.',
      'B: Could work. If we used KafkaCluster everywhere, we would never need SQS.',
      'A: let me write a proposal',
    ],
    expects: [],
  },
  {
    name: 'taken back without a successor',
    language: 'en',
    talk: [
      'A: Every Deployment must have at least three replicas.',
      'B: Who says that?',
      'A: Hm, scratch that, I was wrong. There is no rule.',
    ],
    expects: [],
  },
  {
    name: 'what others do',
    language: 'en',
    talk: [
      'A: At my old company we always used InternetGateway with every VPC.',
      'B: The AWS docs say that databases must never be public.',
    ],
    expects: [],
  },
  {
    name: 'once',
    language: 'en',
    talk: [
      'A: For this release we only use the RDS Instance, as an exception.',
      'B: ok, I deployed it yesterday with three replicas',
    ],
    expects: [],
  },
  {
    name: 'a joke',
    language: 'en',
    talk: [
      'A: We always use a CronJob to make coffee 😂',
      'B: lol, every Deployment gets a croissant',
    ],
    expects: [],
  },
  {
    name: 'need not be',
    language: 'en',
    talk: [
      'A: You don’t have to use SqlDatabase for throwaway databases, it is optional.',
      'B: Either is fine.',
    ],
    expects: [],
  },
];
