import { describe, expect, it } from 'vitest';
import { providersSaid } from './refused-providers.ts';

describe('providersSaid', () => {
  it.each([
    ['a bucket in Azure', ['azure'], []],
    ['a bucket, but not on Azure', [], ['azure']],
    ['anything but GCP', [], ['gcp']],
    ['anywhere except Google Cloud, please', [], ['gcp']],
    ['a queue, no AWS and no Azure', [], ['aws', 'azure']],
    ['a cache outside of AWS or Azure', [], ['aws', 'azure']],
    ['a disk that must not run in Hetzner', [], ['hetzner']],
    ['not in AWS but in Azure', ['azure'], ['aws']],
    ['a small cluster, but in AWS', ['aws'], []],
    ['not only in AWS', ['aws'], []],
    ['no public access, in AWS', ['aws'], []],
    ['not AWS. In AWS', ['aws'], []],
    ['PostgreSQL on EC2, not RDS', ['aws'], []],
  ])('reads %j', (text, wanted, refused) => {
    expect(providersSaid(text)).toMatchObject({ wanted, refused });
  });

  it('keeps the rest of the text', () => {
    expect(providersSaid('a topic, anywhere but not in Google Cloud, for orders').kept).toBe(
      'a topic, for orders',
    );
  });

  it('reads a text that names providers a thousand times in no time', () => {
    const { wanted } = providersSaid('not only AWS '.repeat(1_000));

    expect(wanted).toEqual(['aws']);
  });
});
