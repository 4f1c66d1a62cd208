/** Lower case without marks on letters, as people type on any keyboard: "Größe" → "grosse". */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
}

/** Where one statement ends and another begins: what is denied in one is not denied in the next. */
const CLAUSE_END = /[;!?\n]|,(?! ?first)|\.(?=\s|$)|\b(?:and|but|however|und|aber|pero|mais)\b/u;

/** The statements of a text, folded. "first in, first out" is one. */
export function clausesOf(text: string): readonly string[] {
  return folded(text)
    .split(CLAUSE_END)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

const DENIAL =
  /\b(?:no|not|never|without|none|non|nobody|cannot|nicht|kein\w*|ohne|pas|sans|sin)\b|n['’]t\b/u;

/** Whether a folded text says that something is not so. */
export function isDenying(text: string): boolean {
  return DENIAL.test(text);
}
