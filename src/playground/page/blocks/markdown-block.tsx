import { useEffect, useMemo, useRef } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import { usePlayground } from '../context.ts';
import type { BlockOf } from './block-of.ts';
import './markdown-block.css';
import { markdownForLibrary } from './markdown-for-library.ts';

/** Standard Markdown, drawn by `slack-blocks-to-jsx`. */
export function MarkdownBlock({ block }: { readonly block: BlockOf<'markdown'> }) {
  const frame = useRef<HTMLDivElement>(null);
  const playground = usePlayground();
  const text = useMemo(() => markdownForLibrary(block.text), [block.text]);

  useEffect(() => {
    // The library has no say over the links of Markdown.
    function follow(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (link && isPlain && playground.follow(link.href)) event.preventDefault();
    }
    const { current } = frame;
    current?.addEventListener('click', follow);
    return () => current?.removeEventListener('click', follow);
  }, [playground]);

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
