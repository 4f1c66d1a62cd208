/** What a question is about, however it is worded. */
export type Topic = 'provider' | 'hosting' | 'access' | 'schema' | 'engine' | 'workload' | 'state';

const CLOUD = /\b(?:aws|amazon|azure|google|gcp)\b/giu;

/** Read from the question's words alone; what matches nothing has no topic. */
const WORDS: Readonly<Record<Exclude<Topic, 'provider'>, RegExp>> = {
  hosting:
    /\b(?:managed|self-hosted|self-managed|operated|operator|run (?:it|by)|(?:in|inside|within) (?:this|the|your) cluster|hosted)\b/iu,
  access:
    /\b(?:public(?:ly)?|internet|expos(?:e|ed|ure)|reachab\w+|accessib\w+|outside|private|internal(?:ly)?)\b/iu,
  schema: /\b(?:schemas?|migrations?|tables)\b/iu,
  engine: /\b(?:engine|postgres(?:ql)?|mysql|mariadb|redis|kafka|which (?:kind|type) of data)\b/iu,
  workload: /\b(?:workload|stateless|long-running|schedule|once|batch|job)\b/iu,
  state: /\b(?:persist\w*|stateful|durab\w+|volume|survive|keep its data)\b/iu,
};

/** A question may be about several things. */
export function topicsOf(question: {
  readonly text: string;
  readonly options: readonly string[];
}): readonly Topic[] {
  const words = [question.text, ...question.options].join(' ');
  const clouds = new Set(question.options.flatMap((one) => one.toLowerCase().match(CLOUD) ?? []));
  const isOfClouds = clouds.size > 1 || /\b(?:cloud|provider)\b/iu.test(question.text);
  const others = TOPICS.filter((topic) => WORDS[topic].test(words));
  return isOfClouds ? ['provider', ...others] : others;
}

const TOPICS = ['hosting', 'access', 'schema', 'engine', 'workload', 'state'] as const;
