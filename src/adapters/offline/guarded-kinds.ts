import { wordsOf } from '../../domain/knowledge/words.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';

type Guarded = Pick<CapabilitySummary, 'kind' | 'group'>;

/** First labels of the groups whose kinds say who may do what. */
const RIGHTS_GROUPS = new Set('rbac iam authorization identitystore ssoadmin'.split(' '));
const RIGHTS_KINDS =
  /\b(?:role|role binding|role assignment|permission|grant|iam (?:member|binding|policy)|access (?:entry|policy)|certificate signing request)$/u;
const RIGHTS_ASKED =
  /\b(?:permissions?|permitted|rights?|privileges?|roles?|rbac|iam|grants?|authori[sz]\w*|access (?:rights?|for|to|control)|identit(?:y|ies)|service ?accounts?|sign\w* (?:a )?certificates?)\b/iu;

/** First labels of the groups whose kinds decide what the cluster accepts. */
const ADMISSION_GROUPS = new Set('admissionregistration kyverno policies gatekeeper'.split(' '));
const ADMISSION_KINDS = /\b(?:admission policy(?: binding)?|webhook configuration|constraint)$/u;
const ADMISSION_ASKED =
  /\b(?:polic(?:y|ies)|admission|webhooks?|rules?|guardrails?|complian\w+|governance|enforc\w+|refus\w+|reject\w*|den(?:y|ies)|forbid\w*|disallow\w*|prohibit\w*|prevent\w*|validat\w+|mutat\w+|must (?:have|not|use|set|come|be)|only allow)\b/iu;

/**
 * Whether a kind grants rights, or changes what the cluster accepts, and nobody asked for that:
 * such a kind is never offered as a mere by-product. `asked` is the thing asked for, without what
 * stands beside it.
 */
export function isUnaskedGuard({ kind, group }: Guarded, asked: string): boolean {
  const { label, name } = namesOf({ kind, group });
  // Spelt as the API has it, a name still says what it is for.
  const words = `${asked} ${wordsOf(asked).join(' ')}`;
  if (RIGHTS_GROUPS.has(label) || RIGHTS_KINDS.test(name)) return !RIGHTS_ASKED.test(words);
  return decidesAdmission({ kind, group }) && !ADMISSION_ASKED.test(words);
}

/** Whether a kind says what the cluster accepts. */
export function decidesAdmission(kind: Guarded): boolean {
  const { label, name } = namesOf(kind);
  return ADMISSION_GROUPS.has(label) || ADMISSION_KINDS.test(name);
}

function namesOf({ kind, group }: Guarded): { readonly label: string; readonly name: string } {
  return { label: group.split('.')[0] ?? '', name: wordsOf(kind).join(' ') };
}
