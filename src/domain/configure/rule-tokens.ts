export interface Token {
  readonly type: 'name' | 'number' | 'text' | 'sign';
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<name>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|'(?<single>[^'\\]*)'|"(?<double>[^"\\]*)"|(?<sign>&&|\|\||==|!=|<=|>=|[!<>()[\].,?:+]))/uy;

/** The tokens of a rule; undefined when it uses signs that are not read here. */
export function tokensOf(rule: string): readonly Token[] | undefined {
  const pattern = new RegExp(TOKEN);
  const source = rule.trim();
  const tokens: Token[] = [];
  while (pattern.lastIndex < source.length) {
    const groups = pattern.exec(source)?.groups;
    const token = groups && tokenOf(groups);
    if (!token) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  const { name, number, single, double, sign } = groups;
  if (name !== undefined) return { type: 'name', text: name };
  if (number !== undefined) return { type: 'number', text: number };
  if (sign !== undefined) return { type: 'sign', text: sign };
  const text = single ?? double;
  return text === undefined ? undefined : { type: 'text', text };
}
