import { expect, it } from 'vitest';
import { ConfirmDialog, type Confirmation } from './confirm-dialog.tsx';
import { attributeOf, drawn, tagWith } from './draw.tsx';

function draw(confirm: Confirmation): string {
  return drawn(<ConfirmDialog confirm={confirm} onAnswer={() => {}} />);
}

const asked: Confirmation = {
  title: { type: 'plain_text', text: 'Delete the database?' },
  text: { type: 'mrkdwn', text: 'Its *data* is deleted too.' },
  confirm: { type: 'plain_text', text: 'Delete' },
  deny: { type: 'plain_text', text: 'Keep it' },
  style: 'danger',
};

it('is named by its title and described by its text', () => {
  const markup = draw(asked);

  const dialog = tagWith(markup, 'role="alertdialog"');
  expect(attributeOf(dialog, 'aria-modal')).toBe('true');
  const title = attributeOf(dialog, 'aria-labelledby') ?? '';
  expect(markup).toMatch(new RegExp(`<h2[^>]* id="${title}">Delete the database\\?</h2>`, 'u'));
  const text = attributeOf(dialog, 'aria-describedby') ?? '';
  expect(tagWith(markup, `id="${text}"`)).toContain('confirm-dialog-text');
});

it('says what its buttons do, the dangerous one marked', () => {
  const markup = draw(asked);
  expect(markup).toMatch(/<button[^>]*is-danger[^>]*>Delete<\/button>/u);
  expect(markup).toMatch(/<button[^>]*>Keep it<\/button>/u);
});

it('draws formatted text, and leaves plain text as it is', () => {
  expect(draw(asked)).toContain('data');
  expect(draw(asked)).not.toContain('*data*');
  const plain = draw({ text: { type: 'plain_text', text: 'Its *data* <b>too</b>' } });
  expect(plain).toContain('Its *data* &lt;b&gt;too&lt;/b&gt;');
});

it('has words of its own where the app gives none', () => {
  const markup = draw({ text: { type: 'plain_text', text: 'Really' } });
  for (const words of ['Are you sure?', 'Yes', 'No']) expect(markup).toContain(`>${words}<`);
  expect(tagWith(markup, 'is-primary')).not.toBe('');
});
