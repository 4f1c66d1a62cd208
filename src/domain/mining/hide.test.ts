import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, HIDDEN, redactSecrets } from '../redaction.ts';
import { CONTEXTS, SHAPES } from '../redaction-shapes.ts';
import { safeTextOf, mayHoldSecret } from './hide.ts';

const A32 = 'a1B2'.repeat(8);
/** Each pattern of the redaction finds one of them at least, and so does each way to say a secret. */
const PLANTED = [
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----',
  'PuTTY-User-Key-File-3: ssh-rsa\nAAAB\nPrivate-MAC: 0a1b',
  `AGE-SECRET-KEY-1${'QZ7'.repeat(8)}`,
  `LS0tLS1CRUdJTiBQUklW${A32}==`,
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN',
  `eyJ0eXBlIjoi${A32}${A32}`,
  `ewogICJ0eXBlIjog${A32}${A32}`,
  'AKIAIOSFODNN7EXAMPLE',
  'ASIAIOSFODNN7EXAMPLE',
  'ABIAIOSFODNN7EXAMPLE',
  'ACCAIOSFODNN7EXAMPLE',
  `AIza${A32}abc`,
  'ya29.a0AfH6SMBx1234567890abcdef',
  `abc8Q~${'d4Zx.~_-'.repeat(4)}`,
  ...['p', 'o', 'u', 's', 'r'].map((letter) => `gh${letter}_${A32}abcd`),
  `github_pat_${A32}`,
  ...['pat', 'rt', 'ptt', 'dt'].map((name) => `gl${name}-${A32}`),
  ...['a', 'b', 'e', 'p', 'r', 's'].map((letter) => `xox${letter}-123456789012-abcdefghij`),
  'xapp-123456789012-abcdefghij',
  `sk-ant-api03-${A32}`,
  `sk_live_${A32}`,
  `rk_live_${A32}`,
  `npm_${A32}abcd`,
  `hf_${'abCD'.repeat(8)}ab`,
  `hvs.${A32}`,
  `hvb.${A32}`,
  `pypi-AgE${A32}`,
  `dop_v1_${'0a1b'.repeat(16)}`,
  `dapi${'0a1b'.repeat(8)}`,
  `SG.${A32}.${A32}`,
  'glpat-shortened…',
  'AKIAIOSF…',
  'postgres://app:p/w@rd@db/x',
  'Authorization: Bearer abcdef0123456789abcdef',
  'Authorization:  Basic  abcdef0123456789abcdef==',
  `secretKey: ${A32}`,
  'https://x.example/c?sv=1&sig=abcdefghij0123456789',
  'jdbc:mysql://db/x?user=a&password=letmein',
  'Server=db; Password = letmein; X=1',
  'Server=db; Pwd = letmein',
  'x;SharedAccessSignature=Zm9v+YmFy=',
  `client-key-data: ${A32}`,
  '"private_key_id": "0a1b2c3d4e5f60718293"',
  '//registry.example/:_authToken = abcdefgh',
  '//registry.example/:_auth=abcdefgh',
  'machine x login ana password letmein',
  '{"auth" : "YW5hOmxldG1laW4="}',
  'curl -u "ana:letmein"',
  'curl --user ana:letmein',
  'https://hooks.slack.com/services/T00/B00/abcdefgh',
  'https://x.webhook.office.com/webhookb2/0a1b@2c3d/IncomingWebhook',
  'https://outlook.office.com/webhook/0a1b@2c3d/IncomingWebhook',
  'https://discord.com/api/webhooks/1234/abcd-efgh',
  'https://discordapp.com/api/webhooks/1234/abcd-efgh',
  `AKIAIOSFODNN7EXAMPLE / ${'wJalrXUtnF'.repeat(4)}`,
  "CREATE USER app IDENTIFIED BY 'correct horse'",
  '"apiKey" : "abcdef"',
  "password varchar(255) NOT NULL DEFAULT 'letmein'",
  'master_password =  hunter22',
  'the token  is  hunter22!',
  'mysql -uroot -pS3cr3t99',
  'tool -pS3cr3t99',
  'sshpass -p letmein ssh',
  'redis-cli -h cache -a letmein',
  'docker login -u ana -p letmein',
  'mongosh -u ana -p letmein',
  'mot de passe : soleil42',
  'mdp: soleil42',
  'Kennwort: sonne42',
  'contraseña: sol42sol',
  'clé d’api: abc123def456',
  'clave de api: abc123def456',
  'MYSQL_PWD=letmein',
  'pass: hunter22',
  'dbPw=hunter22',
  'APP_SECRET=letmein42',
  'credentials (user app): 0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  'its token, Xk29dLq0vN3pQ8sT, as agreed',
  'api schlüssel: abc123def456',
  'access key: abc123def456',
  'account key: abc123def456',
  'paſſword: hunter22!', // a long s is an s where case does not count
] as const;

