/** A text without what it says of being kept from outside, and whether it says so. */
export interface ExposureApart {
  readonly text: string;
  readonly isPrivate: boolean;
}

// No part of a longer name or an address: "intern.example.org", "private-shop".
const BEFORE_WORD = '(?<![\\p{L}\\d./@-])';
const AFTER_WORD = '(?![\\p{L}\\d]|[./@:-][\\p{L}\\d])';
/** Around it in German, where the verb stands apart: "die nicht öffentlich sein soll". */
const [FRAME_BEFORE, FRAME_AFTER] = [
  '(?:(?:die|der|das|sie|er|es|welche[rs]?) )?(?:(?:soll(?:te)?|muss|darf|ist) )?',
  '(?: (?:sein|ist|soll(?:te)?|muss|darf|wird))*',
];
const ENDING = '(?:e[rnsm]?)?';
const REACHED = `(?:access(?:ible)?|reachable|available|exposed|facing|visible|erreichbar${ENDING}|zugänglich${ENDING})`;
const OUTSIDE =
  '(?:the )?(?:public )?(?:internet|outside(?: world)?)|aus dem internet|von (?:außen|aussen)';

/** Things that are so called whoever reaches them: no wish about something else. */
const SO_CALLED =
  '(?:(?:[\\p{L}\\d]+[- ])?(?:keys?(?![- ]value)|registr(?:y|ies)|repo(?:sitor(?:y|ies))?s?|images?|charts?|links?|zones?|endpoints?)|dns|hosted|clouds?|ips?|addresses|subnets?|networks?|networking|vpcs?|gateways?|certificates?|ca|authority|beta|preview|data(?! (?:stores?|bases?|lakes?|warehouses?))|information|netz\\w*|subnetz\\w*|schlüssel\\w*|dns-\\w+)';

/** Reached from outside, in words that "publicly accessible" stands for. */
const OPEN = [
  `(?:publicly|externally|internet|public|outward)[- ]${REACHED}`,
  `(?:öffentlich|oeffentlich)${ENDING}(?:[- ]${REACHED})?`,
  `(?:aus dem internet|von (?:außen|aussen)) ${REACHED}`,
].join('|');

const DENIED = saying(
  [
    `(?:non[- ]?|(?:not|nicht)[- ](?:(?:be|an?|sein|eine?) )?)(?:${OPEN}|public(?:ly)?)`,
    `(?:not|nicht|never) (?:be )?${REACHED} (?:from|by|to|on|over) (?:${OUTSIDE})`,
    `only (?:${REACHED} |used )?(?:from |by )?(?:the )?(?:inside|within)(?: (?:the|our|this) \\p{L}+)?`,
    `nur (?:von innen|intern${ENDING})(?: ${REACHED})?`,
  ].join('|'),
);
/** "Not private" denies a wish and is none. */
const KEPT_INSIDE = saying(
  `(?<!(?:virtual|not|nicht|non)[- ])(?:private(?:ly)?|privat${ENDING}|internal(?:ly)?|intern${ENDING})(?:[- ](?:only|${REACHED}))?`,
);
const OPENED = saying(OPEN);

function saying(words: string): RegExp {
  return new RegExp(
    `${BEFORE_WORD}${FRAME_BEFORE}(?:${words})${FRAME_AFTER}${AFTER_WORD}(?![- ]${SO_CALLED}${AFTER_WORD})`,
    'giu',
  );
}

/**
 * Takes apart what is said of a thing's exposure, wherever in the sentence it stands: "a private database" asks
 * for a database, and "private" is a wish about it that no kind has to be named for. What is open is said in
 * words that are known for it, what is kept inside is not said any more.
 */
export function exposureApart(text: string): ExposureApart {
  const open = text.replaceAll(DENIED, ' ');
  const plain = open.replaceAll(KEPT_INSIDE, ' ');
  const spaced = plain.replaceAll(OPENED, 'publicly accessible').replaceAll(/ {2,}/gu, ' ');
  return { text: spaced, isPrivate: plain !== text };
}
