import { isOffered, kindOf, nearPatterns } from './offers.ts';
import type { CandidateState, Decision } from './state.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { shortened } from '../../chat/shortened.ts';
import { buttonRow } from '../wizard/card-parts.ts';

const LABEL_MAX = 70;

/** What can be decided of it now, what is most likely meant first. */
export function decisionButtons(state: CandidateState): CardElement[] {
  const { candidate, targets } = state;
  if (state.stage !== 'open' || !candidate) return [];
  const { version } = candidate;
  const merge: Button | undefined =
    targets.length === 0
      ? undefined
      : { label: 'Merge into…', action: { name: 'open-form' }, opens: `merge/${version}` };
  const reject: Button = {
    label: 'Reject',
    style: 'danger',
    action: { name: 'open-form' },
    opens: `reject/${version}`,
  };
  return buttonRow(...ways(state, version), merge, reject);
}

function ways(state: CandidateState, version: number): (Button | undefined)[] {
  if (kindOf(state) === 'policy') {
    return [primary(decide('Make it a policy', { decision: 'accept', version }))];
  }
  const [near] = nearPatterns(state);
  const mergeNear =
    near &&
    decide(shortened(`Merge into ${near.title}`, LABEL_MAX), {
      decision: 'merge',
      version,
      intoId: near.id,
    });
  const accept = isOffered(state, { decision: 'accept' })
    ? decide(near ? 'Accept as its own' : 'Accept', { decision: 'accept', version })
    : undefined;
  const edit = decide('Edit', { decision: 'edit', version });
  const [first, ...rest] = [mergeNear, accept, edit].filter((one) => one !== undefined);
  return [first && primary(first), ...rest];
}

function primary(button: Button): Button {
  return { ...button, style: 'primary' };
}

/** Which version of it is meant goes along: on an older card it has no effect. */
function decide(
  label: string,
  wish: { readonly decision: Decision; readonly version: number; readonly intoId?: string },
): Button {
  const { decision, version, intoId = '' } = wish;
  return {
    label,
    action: { name: 'decide-candidate', argument: `${decision}:${version}:${intoId}` },
  };
}

/** A button that says a command. */
export function commandButton(label: string, argument: string): CardElement[] {
  return buttonRow({ label, action: { name: 'run-command', argument } });
}
