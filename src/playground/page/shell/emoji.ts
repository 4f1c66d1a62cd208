import { EMOJI } from '../blocks/emoji.ts';

/** The emoji that stand ready to be picked, the most used first. */
const READY = [
  'white_check_mark',
  'eyes',
  'pushpin',
  'raised_hands',
  '+1',
  '-1',
  'tada',
  'heart',
  'smile',
  'joy',
  'thinking_face',
  'pray',
  'clap',
  'fire',
  'rocket',
  'warning',
  'x',
  '100',
];

export interface NamedEmoji {
  readonly name: string;
  readonly sign: string;
}

export const READY_EMOJI: readonly NamedEmoji[] = READY.map((name) => ({
  name,
  sign: emojiSign(name),
}));

/** The ones that stand on a message's toolbar itself. */
export const QUICK_EMOJI = READY_EMOJI.slice(0, 3);

/** All whose name has these words in it, the nearest to its beginning first. */
export function emojiNamed(words: string): readonly NamedEmoji[] {
  return [...EMOJI]
    .map(([name, sign]) => ({ name, sign, at: name.indexOf(words) }))
    .filter(({ at }) => at !== -1)
    .sort((one, other) => one.at - other.at || one.name.length - other.name.length);
}

/** The sign of an emoji; its name between colons where the page does not know it. */
export function emojiSign(name: string): string {
  return EMOJI.get(name) ?? `:${name}:`;
}
