import { expect, it } from 'vitest';
import { asksForSecret, isSecretField } from './redaction-fields.ts';

const text = { type: 'string' } as const;

it.each([
  'spec.adminPassword',
  'spec.forProvider.masterPassword.value',
  "stringData['api-key']",
  'spec.users[0].accessTokens',
])('%s holds a secret', (path) => {
  expect(isSecretField({ path, limits: text })).toBe(true);
});

it.each([
  'spec.passwordSecretRef.name',
  'spec.passwordSecretRef.key',
  'data[0].secretKey',
  'spec.tokenType',
  'spec.size',
])('%s holds none', (path) => {
  expect(isSecretField({ path, limits: text })).toBe(false);
});

it('is told by the format too, and never of flags and numbers', () => {
  const limits = { type: 'string', format: 'password' } as const;

  expect(isSecretField({ path: 'spec.phrase', limits })).toBe(true);
  expect(isSecretField({ path: 'spec.password', limits: { type: 'boolean' } })).toBe(false);
  expect(isSecretField({ path: 'spec.token', limits: { type: 'integer' } })).toBe(false);
});

it('is asked for where the path, the format or the label of code says so', () => {
  const plain = { paths: ['spec.phrase'], limits: text, label: 'Phrase', isClosed: false };

  expect(asksForSecret(plain)).toBe(false);
  expect(asksForSecret({ ...plain, label: 'Admin password' })).toBe(true);
  expect(asksForSecret({ ...plain, paths: ['spec.phrase', 'spec.password'] })).toBe(true);
  expect(asksForSecret({ ...plain, limits: { type: 'string', format: 'password' } })).toBe(true);
});

it.each([
  ['spec.passwordSecretRef.key', 'Password secret key'],
  ['spec.auth.secretRef.key', 'Secret key'],
  ['spec.tokenSecretRef.key', 'Token secret key'],
  ['spec.tokenSelector.key', 'Token secret key'],
  ['spec.secret.key', 'Secret key'],
  ['data[0].secretKey', 'Secret key'],
])('is not asked for by the label of %s, which names where it is kept', (path, label) => {
  const asked = { limits: text, label, isClosed: false };

  expect(asksForSecret({ ...asked, paths: [path] })).toBe(false);
  expect(asksForSecret({ ...asked, paths: [path, 'spec.phrase'] })).toBe(true);
});

it.each([
  ['spec.api.key', 'API key'],
  ['spec.dbPwd', 'Db pwd'],
  ['spec.awsSecretKey', 'Aws secret key'],
  ['spec.secretRef.password', 'Password'],
])('is asked for at %s', (path, label) => {
  expect(asksForSecret({ paths: [path], limits: text, label, isClosed: false })).toBe(true);
});

it('is not asked for where the schema lists what there is', () => {
  const listed = { paths: ['spec.password'], limits: text, label: 'Password', isClosed: true };

  expect(asksForSecret(listed)).toBe(false);
});
