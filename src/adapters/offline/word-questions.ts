import type { WordQuestionsInput, WordQuestionsOutput } from '../../prompts/word-questions.ts';
import { firstSentence, sentenceCase, shortened, spokenName } from './phrases.ts';

const LABEL_MAX = 40;
const TEXT_MAX = 150;

type AskedField = WordQuestionsInput['fields'][number];

/** Labels from the paths' last names, sentences from the schema's descriptions. */
export function solveWordQuestions({ fields }: WordQuestionsInput): WordQuestionsOutput {
  const labels = fields.map(({ path }) => labelOf(path, 1));
  return {
    questions: fields.map((field, index) => {
      const own = labels[index] ?? field.id;
      const isShared = labels.filter((label) => label === own).length > 1;
      const label = isShared ? labelOf(field.path, 2) : own;
      return { id: field.id, label, text: textOf(field, label) };
    }),
  };
}

/** `spec.parameters.storageSize` → "Storage size"; with two names: "Parameters storage size". */
function labelOf(path: string, names: number): string {
  const segments = path
    .replaceAll(/\[[^\]]*\]/gu, '')
    .split('.')
    .filter((segment) => segment !== 'spec' && segment !== 'metadata' && segment !== '');
  const spoken = segments.slice(-names).map(spokenName).join(' ');
  return shortened(sentenceCase(spoken === '' ? path : spoken), LABEL_MAX);
}

function textOf({ type, description }: AskedField, label: string): string {
  const hint = firstSentence(description);
  const question = questionOf(type, label);
  const whole = hint === '' ? question : `${question} ${hint}`;
  return whole.length <= TEXT_MAX ? whole : shortened(question, TEXT_MAX);
}

function questionOf(type: AskedField['type'], label: string): string {
  const subject = lowerFirst(label);
  switch (type) {
    case 'boolean':
      return `Should it have: ${subject}?`;
    case 'array':
      return `Which ${subject} do you need?`;
    case 'integer':
    case 'number':
      return `Which number for ${subject}?`;
    default:
      return `Which ${subject} should it have?`;
  }
}

/** Keeps acronyms: "SQL text" stays, "Storage size" becomes "storage size". */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
