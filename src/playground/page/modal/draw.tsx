import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Snapshot } from '../../page-protocol.ts';
import { PlaygroundContext, type Playground } from '../context.ts';
import { aPerson, aSnapshot } from '../state/builders.ts';

/** The markup of what stands on the page of a person, for tests: nothing acts. */
export function drawn(content: ReactNode, snapshot: Partial<Snapshot> = {}): string {
  const playground: Playground = {
    me: aPerson(),
    snapshot: aSnapshot(snapshot),
    act: async () => ({ ok: true }),
    nameOf: (id) => id,
    open: () => {},
    follow: () => false,
    addressOf: (url) => url,
    theme: 'light',
  };
  return renderToStaticMarkup(<PlaygroundContext value={playground}>{content}</PlaygroundContext>);
}

/** The opening tag in which `part` stands, such as `role="alert"` or `<textarea`. */
export function tagWith(markup: string, part: string): string {
  return [...markup.matchAll(/<[a-z][^>]*>/gu)].find(([tag]) => tag.includes(part))?.[0] ?? '';
}

/** The value of an attribute of a tag. */
export function attributeOf(tag: string, name: string): string | undefined {
  return tag.match(new RegExp(` ${name}="([^"]*)"`, 'u'))?.[1];
}
