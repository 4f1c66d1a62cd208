import { type ResourceKind, resourceNameOf } from '../kind.ts';

/** `*.aws.example.org`, `aws.example.org`, with a version or without. */
const NAME =
  /(?<![\w@/.:-])(?:\*\.)?(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.){1,8}[a-z]{2,}(?![\w@:-]|\/\w{3}|\.\w)/gu;
/** Says that what follows, or goes before, is a group of the API. */
const BEFORE =
  /\b(?:api groups?|groups?|apis?|kinds?|crds?|resources?|resource types?|(?:kind|resource|anything|something|everything|object)s? (?:of|from|in|below|under)|us(?:e|es|ed|ing)|gruppen?|ressourcen?|verwende[nt]|nutz(?:t|en)|grupos?|recursos?|us[ae]n?|groupes?|ressources?|utilis\w+)(?: the| a| der| die| el| la| le| les)?(?: api)?(?: groups?)?(?: of| from| in| der| aus| von| del?| du)?[\s"'`(:]*$/iu;
const AFTER =
  /^[\s"'`)]*(?:\/v\d\w*)?[\s"'`)]*(?:resources?|kinds?|apis?|groups?|crds?|objects?|ressourcen?|recursos?|ressources?)\b/iu;
/** Names of hosts, files and fields look alike. */
const NO_GROUP =
  /\.(?:ya?ml|json|md|txt|sql|tf|sh|py|js|ts|go|csv|html?|log|conf|toml)$|^(?:spec|status|metadata|www|docs)\./u;
const CONDITIONAL =
  /\b(?:when|whenever|only|if|unless|solutions?|wenn|falls|nur|si|cuando|solo|quand|lorsque|seulement)\b/iu;
/** Signs on each side that are looked at. */
const AROUND = 60;

/**
 * The API groups of which a text says that a solution must use them, without repeats. The pattern's own are
 * what it brings; they are a condition only where the sentence is one: "only when it uses … kinds".
 */
export function groupsNamedIn(text: string, own: readonly ResourceKind[]): readonly string[] {
  const groups = text.split(/(?<=[.!?;])\s|\n/u).flatMap((sentence) => {
    const isConditional = CONDITIONAL.test(sentence);
    return [...sentence.matchAll(NAME)].flatMap(({ 0: name, index }) => {
      const isGroup = isCalledGroup(sentence, { from: index, to: index + name.length });
      if (!isGroup || NO_GROUP.test(name) || own.some((kind) => resourceNameOf(kind) === name)) {
        return [];
      }
      const isOwn = own.some(({ group }) => isInGroup(group, name));
      return isOwn && !isConditional ? [] : [name];
    });
  });
  return [...new Set(groups)];
}

/** Whether a kind's group is the named one, or below it where `*.` says so. */
export function isInGroup(group: string, named: string): boolean {
  if (!named.startsWith('*.')) return group === named;
  const parent = named.slice(2);
  return group === parent || group.endsWith(`.${parent}`);
}

function isCalledGroup(sentence: string, { from, to }: { from: number; to: number }): boolean {
  const before = sentence.slice(Math.max(0, from - AROUND), from);
  const after = sentence.slice(to, to + AROUND);
  return BEFORE.test(before) || AFTER.test(after);
}
