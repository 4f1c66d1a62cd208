import { tokensOf, type Token } from './rule-tokens.ts';

/** The part of CEL that schemas use to say what must be there. */
export type Expression =
  | { readonly type: 'literal'; readonly value: string | number | boolean }
  /** `self.a.b`; the names after `self`. */
  | { readonly type: 'field'; readonly names: readonly string[] }
  | { readonly type: 'has'; readonly names: readonly string[] }
  | { readonly type: 'not'; readonly of: Expression }
  | {
      readonly type: 'binary';
      readonly sign: BinarySign;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'choice';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    };

export type BinarySign = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+';

/** How tightly each sign binds, loosest first. */
const LEVELS: readonly (readonly BinarySign[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+'],
];

/**
 * Reads a rule (`x-kubernetes-validations`). Undefined for rules that use more of CEL than is read
 * here (functions, macros, `oldSelf`): those are left to the server.
 */
export function parseRule(rule: string): Expression | undefined {
  const tokens = tokensOf(rule);
  if (!tokens) return undefined;
  const read = readChoice({ tokens, at: 0 });
  return read && read.rest.at === tokens.length ? read.value : undefined;
}

interface Cursor {
  readonly tokens: readonly Token[];
  readonly at: number;
}
interface Read<Value> {
  readonly value: Value;
  readonly rest: Cursor;
}

function readChoice(cursor: Cursor): Read<Expression> | undefined {
  const condition = readBinary(cursor, 0);
  const question = condition && skipSign(condition.rest, '?');
  if (!condition || !question) return condition;
  const yes = readChoice(question);
  const colon = yes && skipSign(yes.rest, ':');
  const no = colon && readChoice(colon);
  if (!no) return undefined;
  const value = {
    type: 'choice',
    condition: condition.value,
    yes: yes.value,
    no: no.value,
  } as const;
  return { value, rest: no.rest };
}

function readBinary(cursor: Cursor, level: number): Read<Expression> | undefined {
  const signs = LEVELS[level];
  if (!signs) return readUnary(cursor);
  let left = readBinary(cursor, level + 1);
  while (left) {
    const sign = signs.find((one) => one === peek(left?.rest)?.text);
    if (sign === undefined || peek(left.rest)?.type === 'text') return left;
    const right: Read<Expression> | undefined = readBinary(next(left.rest), level + 1);
    if (!right) return undefined;
    left = {
      value: { type: 'binary', sign, left: left.value, right: right.value },
      rest: right.rest,
    };
  }
  return undefined;
}

function readUnary(cursor: Cursor): Read<Expression> | undefined {
  const afterNot = skipSign(cursor, '!');
  if (!afterNot) return readPrimary(cursor);
  const of = readUnary(afterNot);
  return of && { value: { type: 'not', of: of.value }, rest: of.rest };
}

function readPrimary(cursor: Cursor): Read<Expression> | undefined {
  const open = skipSign(cursor, '(');
  if (open) return readClosing(readChoice(open));
  const token = peek(cursor);
  const rest = next(cursor);
  if (token?.type === 'text') return { value: { type: 'literal', value: token.text }, rest };
  if (token?.type === 'number')
    return { value: { type: 'literal', value: Number(token.text) }, rest };
  if (token?.type !== 'name') return undefined;
  if (token.text === 'true' || token.text === 'false') {
    return { value: { type: 'literal', value: token.text === 'true' }, rest };
  }
  if (token.text === 'self') return readField(rest);
  const argument = token.text === 'has' ? skipSign(rest, '(') : undefined;
  return argument && readHas(argument);
}

function readHas(cursor: Cursor): Read<Expression> | undefined {
  if (peek(cursor)?.text !== 'self') return undefined;
  const field = readField(next(cursor));
  if (field?.value.type !== 'field' || field.value.names.length === 0) return undefined;
  return readClosing({ value: { type: 'has', names: field.value.names }, rest: field.rest });
}

/** The names after `self`. CEL writes reserved words as `__namespace__`. */
function readField(cursor: Cursor): Read<Expression> | undefined {
  const names: string[] = [];
  let rest = cursor;
  for (let dot = skipSign(rest, '.'); dot; dot = skipSign(rest, '.')) {
    const name = peek(dot);
    if (name?.type !== 'name') return undefined;
    names.push(name.text.replace(/^__(\w+)__$/u, '$1'));
    rest = next(dot);
  }
  const isCall = skipSign(rest, '(') ?? skipSign(rest, '[');
  return isCall ? undefined : { value: { type: 'field', names }, rest };
}

function readClosing(read: Read<Expression> | undefined): Read<Expression> | undefined {
  const rest = read && skipSign(read.rest, ')');
  return rest && { value: read.value, rest };
}

function peek(cursor: Cursor | undefined): Token | undefined {
  return cursor?.tokens[cursor.at];
}

function next(cursor: Cursor): Cursor {
  return { tokens: cursor.tokens, at: cursor.at + 1 };
}

function skipSign(cursor: Cursor, sign: string): Cursor | undefined {
  const token = peek(cursor);
  return token?.type === 'sign' && token.text === sign ? next(cursor) : undefined;
}
