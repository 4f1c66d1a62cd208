/** A part of a CEL expression that is true or false, and how tightly it holds together. */
export interface Clause {
  readonly text: string;
  readonly binds: 'or' | 'and' | 'relation' | 'term';
}

export function term(text: string): Clause {
  return { text, binds: 'term' };
}

/** `a == b`, `a in b`, `a < b`. */
export function relation(text: string): Clause {
  return { text, binds: 'relation' };
}

/** True where all are; the only one as it is. */
export function allOf(clauses: readonly Clause[]): Clause {
  const [only, ...others] = clauses;
  if (!only) return term('true');
  if (others.length === 0) return only;
  const text = clauses.map((clause) => (clause.binds === 'or' ? inside(clause) : clause.text));
  return { text: text.join(' && '), binds: 'and' };
}

/** True where one is; the only one as it is. */
export function anyOf(clauses: readonly Clause[]): Clause {
  const [only, ...others] = clauses;
  if (!only) return term('false');
  if (others.length === 0) return only;
  const text = clauses.map((clause) => (clause.binds === 'and' ? inside(clause) : clause.text));
  return { text: text.join(' || '), binds: 'or' };
}

export function not(clause: Clause): Clause {
  return term(clause.binds === 'term' ? `!${clause.text}` : `!${inside(clause)}`);
}

function inside({ text }: Clause): string {
  return `(${text})`;
}
