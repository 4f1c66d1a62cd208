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
    ['an SSH key', PEM.replaceAll('RSA', 'OPENSSH')],
    ['a PGP key', PEM.replaceAll('RSA', 'PGP').replaceAll('KEY--', 'KEY BLOCK--')],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\nAAAB\nPrivate-MAC: 0a1b'],
    ['a private key in base64', Buffer.from(PEM).toString('base64')],
    [
      'a Google service account in base64',
      Buffer.from(`{"type":"service_account","project":"${'p'.repeat(40)}"}`).toString('base64'),
    ],
    ['a key that was shortened, but for its end', 'AKIAIOSFODN', '…'],
  ] as const;

  it.each(secrets)('%s, by its shape', (_what, secret, after?: string) => {
    const rest = after ?? '';
    expect(redactSecrets(`use ${secret}${rest}`)).toBe(`use ${HIDDEN}${rest}`);
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
    ['postgres://app:p/w@rd@db/x', `postgres://app:${HIDDEN}@db/x`],
    ['redis://:letmein@cache:6379', `redis://:${HIDDEN}@cache:6379`],
    ['jdbc:mysql://db/x?user=a&password=letmein', `jdbc:mysql://db/x?user=a&password=${HIDDEN}`],
    [
      'Server=tcp:db;User ID=a;Password=letmein;X=1',
      `Server=tcp:db;User ID=a;Password=${HIDDEN};X=1`,
    ],
    [
      'Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=Zm9v+YmFy=',
      `Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=${HIDDEN}`,
    ],
    ['"private_key_id": "0a1b2c3d4e5f60718293"', `"private_key_id": "${HIDDEN}"`],
    [`client-key-data: ${'QUJD'.repeat(6)}`, `client-key-data: ${HIDDEN}`],
    ['//registry.example/:_authToken=abcdefgh', `//registry.example/:_authToken=${HIDDEN}`],
    ['machine x login ana password letmein', `machine x login ana password ${HIDDEN}`],
    ['{"auth": "YW5hOmxldG1laW4="}', `{"auth": "${HIDDEN}"}`],
    ['curl -u ana:letmein https://x.example', `curl -u ana:${HIDDEN} https://x.example`],
    [
      'https://hooks.slack.com/services/T00/B00/abcdefgh',
      `https://hooks.slack.com/services/${HIDDEN}`,
    ],
    [
      'https://x.webhook.office.com/webhookb2/0a1b@2c3d/IncomingWebhook/4e5f/6a7b',
      `https://x.webhook.office.com/webhookb2/${HIDDEN}`,
    ],
    ['the password is hunter22!', `the password is ${HIDDEN}`],
    ['What is the password? hunter22', `What is the password? ${HIDDEN}`],
    ['its token, Xk29dLq0vN3pQ8sT, as agreed', `its token, ${HIDDEN}, as agreed`],
    [
      'credentials (user app): 0a1b2c3d4e5f60718293a4b5c6d7e8f9',
      `credentials (user app): ${HIDDEN}`,
    ],
  ] as const;

  it.each(named)('the value in %s, and nothing beside it', (text, shown) => {
    expect(redactSecrets(text)).toBe(shown);
  });

  it('every secret of a text', () => {
    const text = `a AKIAIOSFODNN7EXAMPLE\n+  password: p4ssw0rd\n${PEM}\nend`;

    expect(redactSecrets(text)).toBe(`a ${HIDDEN}\n+  password: ${HIDDEN}\n${HIDDEN}\nend`);
  });

  it('a secret with characters in it that nobody sees', () => {
    expect(redactSecrets('use AKIAIOSF\u200BODNN7EXAMPLE.')).toBe(`use ${HIDDEN}.`);
  });

  it('a token behind what only begins like one', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0';

    expect(redactSecrets(`eyJhbGciOiJIUzI1NiJ9, eyJ-${jwt} glpat-abcdef glpat-abcd…`)).toBe(
      `eyJhbGciOiJIUzI1NiJ9, ${HIDDEN} glpat-abcdef ${HIDDEN}…`,
    );
  });

  it('the second half of a key beside the first', () => {
    const text = `AKIAIOSFODNN7EXAMPLE / ${'wJalrXUtnF'.repeat(4)}`;

    expect(redactSecrets(text)).toBe(`${HIDDEN} / ${HIDDEN}`);
  });

  it('in long hostile texts too, before anybody gives up', () => {
    const starts = ['token=', 'a://:', '-----BEGIN ', 'password "', 'eyJ', 'secret ', '\u200B'];
    for (const start of [...starts, 'eyJ-', 'sk-…', 'glpat-.']) {
      const long = start.repeat(Math.ceil(300_000 / start.length));
      expect(redactSecrets(`${long} AKIAIOSFODNN7EXAMPLE`)).not.toContain('AKIAIOSFODNN7EXAMPLE');
    }
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
    `checksum/secret: ${'0a1b2c3d'.repeat(8)}`,
    'the secret that spec.writeConnectionSecretToRefV1beta2 names',
    'secretName: my-app-token-x7k2p9q4m8',
    'nats://bus.example:4222/subject@region',
    'certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI',
  ])('%s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('a flag under such a name', () => {
    expect(redactNamed({ name: 'Generate password', value: 'yes' })).toBe('yes');
  });
});
