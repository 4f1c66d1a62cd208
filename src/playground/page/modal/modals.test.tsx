import { describe, expect, it } from 'vitest';
import type { View } from '../../slack/state.ts';
import { Block } from '../../slack/validate/blocks.ts';
import { attributeOf, drawn, tagWith } from './draw.tsx';
import { Modals } from './modals.tsx';

function aView(changes: Partial<View> = {}): View {
  return {
    id: 'V1',
    type: 'modal',
    user: 'U1',
    hash: '1.a',
    blocks: [],
    title: 'Configure',
    clearOnClose: false,
    notifyOnClose: false,
    privateMetadata: '',
    callbackId: '',
    externalId: '',
    rootId: 'V1',
    entered: {},
    ...changes,
  };
}

function draw(...modals: readonly View[]): string {
  return drawn(<Modals />, { modals });
}

/** The markup of each view of the stack, the lowest first. */
function panels(markup: string): readonly string[] {
  return markup.split(/(?=<div class="modal-view")/u).slice(1);
}

it('draws nothing where no modal is open', () => {
  expect(draw()).toBe('');
});

describe('a modal', () => {
  it('is a dialog with the title as its name', () => {
    const markup = draw(aView());
    const dialog = tagWith(markup, 'role="dialog"');
    expect(attributeOf(dialog, 'aria-modal')).toBe('true');
    expect(markup).toContain(`id="${attributeOf(dialog, 'aria-labelledby')}">Configure</h1>`);
  });

  it('without a submit text only closes', () => {
    const markup = draw(aView());
    expect(markup).toContain('>Close</button>');
    expect(markup).not.toContain('is-primary');
  });

  it('has the texts of the app on its buttons', () => {
    const markup = draw(aView({ submit: 'Continue', close: 'Not now' }));
    expect(markup).toContain('>Not now</button>');
    expect(markup).toMatch(/<button[^>]*is-primary[^>]*>Continue<\/button>/u);
    expect(draw(aView({ submit: 'Continue' }))).toContain('>Cancel</button>');
  });

  it('shows what was entered into it', () => {
    const block = Block.parse({
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'value' },
    });
    const entered = { name: { value: { type: 'plain_text_input', value: 'my-db' } } };
    expect(draw(aView({ submit: 'Go', blocks: [block], entered }))).toContain('value="my-db"');
  });
});

describe('a stack of modals', () => {
  const lower = aView();
  const upper = aView({ id: 'V2', title: 'Advanced', previousId: 'V1' });

  it('shows the topmost, and keeps the one beneath hidden', () => {
    const [first = '', second = ''] = panels(draw(lower, upper));
    expect(first).toContain('>Configure</h1>');
    expect(tagWith(first, 'class="modal-view"')).toContain(' hidden=""');
    expect(second).toContain('>Advanced</h1>');
    expect(tagWith(second, 'class="modal-view"')).not.toContain('hidden');
    expect(draw(lower, upper).match(/role="dialog"/gu)).toHaveLength(1);
  });

  it('leads back from the topmost only', () => {
    const [first = '', second = ''] = panels(draw(lower, upper));
    expect(first).not.toContain('aria-label="Back"');
    expect(second).toContain('aria-label="Back"');
  });
});
