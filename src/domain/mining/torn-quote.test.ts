import { expect, it } from 'vitest';
import { isTorn } from './torn-quote.ts';

it.each([
  ['use RDS directly', 'Never use RDS directly.'],
  ['use RDS directly', 'Please don’t use RDS directly, use the claim.'],
  ['use RDS directly', 'never ever under any load use RDS directly'],
  ['RDS directly', 'For databases we use the claim instead of RDS directly.'],
  ['RDS may be used', 'RDS may be used no longer.'],
  ['Buckets in us-east-1', 'Buckets in us-east-1 are not allowed'],
  ['RDS direkt benutzen', 'Bitte niemals RDS direkt benutzen!'],
  ['Wir nutzen RDS', 'Wir nutzen RDS nicht mehr.'],
  ['usen RDS directamente', 'Nunca usen RDS directamente.'],
  ['utilisez RDS', 'Jamais plus n’utilisez RDS'],
  ['用RDS', '不要用RDS'],
  ['RDSを直接', 'RDSを直接使わない'],
  ['используйте RDS', 'Не используйте RDS'],
])('“%s” says what is denied in “%s”', (quote, text) => {
  expect(isTorn(quote, text)).toBe(true);
});

it.each([
  ['Never use RDS directly', 'Never use RDS directly.'],
  ['use the claim', 'Please don’t use RDS directly, use the claim.'],
  ['use the claim', 'never use RDS\nuse the claim'],
  ['use the claim', 'No. use the claim'],
  ['Use the claim.', 'Use the claim. RDS is not allowed.'],
  ['For databases we use the claim', 'For databases we use the claim not RDS.'],
  ['databases use the claim', 'Not only databases use the claim.'],
  ['add a NetworkPolicy', 'Don’t forget to add a NetworkPolicy.'],
  ['nehmen wir SqlClaim', 'Für Datenbanken nehmen wir SqlClaim, nicht RDS.'],
  ['use RDS', 'never use RDS here; everybody else may use RDS'],
  ['Every Deployment gets two replicas', 'Every Deployment gets two replicas'],
  ['of another text', 'Never use RDS directly.'],
])('“%s” is whole in “%s”', (quote, text) => {
  expect(isTorn(quote, text)).toBe(false);
});

it('takes time that grows as the text does', () => {
  for (const piece of [
    'never ',
    'use it ',
    'not ',
    '不',
    'ない',
    'a-',
    '\n',
    ' - ',
    'x '.repeat(40),
  ]) {
    const text = `${piece.repeat(Math.ceil(20_000 / piece.length))} use RDS`;
    expect(isTorn('use RDS', text)).toBeTypeOf('boolean');
  }
});
