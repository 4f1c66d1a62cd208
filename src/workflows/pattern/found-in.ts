import { nameProblem } from './given-fields.ts';
import { shortened } from '../../chat/shortened.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import {
  PATTERN_NAME_MAX,
  PATTERN_RATIONALE_MAX,
  PATTERN_TRIGGER_MAX,
  PATTERN_TRIGGERS_MAX,
} from '../../domain/pattern/pattern.ts';
import type { FoundWords } from '../wizard/found-words.ts';
import { distinct, triggersProblem } from '../wizard/words.ts';

/** A candidate's words as a pattern can have them; empty where none of them can be taken. */
export function foundWordsIn({ title, triggers, rationale }: Candidate): FoundWords {
  const name = shortened(title.replaceAll(/\s+/gu, ' ').trim(), PATTERN_NAME_MAX);
  const short = distinct(triggers).filter(
    (word) => triggersProblem([word], PATTERN_TRIGGER_MAX) === undefined,
  );
  return {
    title: nameProblem(name) === undefined ? name : '',
    triggers: short.slice(0, PATTERN_TRIGGERS_MAX),
    rationale: shortened(rationale, PATTERN_RATIONALE_MAX),
  };
}
