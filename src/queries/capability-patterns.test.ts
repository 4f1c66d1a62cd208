import { describe, expect, it } from 'vitest';
import { aCapabilityStage } from '../../test/capability-stage.ts';
import { aServedKind } from '../../test/fakes/cluster.ts';
import { createFakePatternBook } from '../../test/fakes/pattern-book.ts';
import { aDatabasePattern, aPattern, INTERNET_GATEWAY } from '../../test/pattern-builders.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';

const GATEWAY = 'internetgateways.ec2.aws.example.org';
const KINDS = [
  aServedKind(INTERNET_GATEWAY),
  aServedKind({ ...INTERNET_GATEWAY, group: 'other.example.org' }),
];

async function shown(patterns: readonly Pattern[], name = GATEWAY, isDown = false) {
  const book = createFakePatternBook(patterns);
  const { queries, ready } = aCapabilityStage(KINDS, undefined, { patterns: book });
  await ready;
  book.setDown(isDown);
  return renderPlainText(await queries.show(name));
}

describe('a capability', () => {
  it('names the patterns that use its kind', async () => {
    const text = await shown([aPattern(), aDatabasePattern()]);

    expect(text).toMatch(/Patterns that use it\s+•\s+AWS public services \(pat-0123456789ab\)/u);
    expect(text).not.toContain('DevOps Toolkit DB');
  });

  it('names none that is a draft, or of another kind of the same name', async () => {
    expect(await shown([aPattern({ status: 'draft' })])).not.toContain('Patterns that use it');
    expect(await shown([aPattern()], 'internetgateways.other.example.org')).not.toContain(
      'Patterns that use it',
    );
  });

  it('counts those beyond the tenth', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      aPattern({ id: `pat-${String(index).padStart(12, '0')}`, name: `Pattern ${index}` }),
    );

    expect(await shown(many)).toContain('2 more; patterns list shows them all.');
  });

  it('says that the patterns do not answer, and shows the rest', async () => {
    const text = await shown([aPattern()], GATEWAY, true);

    expect(text).toContain('The patterns are not answering just now');
    expect(text).toContain('ec2.aws.example.org');
  });
});
