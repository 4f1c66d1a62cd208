/**
 * Takes away the id that `slack-blocks-to-jsx` gives whatever it draws: an id stands once in a page, and
 * nothing here asks for it. React leaves it away, since the library never changes it.
 */
export function withoutLibraryId(frame: Element | null): void {
  frame?.querySelector('#slack_blocks_to_jsx')?.removeAttribute('id');
}
