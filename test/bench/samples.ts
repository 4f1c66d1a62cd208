/**
 * The value that the given share of the samples does not exceed: `quantile(samples, 0.95)`. The
 * nearest sample, never something between two. NaN where there are none.
 */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median, tail and worst, under the names that the table shows. */
export function spread(samples: readonly number[], tail: 'p95' | 'p99'): Record<string, number> {
  const share = tail === 'p95' ? 0.95 : 0.99;
  return {
    p50: quantile(samples, 0.5),
    [tail]: quantile(samples, share),
    max: Math.max(...samples),
  };
}
