import { TARGET_NAMES } from './enforcement-targets.ts';
import { breachText, type LiveLook } from './live-breaches.ts';
import type { PolicyContent } from './policy-record.ts';
import type { RehearsedKind } from './rehearsed-kinds.ts';
import { expressionLines } from './shown-expressions.ts';
import type { Rehearsal, TargetOption } from '../../workflows/policy/state.ts';

/** Everything that trying a policy showed, as a text file. */
export function rehearsalReport(given: {
  readonly content: PolicyContent;
  readonly kinds: readonly RehearsedKind[];
  readonly live: LiveLook;
  readonly targets: readonly TargetOption[];
  readonly dryRun: Rehearsal['dryRun'];
  /** What the policy that is in force already says, where one is. */
  readonly answers: readonly string[];
}): string {
  const { content, kinds, live, targets, dryRun, answers } = given;
  return [
    `Rehearsal of "${content.sentence}"`,
    '',
    'Objects made from the schemas',
    ...kinds.flatMap((kind) => kindLines(kind)),
    ...(kinds.length === 0 ? ['  No kind is reached by a rule.'] : []),
    ...expressionLines(content.expressions),
    '',
    `Live objects: ${live.looked} looked at, ${live.breaking} would be refused`,
    ...live.breaches.map((breach) => `  ${breachText(breach)}`),
    ...live.unseen.map((one) => `  Not all seen: ${one}`),
    '',
    'Enforcement',
    ...targets.map((option) => `  ${TARGET_NAMES[option.target]}: ${standing(option)}`),
    ...(targets.length === 0 ? ['  Nothing to enforce.'] : []),
    ...(dryRun
      ? [`  Dry run: ${dryRun.isAccepted ? 'accepted' : `refused: ${dryRun.problem}`}`]
      : []),
    ...answers,
    '',
  ].join('\n');
}

function kindLines({ name, problem, wrong, ...of }: RehearsedKind): readonly string[] {
  const good = `${of.accepted} of ${of.good} good accepted`;
  const broken = `${of.refused} of ${of.broken} broken refused`;
  return [
    `  ${name}: ${good}, ${broken}`,
    ...wrong.map((one) => `    WRONG ${one}`),
    ...(problem === undefined ? [] : [`    ${problem}`]),
  ];
}

function standing({ isServed, problem }: TargetOption): string {
  if (!isServed) return 'the cluster does not serve it';
  return problem ?? 'can be used';
}
