import { SUBJECTS } from './about-subjects.ts';
import { stemsOf } from '../knowledge/words.ts';

/** A sentence up to where it turns to something else, and what it says of that, word for word. */
export interface SentenceParts {
  readonly first: string;
  readonly rest?: string;
}

/** Things that a sentence may turn to, apart from those that `SUBJECTS` knows: by their stems. */
const OTHER_THINGS: readonly (readonly string[])[] = [
  'deployment',
  'stateful set',
  'daemon set',
  'job',
  'cron job',
  'service',
  'ingress',
  'config map',
  'secret',
  'namespace',
  'topic',
  'subnet',
].map((name) => stemsOf(name));

const DEMAND = String.raw`\b(?:must|should|shall|may|can|cannot|need|needs|have to|has to|are|is|always|never)\b`;

/** Where a demand with a subject of its own begins: "…, and databases must …". */
const TURN = new RegExp(
  String.raw`\s*(?:;|\.\s|,?\s(?:and|but|while|whereas)\s)\s*(?=((?:[\p{L}\d-]+\s){1,5}?)${DEMAND})`,
  'giu',
);

/** Without one before it, what is joined is one subject: "databases in the a-team and b-team namespaces must …". */
const SAYS_DEMAND = new RegExp(DEMAND, 'iu');

/** "labels team and service and always …": what is joined ends there, and is no subject. */
const JOINED = /\b(?:and|but|while|whereas)\s$/iu;

/** "Deployments must have 2 replicas and databases must be in X" is two policies: which fields are whose is not said. */
export function partsOf(sentence: string): SentenceParts {
  const folded = sentence.replaceAll(/\s+/gu, ' ').trim();
  for (const { index, 0: joint, 1: subject = '' } of folded.matchAll(TURN)) {
    const first = folded.slice(0, index);
    if (!SAYS_DEMAND.test(first) || JOINED.test(subject)) continue;
    const known = thingsIn(first);
    if (thingsIn(subject).every((thing) => known.includes(thing))) continue;
    return { first, rest: folded.slice(index + joint.length) };
  }
  return { first: folded };
}

/** By place in the tables. */
function thingsIn(text: string): readonly number[] {
  const said = ` ${stemsOf(text).join(' ')} `;
  return [...SUBJECTS.map((subject) => subject.said), ...OTHER_THINGS.map((name) => [name])]
    .map((phrases, place) =>
      phrases.some((phrase) => said.includes(` ${phrase.join(' ')} `)) ? place : -1,
    )
    .filter((place) => place >= 0);
}
