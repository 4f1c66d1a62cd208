/** What people say, and the words by which kinds can be found for it. */
const SAYINGS: readonly (readonly [RegExp, string])[] = [
  // An authority whose name would read as a wish.
  [/\blet['’]?s[- ]?encrypt\b(?=\s+(?:tls\s+|ssl\s+)?cert)/giu, ''],
  [/\blet['’]?s[- ]?encrypt\b/giu, 'TLS certificate'],
  // Who shall get a right, and on what objects of the cluster.
  [
    /\b(?:let|allow|permit|enable|authori[sz]e)\s+(?:[\w-]+\s+){1,4}?(?:to\s+)?(?:read|see|view|list|watch|get|edit|change|update|manage|delete|create|restart|exec into)\s+(?=(?:(?:the|our|all|any|its|their|my)\s+)?(?:pods?|deployments?|secrets?|config ?maps?|namespaces?|resources|objects|jobs?|services|events|logs|nodes|workloads)\b)/giu,
    'permission to access ',
  ],
  [
    /\b(?:give|grant|assign)\s+(?:[\w-]+\s+){1,4}?(?:the\s+)?(?:permissions?|rights?|privileges?)\b/giu,
    'permission',
  ],
  // A share of it goes elsewhere.
  [/\b\d+\s?(?:%|per ?cent) of (?:the |all |our )?(?:traffic|requests)\b/giu, 'split traffic'],
  // The same in the languages that come up most.
  [/\b(?:base de (?:datos|donn[ée]es)|banco de dados)\b/giu, 'database'],
  [/\b(?:cola de mensajes|file (?:d['’]attente|de messages)|warteschlange)\b/giu, 'message queue'],
  // Tables are managed by whoever manages their schema.
  [
    /\btables?\s+(?:of|in)\s+(?:(?:my|our|the|a|an|its)\s+)?(?:[\w-]+\s+)?(?:database|db)\b/giu,
    'schema of the database',
  ],
  // Only how many of them: "one of my pods" speaks of pods.
  [
    /\b(?:at (?:least|most)\s+)?(?:one|two|three|\d+|each|all|any|some|none|most|both) of (?:my|our|the|these|their|its)\s+/giu,
    '',
  ],
];

/** Whoever has the wish: "our shop has to store …", "my app needs a …". */
const WISHER =
  /^\W*(?:our|my|the|this|an?)\s+(?:[\w-]+\s+){0,2}?(?:app|application|team|shop|store|service|company|department|project|site|website|frontend|backend|developers?|users?|customers?)\s+(?:(?:(?:has|have|needs?|wants?)\s+to|must|should)\s+(?=(?:store|keep|save|persist|record|remember|query|cache|publish|send|receive)\b)|(?:needs?|wants?|requires?)\s+(?=(?:an?|some|its own|one|two|three|\d+)\b))/iu;

/** Pods that stay while their nodes do not. */
const THROUGH_DRAINS =
  /\b(?:keep|stay|remain|surviv\w+|protect|available|at least|minimum|never)\b.*\b(?:evict\w*|drain\w*|nodes? (?:maintenance|upgrades?|replacements?)|(?:nodes? (?:are|is|get|gets) (?:being )?(?:upgraded|updated|replaced|restarted|patched)))\b/iu;

/** The text in words of which it is known what they stand for; everything else stays as it was. */
export function withoutSayings(text: string): string {
  const plain = SAYINGS.reduce(
    (before, [said, meant]) => before.replaceAll(said, meant),
    text.replace(WISHER, ''),
  );
  return THROUGH_DRAINS.test(plain) ? `a disruption budget for ${plain}` : plain;
}

/** Addresses, images and regions: settings, whatever words they are made of. */
const VALUES: readonly RegExp[] = [
  /\b(?:https?|ssh|git|oci|postgres(?:ql)?|mysql):\/\/\S*[\w/]/giu,
  /\b(?:(?:from|with|of) )?(?:(?:the|an?) )?(?:(?:container|docker) )?image (?=[\w.-]+[/:])[\w.-]+(?:[/:][\w.-]*\w)+/giu,
  /(?<![\w/.-])[\w-]+(?:[./][\w-]+)*\/[\w.-]+:\w[\w.-]*/gu,
  /\b(?:(?:in|on) )?(?:(?:the )?region )?[a-z]{2,12}-[a-z]{4,12}-?\d[a-z]?\b/giu,
  // A name that something is reached under is a wish for it, other host names are settings.
  /(?<!\b(?:at|under|via) )(?<![\w.@-])(?:[a-z\d-]+\.){1,5}[a-z]{2,}\b(?![\w.-])/giu,
];

/** The text without the values in it, which are asked for when a solution is configured. */
export function withoutValues(text: string): string {
  return VALUES.reduce((before, value) => before.replaceAll(value, ' '), text);
}
