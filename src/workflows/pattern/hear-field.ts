import { fullNameOf } from '../../domain/kind.ts';
import type { PatternEvent, PatternField, PatternState } from './state.ts';
import { labelled, type Wish } from './typed-wishes.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import {
  type Answer,
  given,
  hearOwner,
  hearRationale,
  hearTriggers,
  isTalk,
  saysAll,
} from '../wizard/answers.ts';
import { saidWords } from '../wizard/typed-words.ts';
import type { Hearing } from '../workflow.ts';

type Heard = Hearing<PatternEvent>;

interface Said {
  readonly message: Extract<InboundEvent, { type: 'message-posted' }>;
  readonly wish: Wish | undefined;
}

const IGNORED: Heard = { type: 'ignored' };

/** An answer to what is asked, or to a field that it names. */
export function hearField(
  state: PatternState,
  { message, wish }: Said,
  named: { readonly field: PatternField; readonly value: string } | undefined = labelled(
    message.text,
  ),
): Heard {
  const answer = {
    at: message.at,
    by: message.actor,
    text: (named?.value ?? message.text).trim(),
    wish: named ? undefined : wish,
    isNamed: named !== undefined,
  };
  if (answer.text === '') return IGNORED;
  switch (named?.field ?? state.stage) {
    case 'name':
      return hearName(state, answer);
    case 'triggers':
      return hearTriggers(state, answer, state.stage === 'triggers');
    case 'resources':
      return hearResources(state, answer);
    case 'rationale':
      return hearRationale(state, answer);
    case 'owner':
      return hearOwner(state, answer);
    default:
      return IGNORED;
  }
}

function hearName({ name }: PatternState, answer: Answer): Heard {
  const isKept = answer.wish === 'accept' || answer.wish === 'skip';
  if (isKept) return name === '' ? IGNORED : given(answer, { name });
  return isTalk(answer) ? IGNORED : given(answer, { name: answer.text });
}

/** "apps.example.org/v1 Deployment"; whoever says more at once talks to others. */
const NAME_PARTS_MAX = 4;

/** By number or name of the card; other names are looked for in the cluster. */
function hearResources(state: PatternState, answer: Answer): Heard {
  const { wish, text, isNamed } = answer;
  const picked = state.resources.map((kind) => fullNameOf(kind));
  if (wish === 'accept' || wish === 'skip') {
    return picked.length === 0 ? NONE_PICKED : given(answer, { resources: picked });
  }
  if (isTalk(answer) && !saysAll(text)) return IGNORED;
  const offered = state.offered.map(({ kind }) => fullNameOf(kind));
  const said = saidWords({ offered, noun: 'resource' }, text);
  if (said.type === 'refused') return { type: 'refused', line: [said.text] };
  const isTooLong = said.words.some((word) => word.split(/\s+/u).length > NAME_PARTS_MAX);
  if (isTooLong && !isNamed) return IGNORED;
  const stays = said.type === 'added' || (said.type === 'own' && !isNamed);
  return given(answer, { resources: stays ? [...picked, ...said.words] : [...said.words] });
}

const NONE_PICKED: Heard = {
  type: 'refused',
  line: ['Resources are what a pattern is made of: write the number or the name of at least one.'],
};
