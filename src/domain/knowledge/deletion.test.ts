import { describe, expect, it } from 'vitest';
import { asksForDeletion } from './deletion.ts';

describe('an intent to delete', () => {
  it.each([
    'delete the database shop-db',
    'Please remove my bucket',
    'can you destroy the cluster?',
    'I’d like to drop the database',
    'uninstall redis',
  ])('is seen in "%s"', (intent) => {
    expect(asksForDeletion(intent)).toBe(true);
  });

  it.each([
    'a job that deletes old files every night',
    'delete old files every night',
    'create a database and remove the public access',
    'a database with delete protection',
    'scale the web application',
    'dropbox for uploads',
    '',
  ])('is not seen in "%s"', (intent) => {
    expect(asksForDeletion(intent)).toBe(false);
  });
});
