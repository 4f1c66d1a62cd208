import { expect, it } from 'vitest';
import { SHARED_TEXT_MAX } from '../../shared-text.ts';
import { readAttached } from './attached-file.ts';

it('is read with its name, whatever letters it has', async () => {
  const file = new File(['# Räume\n'], 'räume.md');

  expect(await readAttached(file)).toEqual({
    attached: { name: 'räume.md', content: '# Räume\n' },
  });
});

it.each([
  ['is no text', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
  ['holds zeros', new Uint8Array([0x61, 0, 0x62])],
])('is refused with a reason where it %s', async (_why, bytes) => {
  const { problem } = await readAttached(new File([bytes], 'cat.jpg'));

  expect(problem).toBe('cat.jpg is no text: only text files can be shared here.');
});

it.each([SHARED_TEXT_MAX + 1, SHARED_TEXT_MAX * 5])(
  'is refused with a reason where it has %i characters',
  async (length) => {
    const { problem, attached } = await readAttached(new File(['a'.repeat(length)], 'long.txt'));

    expect(problem).toContain('long.txt is too long');
    expect(attached).toBeUndefined();
  },
);

it('may be as long as it may be', async () => {
  const { attached } = await readAttached(new File(['a'.repeat(SHARED_TEXT_MAX)], 'long.txt'));

  expect(attached?.content).toHaveLength(SHARED_TEXT_MAX);
});
