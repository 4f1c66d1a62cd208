import type { FormOption } from '../chat/form.ts';
import type { Capability } from '../domain/capability.ts';
import { fullNameOf } from '../domain/kind.ts';

/** As many as somebody looks through. */
const OPTIONS_MAX = 20;

/** Resource types to pick in a form: those that fit what was typed, best first. Throws what the search throws. */
export async function capabilityOptions(
  capabilities: {
    search(
      text: string,
      options: { readonly limit: number },
    ): Promise<readonly { readonly capability: Capability }[]>;
  },
  text: string,
): Promise<readonly FormOption[]> {
  const found = await capabilities.search(text, { limit: OPTIONS_MAX });
  return found.map(({ capability: { kind } }) => {
    const value = fullNameOf(kind);
    return { value, label: kind.kind, description: value };
  });
}
