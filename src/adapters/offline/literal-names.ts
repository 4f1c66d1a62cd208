import type { CapabilitySummary } from '../../prompts/capability-summary.ts';

/** Whether a text names the kind as only its API does: in its capitals, or with its group. */
export function isLiterallyNamed(capability: CapabilitySummary, text: string): boolean {
  const { kind, group } = capability;
  const isCompound = /\p{Ll}\p{Lu}/u.test(kind);
  if (isCompound && new RegExp(`(?<![\\w.])${kind}s?(?!\\w)`, 'u').test(text)) return true;
  return group !== '' && text.toLowerCase().includes(`${kind}s.${group}`.toLowerCase());
}
