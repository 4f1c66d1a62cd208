import { describe, expect, it } from 'vitest';
import { walk } from '../../test/regex-steps.ts';
import { CONTEXTS, SHAPES } from './redaction-shapes.ts';
import { LABEL } from './redaction-words.ts';

const A32 = 'a1B2'.repeat(8);
/** What the patterns look for. Each is matched by one of them at least. */
const SAMPLES = [
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----',
  'PuTTY-User-Key-File-3: ssh-rsa\nAAAB\nPrivate-MAC: 0a1b',
  `AGE-SECRET-KEY-1${'QZ7'.repeat(8)}`,
  `LS0tLS1CRUdJTiBQUklW${A32}==`,
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN',
  `eyJ0eXBlIjoi${A32}${A32}`,
  'AKIAIOSFODNN7EXAMPLE',
  `AIza${A32}abc`,
  'ya29.a0AfH6SMBx1234567890abcdef',
  `abc8Q~${'d4Zx.~_-'.repeat(4)}`,
  `ghp_${A32}abcd`,
  `github_pat_${A32}`,
  `glpat-${A32}`,
  'xoxb-123456789012-abcdefghij',
  'xapp-123456789012-abcdefghij',
  `sk-ant-api03-${A32}`,
  `sk_live_${A32}`,
  `npm_${A32}abcd`,
  `hf_${'abCD'.repeat(8)}ab`,
  `hvs.${A32}`,
  `pypi-AgE${A32}`,
  `dop_v1_${'0a1b'.repeat(16)}`,
  `dapi${'0a1b'.repeat(8)}`,
  `SG.${A32}.${A32}`,
  'glpat-shortened…',
  'postgres://app:p/w@rd@db/x',
  'Authorization: Bearer abcdef0123456789abcdef',
  'Authorization:  Basic  abcdef0123456789abcdef==',
  `secretKey: ${A32}`,
  'https://x.example/c?sv=1&sig=abcdefghij0123456789',
  'jdbc:mysql://db/x?user=a&password=letmein',
  'Server=db; Password = letmein; X=1',
  'Server=db; Pwd = letmein',
  `client-key-data: ${A32}`,
  '"private_key_id": "0a1b2c3d4e5f60718293"',
  '//registry.example/:_authToken = abcdefgh',
  'machine x login ana password letmein',
  '{"auth" : "YW5hOmxldG1laW4="}',
  'curl -u "ana:letmein"',
  'curl --user = ana:letmein',
  'https://hooks.slack.com/services/T00/B00/abcdefgh',
  'https://x.webhook.office.com/webhookb2/0a1b@2c3d/IncomingWebhook',
  'https://discord.com/api/webhooks/1234/abcd-efgh',
  `AKIAIOSFODNN7EXAMPLE / ${'wJalrXUtnF'.repeat(4)}`,
  "CREATE USER app IDENTIFIED BY 'correct horse'",
  '"apiKey" : "abcdef"',
  "password varchar(255) NOT NULL DEFAULT 'letmein'",
  'master_password =  hunter22',
  'the token  is  hunter22!',
  'mysql -uroot -pS3cr3t99',
  'sshpass -p letmein ssh',
  'redis-cli -h cache -a letmein',
  'docker login -u ana -p letmein',
  'mongosh -u ana -p letmein',
  'mot de passe : soleil42',
  'MYSQL_PWD=letmein',
] as const;
const FILLING = ['-', ' ', '"', '=', ';', '.', 'a'] as const;
const LENGTH = 400;

/** Beginnings of what a pattern looks for, cut where one kind of character meets another. */
function beginningsOf(sample: string): readonly string[] {
  const kinds = /[a-z]+|[A-Z]+|\d+|\s+|[^\sA-Za-z\d]/gu;
  return [...sample.matchAll(kinds)]
    .slice(0, 6)
    .map(({ 0: run, index }) => sample.slice(0, index + run.length));
}

/** A text that begins so over and over, and one that begins so once and is filled up. */
const SHAPED = [
  (beginning: string, filling: string, length: number) => repeated(beginning + filling, length),
  (beginning: string, filling: string, length: number) => beginning + repeated(filling, length),
];

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

describe.each([
  ['shape', SHAPES],
  ['context', CONTEXTS],
  ['name', [LABEL]],
])('a %s', (_kind, patterns) => {
  it.each(patterns.map((pattern) => [pattern]))(
    '%s takes no more than its share of a longer text',
    (pattern) => {
      const samples = SAMPLES.filter((sample) => sample.search(pattern) >= 0);
      expect(samples).not.toEqual([]);
      for (const sample of samples) {
        const native = [...sample.matchAll(pattern)];
        const spans = native.map(({ 0: match, index }) => ({
          start: index,
          end: index + match.length,
        }));
        expect(walk(pattern, sample).matches).toEqual(spans);
      }
      const beginnings = new Set(samples.flatMap(beginningsOf));
      for (const beginning of beginnings) {
        for (const filling of FILLING) {
          for (const shaped of SHAPED) {
            const steps = (length: number) =>
              walk(pattern, shaped(beginning, filling, length)).steps;
            // Four times the steps for four times the text, where squares would have sixteen times.
            const isFair = steps(4 * LENGTH) < 8 * steps(LENGTH);
            expect({ beginning, filling, isFair }).toEqual({ beginning, filling, isFair: true });
          }
        }
      }
    },
  );
});

it('would be seen to take more', () => {
  const pattern = /\beyJ[\w-]{10,}\./gu;
  const steps = (length: number) => walk(pattern, repeated('eyJ-', length)).steps;

  expect(steps(4 * LENGTH) / steps(LENGTH)).toBeGreaterThan(12);
});
