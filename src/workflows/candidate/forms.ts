import type { CandidateState } from './state.ts';
import type { Form } from '../../chat/form.ts';
import { shortened } from '../../chat/shortened.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { Line } from '../../chat/text.ts';

const STALE: Line = ['It is not as it was on that card any more. Look at its card again.'];
const LABEL_MAX = 70;

/** Whose word counts is looked up when they are sent as well. */
export function form(
  { state }: SessionOf<CandidateState>,
  { formId }: { readonly formId: string },
): Form | Line {
  const [name, version] = formId.split('/');
  const { stage, candidate, targets } = state;
  if (stage !== 'open' || !candidate || Number(version) !== candidate.version) return STALE;
  if (name === 'reject') return rejection(formId);
  return name === 'merge' && targets.length > 0 ? merging(formId, state) : STALE;
}

function rejection(id: string): Form {
  return {
    id,
    role: 'curators',
    title: 'Reject it',
    submitLabel: 'Reject',
    intro: [['It is remembered, so that the same is not proposed again.']],
    fields: [
      {
        id: 'reason',
        label: 'Why',
        hint: 'Whoever asked for it reads this.',
        kind: 'multiline',
        options: [],
        isSearched: false,
        isRequired: false,
        maxLength: 500,
      },
    ],
  };
}

function merging(id: string, { targets }: CandidateState): Form {
  const options = targets.map(({ type, id: value, title, reason }) => ({
    value,
    label: shortened(type === 'candidate' ? `${title} (proposed, too)` : title, LABEL_MAX),
    ...(reason === '' ? {} : { description: shortened(reason, LABEL_MAX) }),
  }));
  return {
    id,
    role: 'curators',
    title: 'Merge it',
    submitLabel: 'Merge',
    intro: [['A pattern is looked over with what is added, before it changes.']],
    fields: [
      {
        id: 'into',
        label: 'Into which one',
        kind: 'select',
        options,
        isSearched: false,
        isRequired: true,
        ...(targets[0]?.isNear === true ? { initial: targets[0].id } : {}),
      },
    ],
  };
}
