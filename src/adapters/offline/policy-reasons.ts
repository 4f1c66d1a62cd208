interface Reason {
  /** What the sentence speaks of. */
  readonly said: RegExp;
  /** True of all such things, whoever demands it: one sentence. */
  readonly because: string;
}

const FORBIDS =
  /\b(?:not|never|no|cannot|without|private|internal|disabled|forbidden|prohibited|block(?:ed)?)\b|n['’]t\b/iu;

const REASONS: readonly Reason[] = [
  {
    said: /\bencrypt|verschlüssel|chiffr/iu,
    because:
      'What is not encrypted can be read by whoever gets hold of a disk, a backup or the network.',
  },
  {
    said: /\bbackups?\b|\bbacked up\b|\bsnapshots?\b/iu,
    because: 'What has no backup is lost when it breaks or is deleted.',
  },
  {
    said: /\bdeletion protection\b|\bprotected (?:from|against) deletion\b/iu,
    because: 'What is deleted by mistake is gone with its data.',
  },
  {
    said: /\bregions?\b|\blocations?\b/iu,
    because:
      'Where something runs decides how far its data travels, and what it fails together with.',
  },
  {
    said: /\b(?:limits?|requests?)\b/iu,
    because:
      'A container without limits can take memory and processor time from everything else on its node.',
  },
  {
    said: /\blatest\b/iu,
    because:
      'The tag latest is another image tomorrow: nobody can tell what runs, or go back to what ran.',
  },
  {
    said: /\bregistr(?:y|ies)\b/iu,
    because: 'What runs in the cluster is only as trustworthy as the place that its image is from.',
  },
  {
    said: /\b(?:root|privileged|privileges?|escalat)/iu,
    because: 'Whoever breaks out of a container has the rights that it ran with.',
  },
  {
    said: /\b(?:labels?|annotations?)\b.*\b(?:owner|team|cost)|\b(?:owner|team|cost)\b.*\b(?:labels?|annotations?)\b/iu,
    because: 'What does not say whose it is finds nobody when it breaks or costs too much.',
  },
  {
    said: /\breplicas?\b/iu,
    because: 'What has a single copy is away whenever that copy is.',
  },
];

const PUBLIC = /\bpublic(?:ly)?\b|\binternet\b/iu;
const REACHED = 'What can be reached from the internet can be attacked from there.';

/** Most that one rationale tells. */
const REASONS_MAX = 2;

/** What goes wrong without what a sentence demands, as far as that is known of any such thing. */
export function reasonsFor(sentence: string): readonly string[] {
  const isAgainstPublic = PUBLIC.test(sentence) && FORBIDS.test(sentence);
  const found = REASONS.filter(({ said }) => said.test(sentence)).map(({ because }) => because);
  return [...(isAgainstPublic ? [REACHED] : []), ...found].slice(0, REASONS_MAX);
}
