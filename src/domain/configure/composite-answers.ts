import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Column, Question, ValueLimits } from '../question.ts';
import { type AnswerContext, jsonIn, type Reading, textOf } from './reading.ts';
import { ownersOf, textPerOwner } from './related-rows.ts';
import { matchingOption, notAnOption, readScalar, unquoted } from './scalar-answers.ts';

/** "db-01, db-02", one a line, or a JSON list. */
export function readList(question: Question, raw: Json): Reading {
  const items = listOf(raw);
  const values: Json[] = [];
  for (const item of items) {
    const reading = readItem(question, item);
    if ('problem' in reading) return reading;
    values.push(reading.value);
  }
  if (values.length > 0 || raw === '' || Array.isArray(raw)) return { value: values };
  return { problem: `${question.label} is empty. Give its values with commas between them.` };
}

function listOf(raw: Json): readonly Json[] {
  if (Array.isArray(raw)) return raw;
  if (typeof raw !== 'string') return [raw];
  const json = jsonIn(raw);
  if (Array.isArray(json)) return json;
  const separator = raw.includes('\n') ? /\n/u : /[,;]|\s+and\s+/u;
  return raw
    .split(separator)
    .map((item) => unquoted(item.replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, '').replace(/[,;]\s*$/u, '')))
    .filter((item) => item !== '');
}

function readItem(question: Question, item: Json): Reading {
  if (isJsonObject(item) || Array.isArray(item)) return { value: item };
  if (question.options.length > 0) {
    const option = matchingOption(question, textOf(item));
    if (option === undefined && !question.isOpen) return notAnOption(question, textOf(item));
  }
  return readPlain({ question, label: question.label, type: question.limits.itemType, raw: item });
}

/** "team=payments, cost-centre=42", one a line with `=` or `:`, or a JSON object. */
export function readMap(question: Question, raw: Json): Reading {
  if (isJsonObject(raw)) return { value: raw };
  const json = typeof raw === 'string' ? jsonIn(raw) : undefined;
  if (isJsonObject(json)) return { value: json };
  const pairs = pairsOf(listOf(raw).map(textOf));
  if (!pairs) {
    return { problem: `${question.label} takes pairs: name=value, with commas between them.` };
  }
  const entries: [string, Json][] = [];
  for (const [name, text] of pairs) {
    const type = question.limits.itemType;
    const reading = readPlain({ question, label: name, type, raw: text });
    if ('problem' in reading) return reading;
    entries.push([name, reading.value]);
  }
  return { value: Object.fromEntries(entries) };
}

function pairsOf(items: readonly string[]): readonly (readonly [string, string])[] | undefined {
  const pairs = items.map((item) => /^([^=:\s][^=:]*?)\s*[=:]\s*([\s\S]*)$/u.exec(item));
  if (pairs.length === 0 || pairs.some((pair) => pair === null)) return undefined;
  return pairs.map((pair) => [pair?.[1] ?? '', unquoted(pair?.[2] ?? '')] as const);
}

/**
 * A list of objects: a JSON list, `name=value` pairs where it has two columns, `column: value` pairs
 * one object a line, or running text for its long column.
 */
export function readRows(question: Question, raw: Json, context: AnswerContext): Reading {
  const columns = question.columns ?? [];
  const json = typeof raw === 'string' ? jsonIn(raw) : raw;
  if (Array.isArray(json) && json.every((item) => isJsonObject(item))) {
    return checkRows(question, json);
  }
  if (isJsonObject(json)) return checkRows(question, [json]);
  const text = (Array.isArray(raw) ? raw.map(textOf).join('\n') : textOf(raw)).trim();
  const long = columns.find((column) => column.long);
  const rows = long
    ? (labelledRows(columns, text) ?? longRows({ question, long, text, context }))
    : (labelledRows(columns, text) ?? pairRows(columns, text));
  if (rows) return checkRows(question, rows);
  const example = columns.map(({ name }) => `${name}: …`).join(', ');
  return { problem: `${question.label} takes one entry a line, each written ${example}.` };
}

