/** After these it is another thing that is called public: "for our public website". */
const OF_ANOTHER =
  '\\b(?:for|of|from|by|behind|beside|about|(?:connect\\w*|talk\\w*|belong\\w*|access) to|serv(?:es|ing)|feed(?:s|ing)|stor(?:es|ing)|keep(?:s|ing)|hold(?:s|ing)|read(?:s|ing)|fur|von|aus|hinter)(?: (?!(?:is|are|be|that|which|ist|die|das|der)\\b)[\\w-]+){0,2} ';
/** Things that are so called whoever reaches them. */
const SO_CALLED =
  'clouds?|keys?|registr\\w+|repos?|repositor\\w+|images?|charts?|certificates?|schemas?|data|datasets?|subnets?|networks?(?! access)|ips?|addresses|dns|zones?|hosted|domains?|sectors?|holidays?|previews?|beta|transport\\w*|schlussel\\w*|schema\\w*|dienst\\w*|verkehr\\w*|subnetz\\w*|netz\\w*';
const KEEPING_OUT =
  '\\b(?:block|prevent|den(?:y|ies)|forbid|prohibit|disabl|restrict|avoid|refus|disallow|verhinder|verbiet|sperr)\\w*(?: [\\w-]+){0,2} ';
const ACCESS = ' (?:access|exposure|traffic|endpoints?|zugriff\\w*|zugang\\w*)';
const AUXILIARY = ' (?:is|are|be|must|may|shall|should|can|ist|wird|darf)';
const KEPT_OUT_AFTER = `(?:${ACCESS}(?:${AUXILIARY})*|(?:${AUXILIARY})+) (?:not|never|forbidden|prohibited|disabled|blocked|denied|off|nicht|verboten|gesperrt)\\b`;

/** Held against one statement, folded: it must not be reached from outside. */
export const CLOSED: readonly RegExp[] = [
  /\b(?:not?|never|nobody|no one|nothing|cannot|without|nicht|kein\w*|pas|sin|sans|\w+n['’]t)\b.{0,50}\b(?:public(?:ly)?|internet|outside|outsiders?|offentlich\w*|aussen|publiques?|publico|publica)\b/u,
  /\b(?:internet|public|outside|outsiders|the world)\b.{0,25}\b(?:(?:must|may|can|should|shall) ?not|mustn['’]t|can['’]t|never)\b/u,
  /(?<!\b(?:not|nicht|no) )\b(?:private(?:ly)?|privat(?:e[rnsm]?)?|internal(?:ly)?|interne[rnsm]?)\b(?! (?:keys?|registry|repo\w*|images?|links?|beta))/u,
  /\bonly\b.{0,30}\b(?:inside|within|internally|our (?:own )?network|the vpn)\b|\bnur (?:intern|von innen)\b/u,
  // "Non-public"; what is non-critical may be public all the same.
  /\bnon[- ]?(?:public(?:ly)?|offentlich\w*)\b/u,
  new RegExp(`${KEEPING_OUT}(?:public|internet|outside|offentlich\\w*)\\b`, 'u'),
  new RegExp(`\\b(?:public|offentlich\\w*)\\b${KEPT_OUT_AFTER}`, 'u'),
];

/** Held against one statement, folded: it must be reached from outside. */
export const OPEN: readonly RegExp[] = [
  /\b(?:reachable|accessible|available|exposed|visible|open|reached|accessed|erreichbar|zuganglich|accesible)\b.{0,30}\b(?:internet|public|publicly|the world|outside(?! (?:the|our|of|its|this)\b))\b/u,
  /\bpublic(?:ly)? (?:accessible|reachable|available|facing|exposed)\b|\boffentlich (?:erreichbar|zuganglich)\b/u,
  /\b(?:(?:make|keep|set) (?:it|this|them)|(?:must|should|shall|has to|needs? to) be) public\b/u,
  /\b(?:von aussen|aus dem internet)\b.{0,20}\b(?:erreichbar|zuganglich)\w*/u,
  // "A public database": an adjective of the thing itself.
  new RegExp(
    `(?<!${OF_ANOTHER})(?<!${KEEPING_OUT})(?<!\\bnon[- ]?)\\b(?:public|offentlich\\w*)\\b(?![- ](?:${SO_CALLED})\\b)(?!${KEPT_OUT_AFTER})`,
    'u',
  ),
];
