import { kindPhrase } from '../../domain/knowledge/description.ts';
import {
  CapabilityTag,
  type DescribeCapabilitiesInput,
  type DescribeCapabilitiesOutput,
  type DescribedKind,
  type KindToDescribe,
} from '../../prompts/describe-capabilities.ts';
import { foreignIn } from '../../prompts/instruction.ts';
import { shortened } from '../../prompts/shown-fields.ts';

/** What the profile says, within the lengths of an answer. */
export function solveDescribeCapabilities({
  kinds,
}: DescribeCapabilitiesInput): DescribeCapabilitiesOutput {
  return { kinds: kinds.map(described) };
}

function described(offered: KindToDescribe): DescribedKind {
  const { id, kind, profile } = offered;
  const { providers, abstraction, complexity, confidence } = profile;
  const phrase = kindPhrase({ kind });
  return {
    id,
    tags: profile.tags
      .filter((tag) => CapabilityTag.safeParse(tag).success && foreignIn(tag) === undefined)
      .slice(0, 12),
    providers: [...new Set(providers)],
    abstraction,
    complexity,
    description: harmless(shortened(profile.description, 300), `Makes ${phrase}.`),
    useCase: harmless(shortened(profile.useCase, 200), `Use it for ${phrase}.`),
    confidence,
  };
}

/** A schema may hold words that were written to steer whoever reads it: those are not passed on. */
function harmless(text: string, otherwise: string): string {
  return text === '' || foreignIn(text) !== undefined ? otherwise : text;
}
