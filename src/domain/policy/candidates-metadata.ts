import { wordsOf } from '../knowledge/words.ts';
import { withoutValues } from './candidates-wanted.ts';

/** A word that may be a label's key, with the domain before it. */
const KEY = String.raw`[a-z0-9](?:[\w.-]*[a-z0-9])?(?:/[a-z0-9][\w.-]*[a-z0-9])?`;
const QUOTED = new RegExp(`["'\`“‘](${KEY})["'\`”’]`, 'giu');

/** Words before or behind "label" that are no keys. */
const NO_KEY = new Set(
  (
    'a an the any all each every no its their this that these those must should have has with ' +
    'without of and or be is are in for on to same following required mandatory set value values ' +
    'carry bear need needs called named which whose resource resources object objects label labels ' +
    'annotation annotations standard common proper own one two three'
  ).split(' '),
);

/** Where every object has its name, labels and annotations; no schema lists them. */
export interface MetadataPath {
  readonly path: string;
  readonly type: 'string' | 'map';
}

/** Paths of metadata that a sentence speaks of: keys that it names, or the whole map. */
export function metadataPathsIn(sentence: string): readonly MetadataPath[] {
  const words = new Set(wordsOf(sentence));
  const maps = [
    ...(words.has('label') || words.has('labelled') || words.has('labeled') ? ['label'] : []),
    ...(words.has('annotation') || words.has('annotated') ? ['annotation'] : []),
  ];
  const found = maps.flatMap((map) => mapPaths(sentence, map));
  const isName = /\b(?:names?|named|prefix(?:ed)?|suffix(?:ed)?)\b/iu.test(withoutValues(sentence));
  return [...found, ...(isName ? [{ path: 'metadata.name', type: 'string' } as const] : [])];
}

function mapPaths(sentence: string, map: string): readonly MetadataPath[] {
  const keys = keysOf(sentence, map);
  const whole = { path: `metadata.${map}s`, type: 'map' } as const;
  return [
    ...keys.map((key) => ({ path: `metadata.${map}s['${key}']`, type: 'string' }) as const),
    ...(keys.length === 0 ? [whole] : []),
  ];
}

/** "label owner", "an owner label", "labels `team` and `cost-center`", "labelled with owner". */
function keysOf(sentence: string, map: string): readonly string[] {
  const quoted = [...sentence.matchAll(QUOTED)].map(([, key = '']) => key);
  if (quoted.length > 0) return [...new Set(quoted)];
  const list = `(${KEY}(?:(?:,\\s*|\\s+and\\s+|\\s+or\\s+)${KEY})*)`;
  const noun = map === 'label' ? 'label(?:s|l?ed)?' : 'annotat(?:ions?|ed)';
  const lead = '(?:(?:with|called|named|for|the|a|an|key|keys)\\s+)*';
  const behind = new RegExp(`\\b${noun}:?\\s+${lead}${list}`, 'iu').exec(sentence)?.[1] ?? '';
  const before = new RegExp(`${list}\\s+${noun}\\b`, 'iu').exec(sentence)?.[1] ?? '';
  const [found = []] = [behind, before].map(keysIn).filter((keys) => keys.length > 0);
  return found;
}

function keysIn(list: string): readonly string[] {
  const keys = list.split(/,\s*|\s+and\s+|\s+or\s+/u);
  return [...new Set(keys.filter((key) => key.length > 1 && !NO_KEY.has(key.toLowerCase())))];
}
