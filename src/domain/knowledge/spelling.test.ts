import { expect, it } from 'vitest';
import { withoutSlips } from './spelling.ts';

it.each([
  ['postgress databse in aws', 'postgres database in aws'],
  ['a s3 bukcet', 'a s3 bucket'],
  ['TLS certifcate', 'TLS certificate'],
])('mends "%s"', (written, meant) => {
  expect(withoutSlips(written)).toBe(meant);
});

it.each([
  'patch the watch',
  'two databases and their buckets',
  'BucketX and DatabaseRef',
  'a poster for the theatre',
])('leaves "%s" as it was written', (written) => {
  expect(withoutSlips(written)).toBe(written);
});
