import { emojiPieces } from './emoji.ts';
import { Mrkdwn } from './mrkdwn.tsx';

/** A text object, as its schema has it. */
export type TextObjectOnPage =
  | { readonly type: 'plain_text'; readonly text: string; readonly emoji?: boolean | undefined }
  | { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim?: boolean | undefined };

/** Text as it is written; only names between colons become emoji, unless the app declined that. */
export function plainTextOf(text: {
  readonly text: string;
  readonly emoji?: boolean | undefined;
}): string {
  if (text.emoji === false) return text.text;
  return emojiPieces(text.text)
    .map((piece) => (piece.type === 'text' ? piece.text : piece.sign))
    .join('');
}

/** Plain or formatted, in a block of its own. */
export function TextObject({ text }: { readonly text: TextObjectOnPage }) {
  if (text.type === 'mrkdwn')
    return <Mrkdwn text={text.text} isVerbatim={text.verbatim === true} />;
  return <div className="plain-text">{plainTextOf(text)}</div>;
}
