import type { Environment } from '@marcbachmann/cel-js';
import { quantityInNanos } from '../../domain/policy/quantity.ts';

const NANOS = 10n ** 9n;

/** A Kubernetes quantity as a value of CEL. */
class Quantity {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

/**
 * Kubernetes' quantities in CEL.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
 */
export function registerQuantities(environment: Environment): Environment {
  return environment
    .registerType('Quantity', { ctor: Quantity, fields: {} })
    .registerFunction('quantity(string): Quantity', readQuantity)
    .registerFunction(
      'isQuantity(string): bool',
      (text: string) => quantityInNanos(text) !== undefined,
    )
    .registerFunction('Quantity.compareTo(Quantity): int', compare)
    .registerFunction(
      'Quantity.isLessThan(Quantity): bool',
      (one: Quantity, other: Quantity) => compare(one, other) < 0n,
    )
    .registerFunction(
      'Quantity.isGreaterThan(Quantity): bool',
      (one: Quantity, other: Quantity) => compare(one, other) > 0n,
    )
    .registerFunction('Quantity.sign(): int', (one: Quantity) => compare(one, new Quantity(0n)))
    .registerFunction('Quantity.isInteger(): bool', (one: Quantity) => one.nanos % NANOS === 0n)
    .registerFunction('Quantity.asInteger(): int', wholeOf)
    .registerFunction(
      'Quantity.asApproximateFloat(): double',
      (one: Quantity) => Number(one.nanos) / Number(NANOS),
    )
    .registerFunction(
      'Quantity.add(Quantity): Quantity',
      (one: Quantity, other: Quantity) => new Quantity(one.nanos + other.nanos),
    )
    .registerFunction(
      'Quantity.sub(Quantity): Quantity',
      (one: Quantity, other: Quantity) => new Quantity(one.nanos - other.nanos),
    )
    .registerOperator(
      'Quantity == Quantity',
      (one: Quantity, other: Quantity) => one.nanos === other.nanos,
    );
}

function readQuantity(text: string): Quantity {
  const nanos = quantityInNanos(text);
  if (nanos === undefined) throw new Error(`no quantity: '${text}'`);
  return new Quantity(nanos);
}

function compare(one: Quantity, other: Quantity): bigint {
  if (one.nanos === other.nanos) return 0n;
  return one.nanos < other.nanos ? -1n : 1n;
}

function wholeOf({ nanos }: Quantity): bigint {
  if (nanos % NANOS !== 0n) throw new Error('cannot convert value to integer');
  return nanos / NANOS;
}