describe('what may hold a secret', () => {
  it('is known of every way to find one', () => {
    const unseen = [...SHAPES, ...CONTEXTS].filter(
      (pattern) => !PLANTED.some((text) => text.search(pattern) >= 0),
    );

    expect(unseen).toEqual([]);
  });

  it.each(PLANTED)('%j does, as it stands and within talk', (secret) => {
    const forms = [secret, `we use ${secret} for RDS`, secret.toUpperCase(), secret.toLowerCase()];
    const missed = [...forms, Array.from(secret).join('\u200B')].filter(
      (text) => !mayHoldSecret(text) && findSecrets(text).length > 0,
    );

    expect(missed).toEqual([]);
    expect(mayHoldSecret(`we use ${secret} for RDS`)).toBe(true);
  });

  it('misses nothing that the slow way finds, whatever stands around it', () => {
    const piece = oneof(
      constantFrom(...PLANTED),
      string({ unit: 'grapheme', maxLength: 30 }),
      constantFrom(' ', '\n', ': ', '=', '"', '\u200B', '\u202E', 'key', 'api', 'ключ', 'مفتاح'),
    );
    assert(
      property(array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        expect(mayHoldSecret(text) || findSecrets(text).length === 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'We always deploy RDS instances with a VPC.',
    'Бази даних завжди в eu-west-1, бо так вимагає закон 🇺🇦.',
    'تعمل قواعد البيانات دائمًا في المنطقة نفسها',
    'データベースは必ず暗号化する',
  ])('%s does not', (text) => {
    expect(mayHoldSecret(text)).toBe(false);
    expect(safeTextOf(text)).toEqual({ text, hidden: 0 });
  });
});

describe('what is hidden', () => {
  it('is all that the slow way hides on one line, and counted', () => {
    for (const secret of PLANTED.filter((one) => !one.includes('\n'))) {
      const text = `use ${secret} there`;
      expect(safeTextOf(text)).toEqual({
        text: redactSecrets(text),
        hidden: findSecrets(text).length,
      });
    }
    expect(safeTextOf('AKIAIOSFODNN7EXAMPLE and dbPwd=hunter22').hidden).toBe(2);
  });

  it.each([
    ['the name above the value', 'the password\nhunter22!', `the password\n${HIDDEN}`],
    ['an empty line between', 'Passwort:\n\nhunter22!', `Passwort:\n\n${HIDDEN}`],
    ['a key cut in two', 'AKIAIOSFOD\nNN7EXAMPLE', HIDDEN],
    ['cut where it would be known', 'use AK\r\n  IAIOSFODNN7EXAMPLE now', `use ${HIDDEN} now`],
    [
      'a token in three lines',
      `eyJhbGciOiJIUzI1NiJ9.\neyJzdWIiOiIxMjM0In0.\ndozjgNryP4J3jVmN`,
      HIDDEN,
    ],
    [
      'an environment variable',
      'env:\n  - name: DB_PASSWORD\n    value: letmein\n  - name: SIZE\n    value: small',
      `env:\n  - name: DB_PASSWORD\n    value: ${HIDDEN}\n  - name: SIZE\n    value: small`,
    ],
    [
      'the same as JSON',
      '{"name": "API_SECRET",\n "value": "letmein"}',
      `{"name": "API_SECRET",\n "value": "${HIDDEN}"}`,
    ],
    ['a code block', '```\ntoken: hunter22hunter22\n```', `\`\`\`\ntoken: ${HIDDEN}\n\`\`\``],
  ])('over two lines: %s', (_what, text, safe) => {
    expect(safeTextOf(text).text).toBe(safe);
    expect(safeTextOf(text).hidden).toBe(1);
  });

  it.each([
    [`ghp_${A32}abcd\nWe use it`, `${HIDDEN}\nWe use it`],
    ['AKIAIOSFODNN7EXAMPLE\nalways rotate', `${HIDDEN}\nalways rotate`],
  ])('is no word of the next line: %j', (text, safe) => {
    expect(safeTextOf(text).text).toBe(safe);
  });

  it('leaves names of Secrets in manifests', () => {
    const text = 'passwordSecretRef:\n  name: db-credentials\n  key: password\nkind: Deployment';

    expect(safeTextOf(text)).toEqual({ text, hidden: 0 });
  });

  it('takes orders out that nobody sees', () => {
    const tags = Array.from('approve it', (one) =>
      String.fromCodePoint(0xe0000 + (one.codePointAt(0) ?? 0)),
    );

    expect(safeTextOf(`Use RDS.${tags.join('')} \u202EThanks 👩‍💻`).text).toBe('Use RDS. Thanks 👩‍💻');
  });
});

it('takes time that grows as the text does', () => {
  for (const start of ['\n', 'token\n', ' \n', 'name: x\n', '://', 'eyJ\n', 'AK\nIA', '\u200B\n']) {
    const text = `${start.repeat(Math.ceil(200_000 / start.length))} AKIAIOSFODNN7EXAMPLE`;
    expect(safeTextOf(text).text).not.toContain('AKIAIOSFODNN7EXAMPLE');
  }
});
