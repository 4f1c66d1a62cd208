import type { PatternDependencies } from './dependencies.ts';
import type { Activity } from '../activity.ts';
import { askedOrByRules } from '../policy/asked-or-by-rules.ts';
import { shortened } from '../../chat/shortened.ts';
import { PATTERN_TRIGGER_MAX, PATTERN_TRIGGERS_MAX } from '../../domain/pattern/pattern.ts';
import { expandTriggers } from '../../prompts/expand-triggers.ts';
import {
  type PatternEffectOf,
  type PatternEventOf,
  PatternState,
} from '../../workflows/pattern/state.ts';

/** Looks for further words by which the pattern should be found. */
export function createFindWords({
  model,
}: Pick<PatternDependencies, 'model'>): Activity<
  PatternEffectOf<'find-words'>,
  PatternEventOf<'words-found'>
> {
  return async (_effect, context) => {
    const { name, triggers } = PatternState.parse(context.session.state);
    const input = { text: name, words: [...triggers], excluded: [] };
    const { output } = await askedOrByRules(
      model,
      { task: expandTriggers, input: { subject: 'pattern', ...input } },
      context,
    );
    const known = new Set(triggers.map((one) => one.toLowerCase()));
    const suggested = output.words
      .filter((word) => word.length <= PATTERN_TRIGGER_MAX && !known.has(word.toLowerCase()))
      .slice(0, PATTERN_TRIGGERS_MAX - triggers.length);
    return { type: 'words-found', at: context.now(), suggested };
  };
}

const OFFERED_MAX = 10;
const DESCRIPTION_MAX = 200;
/** Its author's own stand first; all of them would say less of each. */
const TRIGGERS_SEARCHED = 12;

/** Looks for resources that may be meant, best first. */
export function createFindResources({
  capabilities,
}: Pick<PatternDependencies, 'capabilities'>): Activity<
  PatternEffectOf<'find-resources'>,
  PatternEventOf<'resources-found'>
> {
  return async (_effect, context) => {
    const { name, triggers } = PatternState.parse(context.session.state);
    const text = [name, ...triggers.slice(0, TRIGGERS_SEARCHED)].join(', ');
    const matches = await capabilities.search(text, { limit: OFFERED_MAX });
    const offered = matches.map(({ capability: { kind, description } }) => ({
      kind,
      description: shortened(description.replaceAll(/\s+/gu, ' ').trim(), DESCRIPTION_MAX),
    }));
    return { type: 'resources-found', at: context.now(), offered };
  };
}
