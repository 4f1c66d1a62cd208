import { byRulesText } from './by-rules.ts';
import { plainWayButtons, troubleElements } from './cards-trouble.ts';
import { exampleReply } from './example-reply.ts';
import { openQuestions, questionsOf, stageQuestions } from './stages.ts';
import { unansweredText } from './unanswered.ts';
import { valueText } from './value-text.ts';
import { policyNotes } from './policy-notes.ts';
import { thoughtOf } from './thinking.ts';
import type { RecommendState } from './state.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { bold, line, type Line } from '../../chat/text.ts';
import { HIDDEN, redactNamed } from '../../domain/redaction.ts';
import { type Answer, isSecretAnswer, type Question } from '../../domain/question.ts';
import { cardOf } from './slots.ts';

/** One question stage: numbered questions while it is answered, the answers afterwards. */
export function stageCard(state: RecommendState, slot: string, isActive: boolean): CardElement[] {
  const stage = cardOf(slot);
  const questions = questionsOf(state, stage);
  const unanswered = unansweredText(state, slot);
  if (unanswered !== undefined) {
    return [...givenAnswers(state, questions), { type: 'note', line: [unanswered] }];
  }
  if (stage === 'open') return isActive ? openElements(state, slot) : openSummary(state);
  if (!isActive) return answeredElements(state, questions);
  const items = questionLines(state, questions);
  return [
    { type: 'list', isOrdered: true, items },
    { type: 'note', line: [hint(state)] },
    ...rulesNotes(state),
    ...troubleElements(state),
    { type: 'buttons', buttons: stageButtons(state, slot) },
  ];
}

/** Who worded the questions, and who wrote the values on this card, where it was not the model. */
function rulesNotes(state: RecommendState): CardElement[] {
  const ids = stageQuestions(state).map(({ id }) => id);
  const isWritten = state.answers.some(
    ({ questionId, how }) => how === 'written-for-them' && ids.includes(questionId),
  );
  const written = isWritten ? byRulesText(state, 'written') : undefined;
  const said = [byRulesText(state, 'worded'), written].filter((text) => text !== undefined);
  return said.length === 0 ? [] : [{ type: 'note', line: [said.join(' ')] }];
}

function hint(state: RecommendState): string {
  const example = exampleReply(state);
  const written = example === undefined ? 'by number' : `“${example}”`;
  const how = `Fill in the form, or write in the thread: ${written}.`;
  return state.asking === 'required' ? how : `${how} “skip” leaves the rest at its defaults.`;
}

/** What a policy says is said with the first question that it decides. */
function questionLines(state: RecommendState, questions: readonly Question[]): Line[] {
  const told = new Set<string>();
  return questions.map((question) => {
    const isAsked = !state.answers.some(({ questionId }) => questionId === question.id);
    const own = isAsked
      ? policyNotes(state, question, state.problems[question.id])
      : new Map<string, string>();
    const notes = [...own].flatMap(([id, note]) => (told.has(id) ? [] : [` ${note}`]));
    for (const id of own.keys()) told.add(id);
    return questionLine(state, question, notes);
  });
}

function questionLine(state: RecommendState, question: Question, notes: readonly string[]): Line {
  const answer = state.answers.find(({ questionId }) => questionId === question.id);
  const problem = state.problems[question.id];
  const parts = [...line`${bold(question.label)}: `];
  if (answer) parts.push(`✓ ${shownAnswer(question, answer, 120)}${answerNote(question, answer)}`);
  else if (state.writing.includes(question.id)) parts.push(writingText(state, question));
  else parts.push(wordsOf(question), ...notes, ...offered(question));
  if (problem !== undefined) parts.push(`\n⚠️ ${problem}`);
  return parts;
}

function writingText(state: RecommendState, { id }: Question): string {
  const effect = thoughtOf(state);
  const isThought = effect?.type === 'write-for-me' && effect.questionId === id;
  return isThought ? '✍️ Claude is writing this…' : '✍️ being written…';
}

function shownAnswer(question: Question, answer: Answer, length: number): string {
  if (isSecretAnswer(question, answer)) return HIDDEN;
  return redactNamed({ name: question.label, value: valueText(answer.value, length) });
}

function answerNote(question: Question, answer: Answer): string {
  if (answer.how === 'written-for-them') return ' (written for you: look it over)';
  return isOfTheirOwn(question, answer) ? ' (typed: not among the suggestions)' : '';
}

/** Longer lists are not kept whole: what is missing there may well exist. */
const WHOLE_LIST_MAX = 100;

/** Nobody can tell whether it is right before the cluster tries it. */
function isOfTheirOwn({ isOpen, options, suggestion }: Question, { value }: Answer): boolean {
  if (!isOpen || options.length === 0 || options.length > WHOLE_LIST_MAX) return false;
  if (typeof value !== 'string' || value === suggestion) return false;
  return !options.some((option) => option.value === value);
}

