import { expect, it } from 'vitest';
import { attributeOf, drawn, tagWith } from './draw.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

it('is a dialog that lists keys beside what they do', () => {
  const markup = drawn(<ShortcutsDialog onClose={() => {}} />);

  const title = attributeOf(tagWith(markup, 'role="dialog"'), 'aria-labelledby') ?? '';
  expect(markup).toMatch(new RegExp(`id="${title}">Keyboard shortcuts<`, 'u'));
  expect(markup).toMatch(
    /<dt>New line<\/dt><dd><kbd[^>]*>Shift<\/kbd><kbd[^>]*>Enter<\/kbd><\/dd>/u,
  );
});
