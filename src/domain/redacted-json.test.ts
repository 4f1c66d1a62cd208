import { expect, it } from 'vitest';
import { storedJson } from './json.ts';
import { redactedJson } from './redacted-json.ts';

it('hides secrets in texts, under telling names and beside them, at any depth', () => {
  const state = {
    intent: 'connect with postgres://app:hunter22@db.example/app',
    settings: { adminPassword: 'hunter22', size: 'small' },
    answers: [
      { questionId: 'db/spec.password', value: 'hunter22' },
      { address: { alias: 'db', path: 'spec.apiKey' }, value: 'abcdef1234' },
      { path: 'spec.size', value: 'small' },
    ],
  };

  expect(redactedJson(storedJson(state))).toEqual({
    intent: 'connect with postgres://app:[hidden]@db.example/app',
    settings: { adminPassword: '[hidden]', size: 'small' },
    answers: [
      { questionId: 'db/spec.password', value: '[hidden]' },
      { address: { alias: 'db', path: 'spec.apiKey' }, value: '[hidden]' },
      { path: 'spec.size', value: 'small' },
    ],
  });
});

it('leaves what is no secret as it is', () => {
  const state = { version: 3, isOpen: true, expiresAt: null, tokens: 12, digest: 'a1b2c3d4e5f6' };

  expect(redactedJson(state)).toEqual(state);
});