function offered(question: Question): Line {
  const { options, suggestion, suggestionReason } = question;
  const spans: Line = [];
  if (options.length > 0 && !isOnlyOne(question)) {
    const shown = options.slice(0, 8).map(({ label }) => label);
    const more = options.length > shown.length ? ` and ${options.length - shown.length} more` : '';
    spans.push(` Options: ${shown.join(', ')}${more}.`);
  }
  if (suggestion !== undefined) {
    const reason = suggestionReason === undefined ? '' : `, ${suggestionReason}`;
    spans.push(' Suggested: ', bold(valueText(suggestion, 60)), `${reason}.`);
  }
  return spans;
}

/** Nothing is to be chosen where one is left, and suggested. */
function isOnlyOne({ options, isOpen, suggestion }: Question): boolean {
  return !isOpen && options.length === 1 && options[0]?.value === suggestion;
}

/** "The database engine: postgres or mysql." without the values, which are told as its options. */
function wordsOf({ text, options, policies }: Question): string {
  const [, head = text, listed = ''] = /^([^:]+):\s*([^:]+?)\.?$/u.exec(text) ?? [];
  const named = listed.split(/,\s*(?:or |and )?|\s+(?:or|and)\s+/u);
  const labels = options.map(({ label }) => label);
  // What policies leave is less than the schema's own words name.
  const isListed =
    options.length > 0 &&
    labels.every((label) => named.includes(label)) &&
    (policies !== undefined || named.every((one) => labels.includes(one)));
  return isListed ? `${head}.` : text;
}

function stageButtons(state: RecommendState, slot: string): Button[] {
  const stage = cardOf(slot);
  const buttons: Button[] = [
    {
      label: 'Fill in',
      style: 'primary',
      opens: `answers/${slot}`,
      action: { name: 'open-form' },
    },
  ];
  const open = openQuestions(state);
  const canAccept = open.every(
    ({ isRequired, suggestion }) => !isRequired || suggestion !== undefined,
  );
  if (stage === 'required' && canAccept && open.length > 0) {
    buttons.push({
      label: 'Use the suggestions',
      action: { name: 'accept-suggestions', argument: slot },
    });
  }
  if (stage !== 'required' || open.length === 0) {
    const label = open.length === 0 ? 'Continue' : 'Skip';
    buttons.push({ label, action: { name: 'skip-stage', argument: slot } });
  }
  buttons.push(...plainWayButtons(state));
  const failed = new Set(state.trouble?.unwritten?.map(({ questionId }) => questionId));
  const writable = open.filter(({ id, isWritable }) => isWritable && !failed.has(id));
  for (const question of writable.slice(0, 2)) {
    buttons.push({
      label: `Write ${question.label} for me`.slice(0, 75),
      action: { name: 'write-for-me', argument: question.id },
    });
  }
  buttons.push({ label: 'Back', action: { name: 'go-back', argument: slot } });
  return buttons;
}

function answeredElements(state: RecommendState, questions: readonly Question[]): CardElement[] {
  const given = givenAnswers(state, questions);
  return given.length === 0 ? [{ type: 'note', line: ['Left at the defaults.'] }] : given;
}

/** The answers so far as facts; nothing where there are none. */
function givenAnswers(state: RecommendState, questions: readonly Question[]): CardElement[] {
  const facts = questions.flatMap((question) => {
    const { id, label } = question;
    const answer = state.answers.find(({ questionId }) => questionId === id);
    return answer
      ? [{ label, value: [`${shownAnswer(question, answer, 200)}${answerNote(question, answer)}`] }]
      : [];
  });
  return facts.length === 0 ? [] : [{ type: 'facts', facts }];
}

function openElements(state: RecommendState, slot: string): CardElement[] {
  return [
    {
      type: 'text',
      line: [
        'Other requirements: performance, backups, network, compliance, limits? Write them in the thread, or say “N/A”.',
      ],
    },
    ...troubleElements(state),
    {
      type: 'buttons',
      buttons: [
        {
          label: 'Nothing else, build it',
          style: 'primary',
          action: { name: 'skip-stage', argument: slot },
        },
        { label: 'Add requirements', opens: 'requirements', action: { name: 'open-form' } },
        ...plainWayButtons(state),
        { label: 'Back', action: { name: 'go-back', argument: slot } },
      ],
    },
  ];
}

function openSummary(state: RecommendState): CardElement[] {
  if (state.openText === undefined) return [{ type: 'note', line: ['No further requirements.'] }];
  const applied = state.extras.map(({ address, value, reason, isSecret }): Line => [
    `${address.path} = ${isSecret === true ? HIDDEN : valueText(value, 80)} (${reason})`,
  ]);
  const elements: CardElement[] = [{ type: 'quote', text: state.openText }];
  if (applied.length > 0) elements.push({ type: 'list', isOrdered: false, items: applied });
  const rules = byRulesText(state, 'applied');
  if (rules !== undefined) elements.push({ type: 'note', line: [rules] });
  if (state.unmet.length > 0) {
    const missed = state.unmet.join('; ');
    elements.push({
      type: 'alert',
      level: 'warning',
      line: [`No field of this solution covers: ${missed}. Tell the platform team if you need it.`],
    });
  }
  return elements;
}
