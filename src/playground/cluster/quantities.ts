import type { Environment } from '@marcbachmann/cel-js';

/** Decimal places that are kept: the server keeps nine. */
const PLACES = 9;
const UNIT = 10n ** 9n;

const SCALES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, 10n ** 9n],
  u: [1n, 10n ** 6n],
  m: [1n, 10n ** 3n],
  '': [1n, 1n],
  k: [10n ** 3n, 1n],
  M: [10n ** 6n, 1n],
  G: [10n ** 9n, 1n],
  T: [10n ** 12n, 1n],
  P: [10n ** 15n, 1n],
  E: [10n ** 18n, 1n],
  Ki: [2n ** 10n, 1n],
  Mi: [2n ** 20n, 1n],
  Gi: [2n ** 30n, 1n],
  Ti: [2n ** 40n, 1n],
  Pi: [2n ** 50n, 1n],
  Ei: [2n ** 60n, 1n],
};

const WRITTEN =
  /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<part>\d*))?(?:[eE](?<power>[+-]?\d{1,2})|(?<scale>[KMGTPE]i|[numkMGTPE])?)$/u;

/** An amount as CEL compares it, in billionths. */
class Quantity {
  readonly amount: bigint;

  constructor(amount: bigint) {
    this.amount = amount;
  }
}

function read(text: string): Quantity | undefined {
  const { sign, whole = '', part = '', power, scale = '' } = WRITTEN.exec(text)?.groups ?? {};
  if (sign === undefined || whole + part === '') return undefined;
  const [times, over] = power === undefined ? (SCALES[scale] ?? [1n, 1n]) : powerOf(Number(power));
  const digits = BigInt((whole + part).padEnd(whole.length + Math.max(part.length, PLACES), '0'));
  const finer = 10n ** BigInt(Math.max(part.length - PLACES, 0));
  const amount = (digits * times) / (over * finer);
  return new Quantity(sign === '-' ? -amount : amount);
}

function powerOf(power: number): readonly [bigint, bigint] {
  return power < 0 ? [1n, 10n ** BigInt(-power)] : [10n ** BigInt(power), 1n];
}

function quantity(text: string): Quantity {
  const found = read(text);
  if (!found) throw new Error(`quantities must match the regular expression: '${text}'`);
  return found;
}

function compareTo(one: Quantity, other: Quantity): bigint {
  if (one.amount === other.amount) return 0n;
  return one.amount < other.amount ? -1n : 1n;
}

/**
 * `quantity('1Gi')` and what can be asked of one.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
 */
export function withQuantities(environment: Environment): Environment {
  return environment
    .registerType('Quantity', { ctor: Quantity, fields: {} })
    .registerFunction('quantity(string): Quantity', quantity)
    .registerFunction('isQuantity(string): bool', (text: string) => read(text) !== undefined)
    .registerFunction('Quantity.compareTo(Quantity): int', compareTo)
    .registerFunction(
      'Quantity.isLessThan(Quantity): bool',
      (one: Quantity, other: Quantity) => one.amount < other.amount,
    )
    .registerFunction(
      'Quantity.isGreaterThan(Quantity): bool',
      (one: Quantity, other: Quantity) => one.amount > other.amount,
    )
    .registerFunction('Quantity.sign(): int', (one: Quantity) => compareTo(one, new Quantity(0n)))
    .registerFunction('Quantity.isInteger(): bool', ({ amount }: Quantity) => amount % UNIT === 0n)
    .registerFunction('Quantity.asInteger(): int', ({ amount }: Quantity) => amount / UNIT)
    .registerFunction(
      'Quantity.asApproximateFloat(): double',
      ({ amount }: Quantity) => Number(amount) / Number(UNIT),
    )
    .registerFunction(
      'Quantity.add(Quantity): Quantity',
      (one: Quantity, other: Quantity) => new Quantity(one.amount + other.amount),
    )
    .registerFunction(
      'Quantity.sub(Quantity): Quantity',
      (one: Quantity, other: Quantity) => new Quantity(one.amount - other.amount),
    );
}
