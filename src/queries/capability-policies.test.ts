import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../test/a-policy.ts';
import { aCapabilityStage, KINDS, NO_SCAN } from '../../test/capability-stage.ts';
import { createFakePolicyBook } from '../../test/fakes/policy-book.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import type { Policy } from '../domain/policy/policy.ts';

async function shown(policies: readonly Policy[], name = 'Instance'): Promise<string> {
  const book = createFakePolicyBook(policies);
  const { queries, ready } = aCapabilityStage(KINDS, NO_SCAN, { policies: book });
  await ready;
  return renderPlainText(await queries.show(name));
}

describe('a capability', () => {
  it('names the policies that reach its kind', async () => {
    const text = await shown([aPolicy()]);

    expect(text).toContain('Policies that reach it');
    expect(text).toContain(`${aPolicy().sentence} (pol-0123456789ab)`);
  });

  it('names none that is a draft, guidance, or of another kind of the same name', async () => {
    const others = aRule().kinds.map((kind) => ({ ...kind, group: 'ec2.aws.example.org' }));
    const elsewhere = aRule({ kinds: others });

    expect(await shown([aPolicy({ status: 'draft' })])).not.toContain('Policies');
    expect(await shown([aPolicy({ rules: [] })])).not.toContain('Policies');
    expect(await shown([aPolicy({ rules: [elsewhere] })])).not.toContain('Policies');
    expect(await shown([aPolicy()], 'Bucket')).not.toContain('Policies');
  });

  it('counts those beyond the tenth', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      aPolicy({ id: `pol-${String(index).padStart(12, '0')}` }),
    );

    expect(await shown(many)).toContain('2 more; policies list shows them all.');
  });

  it('says that the policies do not answer', async () => {
    const book = createFakePolicyBook([aPolicy()]);
    const { queries, ready } = aCapabilityStage(KINDS, NO_SCAN, { policies: book });
    await ready;
    book.setDown(true);

    expect(renderPlainText(await queries.show('Instance'))).toContain(
      'The policies are not answering just now',
    );
  });
});
