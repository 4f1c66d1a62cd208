import type { Task } from '../ports/language-model.ts';
import { applyOpenRequirements } from './apply-open-requirements.ts';
import { assembleSolutions } from './assemble-solutions.ts';
import { clarifyIntent } from './clarify-intent.ts';
import { deriveRules } from './derive-rules.ts';
import { describeCapabilities } from './describe-capabilities.ts';
import { expandTriggers } from './expand-triggers.ts';
import { interpretReply } from './interpret-reply.ts';
import { minePatterns } from './mine-patterns.ts';
import { wordQuestions } from './word-questions.ts';
import { writeForMe } from './write-for-me.ts';
import { writeRationale } from './write-rationale.ts';

/** Everything that a model is ever asked: one task for each file of prompts/. */
export const TASKS: readonly Task<unknown, unknown>[] = [
  clarifyIntent,
  assembleSolutions,
  wordQuestions,
  interpretReply,
  writeForMe,
  applyOpenRequirements,
  describeCapabilities,
  expandTriggers,
  writeRationale,
  deriveRules,
  minePatterns,
];
