import { type Contrast, type ContrastedClause, contrastedSentences } from './contrasts.ts';

/** What a statement says of being reached from outside, or from inside alone. */
export interface ExposedClause {
  readonly text: string;
  readonly direction: 'public' | 'private' | undefined;
  /** It is called public, or private: not told by what would be otherwise. */
  readonly isPlain: boolean;
  /** It is said not to be reached from outside, which takes back what was said before. */
  readonly isDenial: boolean;
}

// All of these are held against folded text: lower case, no marks on letters.

/** Things that are called public and are reached by nobody for it. */
const NO_EXPOSURE =
  'clouds?|keys?|registr\\w+|repos?|repositor\\w+|images?|charts?|modules?|certificates?|schemas?|datasets?|data|sector|holidays?|preview|beta|domain|sch[lu]\\w+|nube|cles?';
const PUBLIC = new RegExp(
  `\\b(?:(?:public|publicly|internet|externally|outward)[- ](?:facing|accessible|reachable|available|exposed|visible)|publi(?:c(?:ly|o|a|os|as|s|amente)?|ques?|quement)|offentlich\\w*|^external(?:ly)?$|^(?:from )?(?:the )?(?:outside|internet)$)\\b(?![- ](?:${NO_EXPOSURE})\\b)`,
  'gu',
);
const FROM_OUTSIDE =
  /\b(?:from|by|over) (?:the )?(?:open |public )?(?:internet|outside(?! (?:the|our|of|its|this)\b)|outside world|world)\b|\b(?:external|anonymous) (?:users?|access|customers?)\b|\b(?:aus dem|im|vom) internet\b|\bvon aussen\b|\b(?:desde|en) (?:el )?internet\b|\bdesde fuera\b|\b(?:depuis|sur) (?:l['’] ?)?(?:internet|exterieur)\b|\bde l['’] ?exterieur\b/gu;
/** It is reached, or would be; that something reaches out is another matter. */
const REACHED =
  /\b(?:(?:un|in)?(?:reach|access)\w*|available|unavailable|expos\w*|visible|open\w*|inbound|serve[sd]?|(?:gets?|comes?|lets?|let \w+) in|(?:un)?erreich\w*|(?:un)?zugang\w*|zugreif\w*|(?:in)?acces\w*|acced\w*|alcanz\w*|joignable\w*|injoignable\w*|rein|herein|hinein|kommt|kommen|kame\w*|entr(?:a|an|ar|e|ent|er)|lleg(?:a|an|ar|ue)|arrive\w*)\b/u;
const OPENED =
  /\b(?:expos\w*|open\w*|visible|available|accessible|reachable|offen|abiert\w*|ouvert\w*)\b.{0,20}\b(?:to|al?|a l['’]|on|zum) ?(?:the |el )?(?:whole |entire )?(?:public |open )?(?:internet|outside world|world|outside)\b/gu;
const OUTGOING =
  /\b(?:reach(?:es|ing)? out|outbound|outgoing|egress|ausgehend\w*|saliente\w*|sortant\w*)\b/u;

const PRIVATE = new RegExp(
  [
    '\\b(?:internal|intern|interne|interno)(?:ly)? only\\b',
    '\\bonly (?:internal(?:ly)?|inside|within|from (?:inside|within))\\b',
    '\\bonly\\b.{0,30}\\b(?:inside|within|internally|our (?:own )?network|the vpn)\\b',
    '\\b(?:nur|rein) (?:intern\\w*|von innen)\\b',
    '\\b(?:solo|solamente) (?:intern\\w*|desde dentro|dentro)\\b',
    "\\b(?:uniquement|seulement) (?:en )?(?:interne?|depuis l['’] ?interieur)\\b|\\ben interne (?:uniquement|seulement)\\b",
    '\\b(?:stays?|kept?|remains?|is|be|are|as) (?:strictly |fully )?(?:private|internal)\\b(?! (?:to|key|beta|image|link))',
    '\\b(?:private(?:ly)?|internal(?:ly)?) (?:ones|reachable|accessible|networks?|networking|subnets?|endpoints?|access|services?|databases?|workloads?|apps?|applications?|apis?|caches?|buckets?|clusters?|queues?|traffic|load balancers?|use|postgres\\w*|mysql)\\b',
    '\\bprivat\\w* (?:netz\\w*|dienst\\w*|datenbank\\w*)\\b|\\b(?:base de datos|red|servicio) privad[oa]\\b|\\b(?:base de donnees|reseau|service) prive\\w?\\b',
  ].join('|'),
  'u',
);
/** What is joined with something else is not what is meant. */
const JOINED =
  /\b(?:connect|link|join|bridg|attach|rout|verbind|conect|enlaz|reli|connex)\w*(?: \w+){0,3} (?:private|internal|privat\w*|privad\w*|prive\w*|reseau|red) ?(?:net\w*|subnet\w*|netz\w*|prive\w*|privad\w*)?/u;
const PRIVATE_DENIED =
  /\b(?:not|nicht|no|never|pas) (?:be |to be |for |fur |para |pour )?(?:private|privat\w*|privad[oa]|prive\w?|internal)\b/u;
const KEPT_OUT =
  /\b(?:outsiders?|nobody outside|no one outside|the internet|the (?:outside )?world)\b.{0,15}\b(?:must|may|can|should|shall) ?(?:not|never)\b|\b(?:nobody|no one) (?:from )?outside\b|\bniemand von aussen\b|\b(?:keeps?|keeping|shuts?) (?:out )?the (?:internet|outside world|world)\b|\b(?:protect|shield|hid)\w*\b.{0,25}\bfrom the (?:internet|outside)\b/u;

/** What follows these is not denied by them: "not only public", "non-critical". */
const NO_DENIAL =
  /\bnot (?:only|just)\b|\bnicht nur\b|\bno solo\b|\bpas (?:seulement|que)\b|\bnon-\w+/gu;
/** Each turns a statement round. */
const DENIALS =
  /\b(?:not|never|none|non|nobody|no one|nothing|cannot|nicht|nichts|niemand|niemals|nie|kein\w*|without|ohne|(?:block|prevent|forbid|prohibit|den(?:y|ies)|verhinder|sperr|verbiet|bloque|impid|empech)\w*|(?:un(?:reach|avail|erreich|zugang)|in(?:acces|joign)|unexposed)\w*)\b|n['’]t\b/gu;
/** In Spanish and French several of these are one denial: "no llega nadie". */
const JOINT_DENIALS =
  /\b(?:no|nadie|nada|nunca|jamas|ningun\w*|sin|sans|pas|jamais|rien|aucun\w*|(?<!\b(?:une|la|toute|chaque|per) )personne)\b/u;
/** Signs before a word in which a denial counts. */
const DENIED_WITHIN = 50;
/** After it: "from outside nobody gets in", "public access is forbidden". */
const DENIED_AFTER = new RegExp(
  `^(?:\\W+\\w+){0,3}?\\W+(?:not|never|nobody|no one|nothing|cannot|nicht|niemand|nie|kein\\w*|no|nadie|pas|personne)\\b(?:\\W+[\\w'’]+){0,4}?\\W+(?:[a-z]['’])?(?:${REACHED.source})`,
  'u',
);
const UNREACHED_AFTER =
  /^(?: \w+){0,3}? (?:un(?:reach|avail|erreich|zugang)|in(?:acces|joign))\w*/u;
const FORBIDDEN =
  /^(?: (?:access|exposure|traffic|endpoints?|ips?|addresses))?(?: (?:\w+ )?(?:is|are|be))?(?: (?:not (?:allowed|permitted|wanted)|forbidden|prohibited|disabled|blocked|denied|verboten|prohibid\w+|interdit\w*))\b/u;

/** The sentences of a text with what each statement says. `isPrivate` finds more words that say private. */
export function exposedSentences(
  text: string,
  isPrivate: (clause: string) => boolean = () => false,
): readonly (readonly ExposedClause[])[] {
  return contrastedSentences(text).map((clauses) =>
    clauses.map((clause) => exposedClause(clause, isPrivate)),
  );
}

function exposedClause(
  { text, contrast }: ContrastedClause,
  isPrivate: (clause: string) => boolean,
): ExposedClause {
  const clause = text.replaceAll(NO_DENIAL, '');
  const opened = openedIn(clause);
  if (opened === undefined) {
    const isKept = contrast === undefined && isKeptInside(clause, isPrivate);
    return { text, direction: isKept ? 'private' : undefined, isPlain: isKept, isDenial: false };
  }
  const direction = directionOf(opened, contrast);
  const isPlain = contrast === undefined && clause.search(PUBLIC) >= 0;
  return { text, direction, isPlain, isDenial: direction === 'private' };
}

type Opened = 'said' | 'denied';

/** "Otherwise nobody gets in" says that somebody shall. */
function directionOf(opened: Opened, contrast: Contrast): ExposedClause['direction'] {
  if (opened === 'denied') return contrast === undefined ? 'private' : 'public';
  if (contrast === 'maybe') return undefined;
  return contrast === undefined ? 'public' : 'private';
}

function isKeptInside(clause: string, isPrivate: (clause: string) => boolean): boolean {
  if (PRIVATE_DENIED.test(clause) || JOINED.test(clause)) return false;
  return PRIVATE.test(clause) || isPrivate(clause);
}

/** Whether a clause speaks of being reached from outside, or says that it must not be. */
function openedIn(clause: string): Opened | undefined {
  if (KEPT_OUT.test(clause)) return 'denied';
  const isIncoming = REACHED.test(clause) && !OUTGOING.test(clause);
  const places = [PUBLIC, OPENED, ...(isIncoming ? [FROM_OUTSIDE] : [])].flatMap((words) =>
    Array.from(clause.matchAll(words), ({ 0: match, index }) => ({
      before: clause.slice(Math.max(0, index - DENIED_WITHIN), index),
      match,
      after: clause.slice(index + match.length),
    })),
  );
  if (places.length === 0) return undefined;
  return places.every((place) => isDenied(place)) ? 'denied' : 'said';
}

/** Two denials say that it is so: "not unreachable from the internet". */
function isDenied(place: { before: string; match: string; after: string }): boolean {
  const said = `${place.before}${place.match}`;
  const before = [...said.matchAll(DENIALS)].length + Number(JOINT_DENIALS.test(said));
  const isDeniedAfter = DENIED_AFTER.test(place.after) || FORBIDDEN.test(place.after);
  const after = Number(UNREACHED_AFTER.test(place.after)) + Number(before === 0 && isDeniedAfter);
  return (before + after) % 2 === 1;
}
