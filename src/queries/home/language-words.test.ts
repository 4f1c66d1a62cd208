import { expect, it } from 'vitest';
import { searchLine } from './language-words.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';

const PREPARING = { search: { kind: 'builtin' }, isPreparing: true } as const;

it.each([
  ['while a scan runs', {}, 'until the scan that runs has prepared what kinds mean'],
  ['where none runs', undefined, 'the next scan prepares what kinds mean'],
])('search claims no meanings before they are prepared, %s', (_when, runningScan, said) => {
  const text = renderPlainLine(searchLine({ ...PREPARING, runningScan }));

  expect(text).toContain('Search compares words alone');
  expect(text).toContain(said);
});

it('search claims nothing where the index does not answer', () => {
  const line = searchLine({ ...PREPARING, isPreparing: undefined, runningScan: undefined });

  expect(renderPlainLine(line)).not.toContain('compares');
});
