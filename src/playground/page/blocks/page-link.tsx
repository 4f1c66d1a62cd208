import type { MouseEvent, ReactNode } from 'react';
import { usePlayground } from '../context.ts';
import './page-link.css';

/**
 * A link of a message: inside the workspace it is followed on the page, elsewhere in a tab of its own.
 * An address that is no web or mail address is text.
 */
export function PageLink({
  href,
  className = '',
  children,
}: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const playground = usePlayground();
  if (!/^(?:https?|mailto|tel):/iu.test(href)) return <span className={className}>{children}</span>;

  function open(event: MouseEvent) {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (isPlain && playground.follow(href)) event.preventDefault();
  }
  return (
    <a
      className={`page-link ${className}`}
      href={playground.addressOf(href)}
      target="_blank"
      rel="noreferrer"
      onClick={open}
    >
      {children}
    </a>
  );
}
