/** The emoji that the page offers. Others are drawn where they stand in a text, as their names. */
export const EMOJI = [
  { name: 'white_check_mark', sign: '✅' },
  { name: 'eyes', sign: '👀' },
  { name: 'raised_hands', sign: '🙌' },
  { name: '+1', sign: '👍' },
  { name: '-1', sign: '👎' },
  { name: 'tada', sign: '🎉' },
  { name: 'heart', sign: '❤️' },
  { name: 'smile', sign: '😄' },
  { name: 'joy', sign: '😂' },
  { name: 'thinking_face', sign: '🤔' },
  { name: 'pray', sign: '🙏' },
  { name: 'clap', sign: '👏' },
  { name: 'fire', sign: '🔥' },
  { name: 'rocket', sign: '🚀' },
  { name: 'pushpin', sign: '📌' },
  { name: 'warning', sign: '⚠️' },
  { name: 'x', sign: '❌' },
  { name: '100', sign: '💯' },
] as const;

/** The ones that stand first on a message's toolbar. */
export const QUICK_EMOJI = EMOJI.slice(0, 3);

/** The sign of an emoji; its name between colons where the page does not know it. */
export function emojiSign(name: string): string {
  return EMOJI.find((emoji) => emoji.name === name)?.sign ?? `:${name}:`;
}
