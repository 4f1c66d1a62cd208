import { sentenceProblem } from './given-fields.ts';
import { scopeAsItStands } from './scope.ts';
import type { PolicyEvent, PolicyField, PolicyState } from './state.ts';
import { saidScope } from './typed-lists.ts';
import { labelled, type Wish } from './typed-wishes.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';
import {
  type Answer,
  answerIn,
  given,
  hearOwner,
  hearRationale,
  hearTriggers,
  isTalk,
  orFewWords,
} from '../wizard/answers.ts';
import { refused } from '../wizard/hear-session.ts';
import type { Hearing } from '../workflow.ts';

type Heard = Hearing<PolicyEvent>;

interface Said {
  readonly message: Extract<InboundEvent, { type: 'message-posted' }>;
  readonly wish: Wish | undefined;
}

const IGNORED: Heard = { type: 'ignored' };

/** An answer to what is asked, or to a field that it names. */
export function hearField(
  state: PolicyState,
  said: Said,
  named: { readonly field: PolicyField; readonly value: string } | undefined = labelled(
    said.message.text,
  ),
): Heard {
  const { message, wish } = said;
  const answer = answerIn(message, wish, named?.value);
  if (answer.text === '') return IGNORED;
  switch (named?.field ?? state.stage) {
    case 'sentence':
      return hearSentence(state, answer);
    case 'triggers':
      return orFewWords(message, answer, {
        hearing: hearTriggers(state, answer, state.stage === 'triggers'),
        words: 'databases, caches',
      });
    case 'rationale':
      return hearRationale(state, answer);
    case 'owner':
      return hearOwner(state, answer);
    case 'namespaces':
      return hearNamespaces(state, answer);
    default:
      return IGNORED;
  }
}

function hearSentence({ sentence }: PolicyState, answer: Answer): Heard {
  const isKept = answer.wish === 'accept' || answer.wish === 'skip';
  if (isKept && sentence === '') return IGNORED;
  if (isKept) {
    const problem = sentenceProblem(sentence);
    return problem === undefined ? given(answer, { sentence }) : refused(problem);
  }
  return isTalk(answer) ? IGNORED : given(answer, { sentence: answer.text });
}

function hearNamespaces(state: PolicyState, answer: Answer): Heard {
  const { text, wish } = answer;
  if (wish === 'accept' || wish === 'skip') {
    const scope = scopeAsItStands(state);
    return scope ? given(answer, { scope }) : NO_SCOPE;
  }
  const said = saidScope(state, text);
  if (!said) return isTalk(answer) || !isShort(text) ? IGNORED : NO_SCOPE;
  return given(answer, { scope: scopeOf(said) });
}

/** Without names it is refused where it is read, with what is missing. */
function scopeOf({ type, names }: NonNullable<ReturnType<typeof saidScope>>): NamespaceScope {
  return type === 'all' ? { type } : { type, namespaces: names.length === 0 ? [''] : [...names] };
}

const NO_SCOPE: Heard = {
  type: 'refused',
  line: ['Write “all”, “2. a-team, b-team” for only these, or “3. kube-system” for all but these.'],
};

/** Names, or the try of some; whoever says more talks to others. */
function isShort(text: string): boolean {
  return text.split(/\s+/u).length <= 3 || text.includes(',');
}