function longRows(from: {
  question: Question;
  long: Column;
  text: string;
  context: AnswerContext;
}): readonly JsonObject[] {
  const { question, long, text, context } = from;
  const owners = ownersOf(question, context);
  if (!owners) return [{ [long.name]: text }];
  return textPerOwner(text, owners.values).map((part) => ({
    [owners.column]: part.owner,
    [long.name]: part.text,
  }));
}

/** `database: app, sql: SELECT 1` on each line; undefined unless every line names a column first. */
function labelledRows(columns: readonly Column[], text: string): readonly JsonObject[] | undefined {
  const names = columns.map(({ name }) => name.replace(/[^\w-]/gu, '\\$&')).join('|');
  const pattern = new RegExp(`(?:^|,)\\s*(${names})\\s*[:=]\\s*`, 'giu');
  const rows: JsonObject[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const marks = [...line.replace(/^\s*[-*•]\s+/u, '').matchAll(pattern)];
    if (marks[0]?.index !== 0) return undefined;
    const source = marks[0].input;
    const entries = marks.map((mark, index) => {
      const said = (mark[1] ?? '').toLowerCase();
      const name = columns.find((column) => column.name.toLowerCase() === said)?.name ?? said;
      const value = source.slice(mark.index + mark[0].length, marks[index + 1]?.index);
      return [name, unquoted(value)] as const;
    });
    rows.push(Object.fromEntries(entries));
  }
  return rows.length === 0 ? undefined : rows;
}

/** `LOG_LEVEL=debug, PORT=80` for lists of two columns, the first of which is the name. */
function pairRows(columns: readonly Column[], text: string): readonly JsonObject[] | undefined {
  const [first, second, third] =
    columns.filter(({ required }) => required).length === 1
      ? columns.toSorted((one, other) => Number(other.required) - Number(one.required))
      : columns;
  if (!first) return undefined;
  const items = listOf(text).map(textOf);
  const pairs = second && !third ? pairsOf(items) : undefined;
  if (pairs && second) {
    return pairs.map(([name, value]) => ({ [first.name]: name, [second.name]: value }));
  }
  const isEnough = columns.every(({ required, name }) => !required || name === first.name);
  return isEnough && items.length > 0 ? items.map((item) => ({ [first.name]: item })) : undefined;
}

function checkRows(question: Question, rows: readonly JsonObject[]): Reading {
  const columns = question.columns ?? [];
  const checked: JsonObject[] = [];
  for (const [place, row] of rows.entries()) {
    const unknown = Object.keys(row).find((name) => !columns.some((one) => one.name === name));
    const known = columns.map(({ name }) => name).join(', ');
    if (unknown !== undefined) {
      return { problem: `${question.label} has no column ${unknown}. Its columns are ${known}.` };
    }
    const entries: [string, Json][] = [];
    for (const { name, type, required } of columns) {
      const raw = row[name];
      if (raw === undefined && !required) continue;
      if (raw === undefined || raw === '') {
        return { problem: `Entry ${place + 1} of ${question.label} needs ${name}.` };
      }
      const reading = readPlain({ question, label: name, type, raw });
      if ('problem' in reading) return reading;
      entries.push([name, reading.value]);
    }
    checked.push(Object.fromEntries(entries));
  }
  return { value: checked };
}

/** One value inside a list, a map or a row. */
function readPlain(part: {
  question: Question;
  label: string;
  type: ValueLimits['type'] | undefined;
  raw: Json;
}): Reading {
  const { question, label, type = 'string', raw } = part;
  if (typeof raw === 'object' || type === 'any') return { value: raw };
  if (type === 'string') return { value: textOf(raw) };
  const plain: Question = { ...question, label, limits: { type }, options: [], isOpen: true };
  return readScalar(plain, raw);
}
