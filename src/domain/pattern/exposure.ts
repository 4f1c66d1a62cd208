import { isUndecided } from '../configure/hints-flags.ts';
import { clausesOf, isDenying } from '../configure/hints-text.ts';

/** What a text says of being reached from outside. Both, where one part is open and another is not. */
export interface ExposureSaid {
  readonly isPublic: boolean;
  readonly isPrivate: boolean;
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
/** It is reached; that something reaches out is another matter. */
const REACHED =
  /\b(?:reach\w*|access\w*|available|expos\w*|visible|open\w*|inbound|serve[sd]?|erreich\w*|zugang\w*|zugreif\w*|acces\w*|alcanz\w*|joignable\w*)\b/u;
const OPENED =
  /\b(?:expos\w*|open\w*|visible|available|accessible|reachable|offen|abiert\w*|ouvert\w*)\b.{0,20}\b(?:to|al?|a l['’]|on|zum) ?(?:the |el )?(?:whole |entire )?(?:public |open )?(?:internet|outside world|world|outside)\b/gu;
const OUTGOING = /\b(?:outbound|outgoing|egress|ausgehend\w*|saliente\w*|sortant\w*)\b/u;

const PRIVATE = new RegExp(
  [
    '\\b(?:internal|intern|interne|interno)(?:ly)? only\\b',
    '\\bonly (?:internal(?:ly)?|inside|within|from (?:inside|within))\\b',
    '\\bonly\\b.{0,30}\\b(?:inside|within|internally|our (?:own )?network|the vpn)\\b',
    '\\b(?:nur|rein) (?:intern\\w*|von innen)\\b',
    '\\b(?:solo|solamente) (?:intern\\w*|desde dentro|dentro)\\b',
    "\\b(?:uniquement|seulement) (?:en )?(?:interne?|depuis l['’] ?interieur)\\b|\\ben interne (?:uniquement|seulement)\\b",
    '\\b(?:stays?|kept?|remains?|is|be|are|as) (?:strictly |fully )?(?:private|internal)\\b(?! (?:to|key|beta|image|link))',
    '\\b(?:private(?:ly)?|internal(?:ly)?) (?:reachable|accessible|networks?|subnets?|endpoints?|access|services?|databases?|workloads?|apps?|applications?|apis?|caches?|buckets?|clusters?|queues?|traffic|load balancers?|use|postgres\\w*|mysql)\\b',
    '\\bprivat\\w* (?:netz\\w*|dienst\\w*|datenbank\\w*)\\b|\\b(?:base de datos|red|servicio) privad[oa]\\b|\\b(?:base de donnees|reseau|service) prive\\w?\\b',
  ].join('|'),
  'u',
);
/** Said of a request, "private" alone is enough: nobody asks for a private thing otherwise. */
const PRIVATE_ALONE =
  /^internal(?:ly)?$|\b(?:private(?:ly)?|privat\w*|privad[oa]|privee?)\b(?![- ](?:keys?|registr\w+|repo\w*|images?|charts?|links?|beta|data|information|schlussel|cloud)\b)/u;
const KEPT_OUT =
  /\b(?:outsiders?|nobody outside|no one outside|the internet|the (?:outside )?world)\b.{0,15}\b(?:must|may|can|should|shall) ?(?:not|never)\b|\b(?:nobody|no one) (?:from )?outside\b|\bniemand von aussen\b/u;

/** What follows these is not denied by them: "not only public", "non-critical". */
const NO_DENIAL =
  /\bnot (?:only|just)\b|\bnicht nur\b|\bno solo\b|\bpas (?:seulement|que)\b|\bnon-\w+/gu;
const PRIVATE_DENIED =
  /\b(?:not|nicht|no|never|pas) (?:be |to be )?(?:private|privat\w*|privad[oa]|prive\w?|internal)\b/u;
/** Signs before a word in which a denial counts. */
const DENIED_WITHIN = 50;

/** A question, or a setting, with its answer: "Publicly accessible: no". */
const ANSWERED =
  /([^.!?:;\n]{1,200})[?:][ \t]*\n?[ \t]*(yes|yeah|yep|no|nope|ja|nein|sí|si|oui|non)(?![\p{L}\d])/giu;
const ASKING =
  /^\s*(?:should|must|shall|does|do|is|are|will|can|may|needs?|soll|muss|ist|debe|doit)\b/iu;
/** Such a sentence allows it as well, and asks for nothing. */
const ALLOWING = /\b(?:too|also|as well|fine|even|auch|ebenfalls|tambien|aussi)\b/u;

/** What a person asked for. Questions and what is left open say nothing; a later "not" takes back. */
export function exposureOfRequest(said: string): ExposureSaid {
  const clauses = clausesOf(stated(said)).filter(
    (clause) => !isUndecided(clause.replace(/^(?:can|could|should|will|would) be\b/u, '')),
  );
  return read(clauses, (clause) => PRIVATE.test(clause) || PRIVATE_ALONE.test(clause));
}

/** For what a pattern is, by its own words: "if it is public" says so as well. */
export function exposureOfPattern(text: string): 'public' | 'private' | undefined {
  const { isPublic, isPrivate } = read(
    clausesOf(text).filter((clause) => !ALLOWING.test(clause)),
    (clause) => PRIVATE.test(clause),
  );
  if (isPublic === isPrivate) return undefined;
  return isPublic ? 'public' : 'private';
}

/** Answered questions as statements: "Should it be public? No" → "not it be public". */
function stated(said: string): string {
  return said.replaceAll(ANSWERED, (_whole, question: string, answer: string) => {
    const statement = question.replace(ASKING, '');
    return /^(?:no|nope|nein|non)$/iu.test(answer) ? `\nnot ${statement}\n` : `\n${statement}\n`;
  });
}

function read(clauses: readonly string[], isPrivateIn: (clause: string) => boolean): ExposureSaid {
  let said: ExposureSaid = { isPublic: false, isPrivate: false };
  for (const folded of clauses) {
    const clause = folded.replaceAll(NO_DENIAL, '');
    const opened = openedIn(clause);
    if (opened === 'said') said = { ...said, isPublic: true };
    else if (opened === 'denied') said = { isPublic: false, isPrivate: true };
    else if (!PRIVATE_DENIED.test(clause) && isPrivateIn(clause)) {
      said = { ...said, isPrivate: true };
    }
  }
  return said;
}

/** Whether a clause speaks of being reached from outside, or says that it must not be. */
function openedIn(clause: string): 'said' | 'denied' | undefined {
  if (KEPT_OUT.test(clause)) return 'denied';
  const isIncoming = REACHED.test(clause) && !OUTGOING.test(clause);
  const places = [PUBLIC, OPENED, ...(isIncoming ? [FROM_OUTSIDE] : [])].flatMap((words) =>
    Array.from(clause.matchAll(words), ({ index }) => index),
  );
  if (places.length === 0) return undefined;
  const isDenied = places.every((place) =>
    isDenying(clause.slice(Math.max(0, place - DENIED_WITHIN), place)),
  );
  return isDenied ? 'denied' : 'said';
}
