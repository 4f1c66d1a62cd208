import { describe, expect, it } from 'vitest';
import { HIDDEN, namesSecret, redactSecrets } from './redaction.ts';

/** Each with the secret between brackets. */
const SAID = [
  'use the password [hunter2-Zq81mmX] for admin and keep 30 days of backups',
  'password [S3cr3tPassw0rd]',
  'my password [S3cr3t!Pass99]',
  'password [XkQvLmTz], please',
  'password [p@ssword-x]',
  'password [12345678]',
  'pwd [hunter22]',
  'password – [hunter22]',
  'password “[correct horse 9]” for ana',
  'DB_PASSWORD=[letmein]',
  'export PGPASSWORD=[letmein]',
  'MYSQL_PWD=[letmein] mysqldump',
  'APP_SECRET=[letmein]',
  'dbPwd = [letmein]',
  'a=1,password=[S3cr,t!Pass],host=db',
  'pw=[abc123]',
  'pass: [abcd]',
  'password: [letmein], user ana',
  'postgres with password: [letmein] and 10 GB',
  'password: [correct-horse-battery]',
  'password (admin): [letmein]',
  'password for the admin: [letmein]',
  'my password is: [letmein]',
  '_password_: [letmein]',
  'passcode [483920x]',
  'Password (for ana) is [hunter22]',
  'password: [4711]',
  'clé d’api 12345678 clé api [1234567890abcdef]',
  'clave de api [1234567890abcdef]',
  'API-Schlüssel: [1234567890abcdef]',
  'the password for the admin user is [hunter22], ok',
  'set the password to [hunter22] please',
  'api key [1234567890abcdef]',
  'token [3f9a2b7c]',
  'Passwort: [geheim123]',
  'das Kennwort lautet [geheim123].',
  'Passwort für ana: [geheim]',
  'le mot de passe est [soleil42]',
  'mot de passe : [soleil]',
  'la contraseña es [gato1234]',
  'contrasen\u0303a: [gatito]',
  'createuser --password [letmein] --host db',
  'tool --db-password=[letmein]',
  'mysql -uroot -p[S3cr3t99]',
  'mysql -u root -p[letmein] -h db',
  'psql -p[S3cr3t99]',
  'sshpass -p [letmein] ssh -p 2222 host',
  'redis-cli -p 6379 -a [letmein]',
  'docker login -u ana -p [letmein]',
  'MySQL -uroot -p[protocol9x]',
  'mysqldump orders -p[correct-horse]',
  'mongosh -u ana -p [270178]',
  'mongosh -p [letmein] --port 27017',
  'pass: [4711]',
  'password: [RS256x!y]',
  'password: [varcharX(255)]',
  'password [hunter(22)x]',
  'password: [string12]',
  'password: [rsa12345]',
  'password → [letmein]',
  'password=[sha256]',
  'password: [level42]',
  "password varchar(255) NOT NULL DEFAULT '[letmein]'",
  "ALTER USER app IDENTIFIED BY '[varchar(255)]'",
  "password varchar(255), token = '[letmein9]'",
] as const;

const LANGUAGE = [
  'password policy of 90 days',
  'token bucket 100',
  'a token bucket of 1000req for the api key service-v2',
  'a password with 12 characters',
  'password: 8-40 characters',
  'a password 12-character or longer',
  'key vault in eastus2',
  'password us-east-1, password eastus2',
  'passwordSecretRef: name',
  'password: name-of-secret',
  'password: required',
  'PASSWORD=none',
  'token: string',
  'Password: must be long',
  'token: 1000 per minute',
  'max token: 4000, please',
  '{"password":{"type":"string"},"token":{"description":"The token"}}',
  'the login page at port -p 8080',
  'the password is required and must be rotated every 30d',
  'password authentication with scram-sha-256',
  'password sha256, token v1beta1, token OAuth2',
  'the --password flag and the --token option',
  "has(self.token) && self.token != 'abcd' || self.token == 'abcdefgh'",
  'password=${DB_PASSWORD}, password=<password>, password: {{ .Values.password }}',
  'PASSWORD=$DB_PASSWORD',
  'password = var.db_password',
  'password **must** be set',
  'reset password ana@example.org',
  'password of ana',
  'access token accessTokenLifetime',
  'I need PostgreSQL with password rotation, 3 replicas in eu-west-1',
  'docker run -p 8080:80, make -parallel4',
  'the pass over 1234 rows, a compass: north',
  'The secret retrieval type. SECRET = Secrets Manager',
  'keep the secret in my-namespace-2',
  'generate a password for db my-db-2',
  'CREATE TABLE users (id int, password varchar(255) NOT NULL)',
  'CREATE TABLE users (password varchar(255),email varchar(255));',
  'ALTER TABLE users ADD password varchar(255);',
  'password CHAR(60), token VARCHAR(1024)',
  'password NVARCHAR(50)',
  'password VARCHAR2(30), password VARCHAR2(30 CHAR)',
  'password DECIMAL(10,2), password DECIMAL(10, 2)',
  'password is varchar(255), password: varchar(255), password float8',
  'mysql 8.0 with -per-table statistics',
  'mysql --port 3306 -protocol tcp, MySQL with -Performance',
  'mongosh -p 27017',
  'pass: 8080',
  'token: RS256, token: OAuth2',
  'access key: eu-west-1',
  'access key: read-only',
  'token → Vault',
  'password: later',
  'password: anything',
  "password: don't care",
] as const;

describe('a value behind a telling name', () => {
  it.each(SAID)('is hidden in %s', (marked) => {
    const [before = '', secret = '', after = ''] = marked.split(/[[\]]/u);

    expect(secret).not.toBe('');
    expect(redactSecrets(before + secret + after)).toBe(before + HIDDEN + after);
  });

  it('is hidden once, and what was hidden before stays as it is', () => {
    for (const text of [`password=${HIDDEN}`, 'password ⟨secret-1⟩', 'password: ⟨secret-2⟩']) {
      expect(redactSecrets(text)).toBe(text);
    }
  });

  it('is hidden to its end, however far that is', () => {
    const text = `api key ${'a1B2'.repeat(500)} for ana`;

    expect(redactSecrets(text)).toBe(`api key ${HIDDEN} for ana`);
    expect(redactSecrets('token='.repeat(50_000))).toBe(`token=${HIDDEN}`);
  });

  it('is found on every line, however long the text is', () => {
    const text = 'password S3cr3t99x\n'.repeat(5_000);

    expect(redactSecrets(text)).toBe(`password ${HIDDEN}\n`.repeat(5_000));
  });
});

it.each(LANGUAGE)('%s is language', (text) => {
  expect(redactSecrets(text)).toBe(text);
});

it.each(['Passwort', 'DB pwd', 'mot de passe', 'Contraseña', 'pw'])('%s names a secret', (name) => {
  expect(namesSecret(name)).toBe(true);
});

it.each(['cpw', 'password policy', 'Kennwortregel'])('%s names none', (name) => {
  expect(namesSecret(name)).toBe(false);
});
