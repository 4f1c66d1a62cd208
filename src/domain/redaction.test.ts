import { describe, expect, it } from 'vitest';
import { HIDDEN, redactNamed, redactSecrets } from './redaction.ts';

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----';

describe('what is hidden', () => {
  const secrets = [
    ['an AWS access key id', 'AKIAIOSFODNN7EXAMPLE'],
    ['a Google API key', `AIza${'Sy0_-aB9'.repeat(4)}abc`],
    ['a Google access token', 'ya29.a0AfH6SMBx1234567890abcdef'],
    ['an Azure client secret', `abc8Q~${'d4Zx.~_-'.repeat(4)}`],
    ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`],
    ['a Slack token', ['xoxb', '123456789012', 'abcdefghij'].join('-')],
    ['a model key', `sk-ant-api03-${'x9'.repeat(12)}`],
    ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN'],
    ['a private key', PEM],
    ['a private key that was cut', PEM.slice(0, 50)],
  ] as const;

  it.each(secrets)('%s, by its shape', (_what, secret) => {
    expect(redactSecrets(`use ${secret}`)).toBe(`use ${HIDDEN}`);
  });

  const named = [
    ['postgres://app:s3cret@db/x', `postgres://app:${HIDDEN}@db/x`],
    ['Authorization: Bearer abcdef0123456789abcdef', `Authorization: Bearer ${HIDDEN}`],
    ["CREATE USER app WITH PASSWORD 'correct horse'", `CREATE USER app WITH PASSWORD '${HIDDEN}'`],
    ["IDENTIFIED BY 'letmein'", `IDENTIFIED BY '${HIDDEN}'`],
    ['masterPassword: hunter22', `masterPassword: ${HIDDEN}`],
    ['{"apiKey": "abcdef"}', `{"apiKey": "${HIDDEN}"}`],
    ['aws_secret_access_key=wJalrXUtnFEMI/K7MDENG', `aws_secret_access_key=${HIDDEN}`],
    ['AccountName=a;AccountKey=Zm9vYmFyMTIz==;X=1', `AccountName=a;AccountKey=${HIDDEN};X=1`],
    ['https://x.example/c?sv=1&sig=abcdefghij0123456789', `https://x.example/c?sv=1&sig=${HIDDEN}`],
  ] as const;

  it.each(named)('the value in %s, and nothing beside it', (text, shown) => {
    expect(redactSecrets(text)).toBe(shown);
  });

  it('every secret of a text', () => {
    const text = `a AKIAIOSFODNN7EXAMPLE\n+  password: p4ssw0rd\n${PEM}\nend`;

    expect(redactSecrets(text)).toBe(`a ${HIDDEN}\n+  password: ${HIDDEN}\n${HIDDEN}\nend`);
  });

  it('any value under a name that says so', () => {
    expect(redactNamed({ name: 'Master password', value: 'correcthorse' })).toBe(HIDDEN);
    expect(redactNamed({ name: 'Size', value: 'small' })).toBe('small');
  });
});

describe('what is shown as it is', () => {
  it.each([
    'passwordSecretRef:\n  name: db-credentials-1\n  key: password',
    'secretName: my-tls-2026',
    'kind: Secret',
    'digest 8c6cda139f94, sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    'generatePassword: true',
    "one of 'accessToken' or 'oidcConfig' must be specified",
    "the token's audiences, as the client's own",
    'The password: between 8 and 40 characters.',
    'Basic settings and a bearer of news',
    'https://example.org:8443/a@b',
    'arn:aws:iam::123456789012:role/app',
    'e38c1c4c-5f1a-4f0c-9d3c-2f9a1f0b7d11',
  ])('%s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('a flag under such a name', () => {
    expect(redactNamed({ name: 'Generate password', value: 'yes' })).toBe('yes');
  });
});
