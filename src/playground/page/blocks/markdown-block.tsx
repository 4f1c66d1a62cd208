import { useLayoutEffect, useMemo, useRef } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import { usePlayground } from '../context.ts';
import type { BlockOf } from './block-of.ts';
import { withoutLibraryId } from './library-id.ts';
import './markdown-block.css';
import { markdownForLibrary } from './markdown-for-library.ts';

/** Standard Markdown, drawn by `slack-blocks-to-jsx`. */
export function MarkdownBlock({ block }: { readonly block: BlockOf<'markdown'> }) {
  const frame = useRef<HTMLDivElement>(null);
  const playground = usePlayground();
  const text = useMemo(() => markdownForLibrary(block.text), [block.text]);

  // The library has no say over the links of Markdown.
  useLayoutEffect(() => {
    const { current } = frame;
    withoutLibraryId(current);
    const links = [...(current?.querySelectorAll('a[href]') ?? [])];
    const given = new Map<Element, string>(
      links.map((link) => [link, link.getAttribute('href') ?? '']),
    );
    for (const [link, url] of given) link.setAttribute('href', playground.addressOf(url));
    function follow(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      const url = link ? given.get(link) : undefined;
      if (url !== undefined && isPlain && playground.follow(url)) event.preventDefault();
    }
    current?.addEventListener('click', follow);
    return () => {
      current?.removeEventListener('click', follow);
      for (const [link, url] of given) link.setAttribute('href', url);
    };
  }, [playground, text]);

  return (
    <div ref={frame} className="markdown-block">
      <Message
        blocks={[{ type: 'markdown', text }]}
        theme={playground.theme}
        name=""
        logo=""
        withoutWrapper
        unstyled
      />
    </div>
  );
}
