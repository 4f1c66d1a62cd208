/** Clocks of the platform and of the bot may differ by so much. */
const SKEW_MS = 1_000;

/** Whether words were written before the card that they would act on was there. */
export function isLate(
  { askedAt }: { readonly askedAt?: string | undefined },
  at: string,
): boolean {
  return askedAt !== undefined && Date.parse(at) < Date.parse(askedAt) - SKEW_MS;
}
