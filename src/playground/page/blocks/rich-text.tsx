import { memo } from 'react';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { RichTextPart } from '../../slack/validate/rich-text.ts';
import { usePlayground } from '../context.ts';
import { withoutLibraryId } from './library-id.ts';
import { ChannelMention, Mention } from './mention.tsx';
import { PageLink } from './page-link.tsx';
import { blocksForLibrary } from './rich-text-for-library.ts';
import './rich-text.css';

type Hooks = NonNullable<MessageProps['hooks']>;
type Style = Parameters<NonNullable<Hooks['user']>>[0]['style'];

/** The library keeps the hooks that it is given first: what changes is read by the components in them. */
const HOOKS: Hooks = {
  user: ({ id, style }) => <Mention id={id} className={classesOf(style)} />,
  usergroup: ({ id, style }) => <Mention id={id} className={classesOf(style)} />,
  channel: ({ id, style }) => <ChannelMention id={id} className={classesOf(style)} />,
  link: ({ href, className, children }) => (
    <PageLink href={href} className={className}>
      {children}
    </PageLink>
  ),
  emoji: (emoji, parse) => {
    const sign = parse(emoji);
    if (sign === emoji.name) return `:${emoji.name}:`;
    const label = emoji.name.replaceAll('_', ' ');
    return (
      <span className="rich-text-emoji" role="img" aria-label={label} title={`:${emoji.name}:`}>
        {sign}
      </span>
    );
  },
};

function classesOf(style: Style): string {
  const { bold, italic, strike, underline } = style ?? {};
  return [
    bold ? 'font-semibold' : '',
    italic ? 'italic' : '',
    strike ? 'line-through' : '',
    underline ? 'underline' : '',
  ].join(' ');
}

/**
 * Rich text, and the markup that is read as such: drawn by `slack-blocks-to-jsx`, styled here. So is
 * `markdown` (`markdown-block.tsx`). The library draws no other block: in `section`, `context`, `header`
 * and `alert` it reads plain text as Markdown, drops the formatting of `verbatim` text and turns what is
 * escaped into markup; it parses the raw text of a `table` and gives it no header cells; its `image` has
 * a button without a name and loads from anywhere; its `divider` is no separator; and what people use
 * (`actions`, selects, cards, containers…) keeps its state to itself.
 */
export const RichText = memo(function RichText({
  parts,
}: {
  readonly parts: readonly RichTextPart[];
}) {
  const { theme } = usePlayground();
  return (
    <div
      ref={withoutLibraryId}
      className={`rich-text ${isOnlyEmoji(parts) ? 'rich-text-jumbo' : ''}`}
    >
      <Message
        blocks={blocksForLibrary(parts, new Date())}
        hooks={HOOKS}
        theme={theme}
        name=""
        logo=""
        withoutWrapper
        unstyled
      />
    </div>
  );
});

const MOST_JUMBO = 23;

/** A few emoji and nothing else are shown larger. */
function isOnlyEmoji([part, ...others]: readonly RichTextPart[]): boolean {
  if (part?.type !== 'rich_text_section' || others.length > 0) return false;
  const { elements } = part;
  const emoji = elements.filter(({ type }) => type === 'emoji');
  const isBare = elements.every(
    (element) =>
      element.type === 'emoji' || (element.type === 'text' && element.text.trim() === ''),
  );
  return isBare && emoji.length > 0 && emoji.length <= MOST_JUMBO;
}
