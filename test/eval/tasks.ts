import { Failure } from '../../src/domain/failure.ts';
import { plainValue } from '../../src/prompts/answer-value.ts';
import { applyOpenRequirements } from '../../src/prompts/apply-open-requirements.ts';
import { clarifyIntent, type ClarifyIntentOutput } from '../../src/prompts/clarify-intent.ts';
import { interpretReply } from '../../src/prompts/interpret-reply.ts';
import { writeForMe } from '../../src/prompts/write-for-me.ts';
import { CLARIFYING, type ClarifyingLabel } from './labels/clarifying.ts';
import { FIELDS, OPEN_REQUIREMENTS, type OpenLabel } from './labels/open-requirements.ts';
import { ASKED, REPLIES, type ReplyLabel } from './labels/replies.ts';
import { UNSEEN_REPLIES, UNSEEN_REQUIREMENTS } from './labels/unseen-tasks.ts';
import { WRITING, type WritingLabel } from './labels/writing.ts';
import type { Meter } from './meter.ts';
import type { PARTS } from './options.ts';
import type { RunCase } from './run-case.ts';
import { answerOf, compareValues, failedCase, gradeTask } from './task-grade.ts';
import { topicsOf } from './topics.ts';

/** One task alone, asked directly: what a prompt's change does shows here first. */
export function taskCases(part: (typeof PARTS.tasks)[number], meter: Meter): readonly RunCase[] {
  switch (part) {
    case 'interpret-reply':
      return replyCases(REPLIES, meter);
    case 'clarify-intent':
      return CLARIFYING.map((label) =>
        told(`${label.intent} (${label.capabilities.length} kinds)`, () => clarify(label, meter)),
      );
    case 'write-for-me':
      return WRITING.map((label) => told(label.name, () => write(label, meter)));
    case 'apply-open':
      return requirementCases(OPEN_REQUIREMENTS, meter);
    case 'unseen-tasks':
      return [
        ...replyCases(UNSEEN_REPLIES, meter),
        ...requirementCases(UNSEEN_REQUIREMENTS, meter),
      ];
  }
}

function replyCases(labels: readonly ReplyLabel[], meter: Meter): readonly RunCase[] {
  return labels.map((label) => told(label.text, () => interpret(label, meter)));
}

function requirementCases(labels: readonly OpenLabel[], meter: Meter): readonly RunCase[] {
  return labels.map((label) => told(label.text, () => apply(label, meter)));
}

type Graded = ReturnType<typeof gradeTask>;

function told(name: string, grade: () => Promise<Graded>): RunCase {
  return {
    name,
    async run() {
      const graded = await grade().catch(failedCase);
      return { ...graded, trace: [] };
    },
  };
}

async function interpret({ text, answers }: ReplyLabel, { model }: Meter): Promise<Graded> {
  const questions = ASKED.map((one, index) => ({ ...one, number: index + 1 }));
  const output = await answerOf(model, interpretReply, { questions, text });
  if (output instanceof Failure) return failedCase(output);
  const given = output.answers.map(
    ({ questionId, value }) => [questionId, plainValue(value)] as const,
  );
  return gradeTask(compareValues(answers, Object.fromEntries(given)));
}

async function clarify(label: ClarifyingLabel, { model }: Meter): Promise<Graded> {
  const { intent, capabilities } = label;
  const output = await answerOf(model, clarifyIntent, { intent, capabilities: [...capabilities] });
  return output instanceof Failure ? failedCase(output) : gradeClarifying(label, output);
}

function gradeClarifying(label: ClarifyingLabel, output: ClarifyIntentOutput): Graded {
  const { mustAsk = [], mayAsk = [], searches } = label;
  const asked = output.questions.map(({ text, options }) => ({
    text,
    topics: topicsOf({ text, options: options.map((one) => one.label) }),
  }));
  const topics = new Set(asked.flatMap((one) => one.topics));
  const wanted = new Set([...mustAsk.flat(), ...mayAsk]);
  const isFound = searches === undefined || output.searchWords.some((word) => searches.test(word));
  return gradeTask({
    amiss: asked
      .filter((one) => !one.topics.some((topic) => wanted.has(topic)))
      .map(({ text }) => `asks “${text}”`),
    missed: [
      ...mustAsk
        .filter((any) => !any.some((topic) => topics.has(topic)))
        .map((any) => `does not ask for ${any.join(' or ')}`),
      ...(isFound ? [] : [`searches for ${output.searchWords.join(', ') || 'nothing more'}`]),
    ],
  });
}

async function write(label: WritingLabel, { model }: Meter): Promise<Graded> {
  const { question, wants, intent = 'a PostgreSQL database in AWS', answers = [] } = label;
  const type = question.type ?? 'string';
  const output = await answerOf(model, writeForMe, {
    intent,
    solutionTitle: intent,
    question: { text: `${question.label}?`, type, options: [], limits: { type }, ...question },
    answers,
  });
  if (output instanceof Failure) {
    if (output.kind === 'model-unavailable') return failedCase(output);
    return gradeTask({ amiss: [], missed: wants === 'nothing' ? [] : [output.message] });
  }
  if (output.value === undefined) {
    return gradeTask({ amiss: [], missed: wants === 'nothing' ? [] : [output.note] });
  }
  const value = plainValue(output.value);
  if (wants === 'nothing') {
    return gradeTask({ amiss: value === '' ? [] : [JSON.stringify(value)], missed: [] });
  }
  const fault = wants(value);
  return gradeTask({ amiss: fault === undefined ? [] : [fault], missed: [] });
}

async function apply({ text, set, unmet = [] }: OpenLabel, { model }: Meter): Promise<Graded> {
  const output = await answerOf(model, applyOpenRequirements, { text, fields: [...FIELDS] });
  if (output instanceof Failure) return failedCase(output);
  const given = Object.fromEntries(
    output.values.map(({ id, value }) => [id, plainValue(value)] as const),
  );
  const { amiss, missed } = compareValues(set, given);
  const lost = unmet.filter((words) => !output.unmet.some((said) => said.includes(words)));
  const more = output.unmet.filter((said) => !unmet.some((words) => said.includes(words)));
  return gradeTask({
    amiss: [...amiss, ...more.map((said) => `unmet: ${said}`)],
    missed: [...missed, ...lost.map((words) => `unmet: ${words}`)],
  });
}
