import { describe, expect, it } from 'vitest';
import { repairReason } from './repair-reason.ts';

describe('the reason that is sent back', () => {
  const written = {
    values: [
      { id: 'a', value: '⟨secret-1⟩' },
      { id: 'b', value: 'plain' },
    ],
  };
  const restored = {
    values: [
      { id: 'a', value: 'hunter-2' },
      { id: 'b', value: 'plain' },
    ],
  };

  it('speaks of a hidden value by its placeholder', () => {
    expect(repairReason('The value hunter-2 of plain is too short.', { written, restored })).toBe(
      'The value ⟨secret-1⟩ of plain is too short.',
    );
  });

  it('hides what is a secret by its shape, whoever wrote it', () => {
    const reason = repairReason('AKIAABCDEFGHIJKLMNOP was not offered.', {
      written,
      restored: written,
    });

    expect(reason).not.toContain('AKIA');
    expect(reason).toContain('was not offered');
  });

  it('is short, whatever was quoted in it', () => {
    const same = { written, restored: written };

    expect(repairReason('long '.repeat(10_000), same).length).toBeLessThanOrEqual(1_000);
  });
});
