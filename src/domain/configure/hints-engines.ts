/** Engines by the words that people use, as the clouds' own interfaces name them. */
const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/\baurora\b.*\bpostgres|\bpostgres.*\baurora\b/iu, 'aurora-postgresql'],
  [/\baurora\b/iu, 'aurora-mysql'],
  [/\bpostgres(?:ql)?\b/iu, 'postgres'],
  [/\bmysql\b/iu, 'mysql'],
  [/\bmariadb\b/iu, 'mariadb'],
  [/\bvalkey\b/iu, 'valkey'],
  [/\bredis\b/iu, 'redis'],
];

/** The engine that a text asks for. */
export function engineInText(text: string): string | undefined {
  return ENGINES.find(([pattern]) => pattern.test(text))?.[1];
}

/** `aurora-postgresql` where PostgreSQL was asked for, if no other option would do. */
export function engineAmong(options: readonly string[], text: string): string | undefined {
  const engine = engineInText(text);
  if (engine === undefined) return undefined;
  const fitting = options.filter((option) => option.includes(engine));
  return (
    fitting.find((option) => option === engine) ?? (fitting.length === 1 ? fitting[0] : undefined)
  );
}

/** What may stand before a version, in names of fields and in sentences. */
const PRODUCTS =
  'postgres(?:ql)?|mysql|mariadb|redis|valkey|mongodb|kafka|rabbitmq|elasticsearch|opensearch|kubernetes|nginx|node(?:js)?|python|java|php';
const SAID = new RegExp(String.raw`\b(?:version|v|${PRODUCTS})\s?v?(\d+(?:\.\d+){0,2})\b`, 'giu');
const VERSIONED = new RegExp(`^(?:(?:engine|database|db|server|${PRODUCTS}) )?version$`, 'iu');

/** Whether a field says which version of a product runs, by the words of its name. */
export function isProductVersion(words: readonly string[]): boolean {
  return VERSIONED.test(words.join(' '));
}

/** "version 15", "postgres 16.2": every version that a text states, and the words that do. */
export function statedVersions(text: string): readonly { said: string; value: string }[] {
  return [...text.matchAll(SAID)].flatMap(([said, value]) =>
    value === undefined ? [] : [{ said, value }],
  );
}

/** Undefined where a text says several. */
function versionInText(text: string): string | undefined {
  const said = new Set(statedVersions(text).map(({ value }) => value));
  return said.size === 1 ? [...said][0] : undefined;
}

/** An engine and its version in one name: `MYSQL_8_0`. */
interface Form {
  readonly name: string;
  readonly engine: string;
  readonly version: readonly string[];
}

/** The forms among a schema's options or, where it has none, in its description. */
function formsOf({ options, description }: Versioned): readonly Form[] {
  const names =
    options.length > 0 ? options : (description.match(/\b[A-Z]{3,}(?:_\d+)+\b/gu) ?? []);
  return [...new Set(names)].flatMap((name) => {
    const [, engine, numbers] = /^([a-z]{3,})[_-]?(\d+(?:[._]\d+)*)$/iu.exec(name) ?? [];
    if (engine === undefined || numbers === undefined) return [];
    return [{ name, engine: engine.toLowerCase(), version: numbers.split(/[._]/u) }];
  });
}

interface Versioned {
  readonly options: readonly string[];
  readonly description: string;
}

/**
 * The version that a text states, as the field writes it: `MYSQL_8_0` for "MySQL 8" where the schema
 * names such values, the nearest option where it lists versions alone, else the number.
 */
export function versionInIntent(text: string, field: Versioned): string | undefined {
  const said = versionInText(text);
  if (said === undefined) return undefined;
  const parts = said.split('.');
  const forms = formsOf(field);
  if (forms.length === 0) {
    const fits = (option: string): boolean =>
      startsWith(option.replace(/^v/u, '').split('.'), parts);
    if (field.options.length === 0) return said;
    return field.options.find((one) => one === said) ?? field.options.find(fits);
  }
  const own = formsOfEngine(forms, text);
  const known = own.find(({ version }) => startsWith(version, parts));
  if (known) return known.name;
  const like = own.find(({ version }) => version.length === parts.length);
  if (!like || field.options.length > 0) return undefined;
  return like.name.replace(/\d+(?:[._]\d+)*$/u, parts.join('_'));
}

/** The newest version of the engine that was asked for, where the text says no version. */
export function newestForEngine(text: string, field: Versioned): string | undefined {
  if (versionInText(text) !== undefined) return undefined;
  const [newest] = formsOfEngine(formsOf(field), text).toSorted((one, other) =>
    isNewer(one.version, other.version) ? -1 : 1,
  );
  return newest?.name;
}

function formsOfEngine(forms: readonly Form[], text: string): readonly Form[] {
  const engine = engineInText(text);
  return engine === undefined ? [] : forms.filter((form) => form.engine.startsWith(engine));
}

function startsWith(version: readonly string[], parts: readonly string[]): boolean {
  return parts.every((part, place) => version[place] === part);
}

function isNewer(one: readonly string[], other: readonly string[]): boolean {
  const place = one.findIndex((part, index) => part !== other[index]);
  return place !== -1 && Number(one[place]) > Number(other[place] ?? -1);
}
