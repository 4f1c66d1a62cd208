/**
 * Powers by suffix, `n` to `E` of ten and `Ki` to `Ei` of two.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const TENS: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const TWOS: ReadonlyMap<string, bigint> = new Map([
  ['Ki', 10n],
  ['Mi', 20n],
  ['Gi', 30n],
  ['Ti', 40n],
  ['Pi', 50n],
  ['Ei', 60n],
]);

const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/u;

/** Longer texts are no quantity that anybody writes, in characters. */
const TEXT_MAX = 64;

/** Quantities are kept to nine places behind the point; what is finer is rounded away from zero. */
const PLACES = 9;

/** The largest quantity, in nanos: 2^63 − 1 of them whole. */
const LARGEST = ((1n << 63n) - 1n) * 10n ** 9n;

/**
 * A Kubernetes quantity (`500m`, `20Gi`, `1.5e3`) in billionths, exact, as the server reads it: rounded up to a billionth and
 * cut at 2^63 − 1. Undefined for text that is none.
 *
 * Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
 */
export function quantityInNanos(text: string): bigint | undefined {
  const match = text.length > TEXT_MAX ? null : QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, number = '', exponent, suffix = ''] = match;
  const [whole = '', decimals = ''] = number.split('.');
  const digits = BigInt(`${whole}${decimals}`);
  const power = exponent === undefined ? (TENS.get(suffix) ?? 0) : Number(exponent);
  const scaled = digits << (TWOS.get(suffix) ?? 0n);
  const nanos = shifted(scaled, power - decimals.length + PLACES);
  return sign === '-' ? -nanos : nanos;
}

/** `value` · 10^`power`, rounded up, at most the largest quantity. */
function shifted(value: bigint, power: number): bigint {
  if (value === 0n) return 0n;
  // The digits are at most 64: beyond these powers nothing but the end of the scale is left.
  if (power > TEXT_MAX) return LARGEST;
  if (power < -2 * TEXT_MAX) return 1n;
  const exact = power >= 0 ? value * 10n ** BigInt(power) : dividedUp(value, 10n ** BigInt(-power));
  return exact > LARGEST ? LARGEST : exact;
}

function dividedUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
