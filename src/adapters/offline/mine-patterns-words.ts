import {
  isProviderWord,
  providerName,
  providersNamedIn,
} from '../../domain/knowledge/providers.ts';
import { isKnownWord } from '../../domain/knowledge/synonyms.ts';
import { isStopWord, wordsOf } from '../../domain/knowledge/words.ts';
import { withoutCode } from '../../domain/mining/code-words.ts';
import { PATTERN_NAME_MAX, PATTERN_TRIGGER_MAX } from '../../domain/pattern/pattern.ts';
import { AND_IS, FOR, MODAL, TOPIC, WHATEVER, WHEN } from './mine-patterns-languages.ts';
import { capitalised, withoutRelative } from './mine-patterns-rule.ts';

/** Kinds of infrastructure in other languages, by which an English request is to find it, too. */
const THINGS: readonly (readonly [RegExp, string])[] = [
  [
    /datenbank\p{L}*|bases? de donn[ée]es|bases? de datos|bancos? de dados|databases?|baz[aęy] danych|баз\p{L} данн?\p{L}*|баз\p{L} даних|データベース|数据库/giu,
    'database',
  ],
  [
    /warteschlange\p{L}*|colas?(?: de mensajes)?|files? d['’]attente|filas?(?: de mensagens)?|code di messaggi|очеред\p{L}*|черг\p{L}*|キュー|消息队列|队列/giu,
    'queue',
  ],
  [
    /zertifikat\p{L}*|certificados?|certificats?|certificati|сертификат\p{L}*|сертифікат\p{L}*|証明書|证书/giu,
    'certificate',
  ],
  [/zwischenspeicher\p{L}*|cachés?|кэш\p{L}*|кеш\p{L}*|キャッシュ|缓存/giu, 'cache'],
  [/バケット|存储桶|бакет\p{L}*|almacenamiento de objetos|objektspeicher/giu, 'bucket'],
  [/geheimnis\p{L}*|secretos?|segredos?|секрет\p{L}*|シークレット|密钥/giu, 'secret'],
  [/öffentlich\p{L}*|públic[oa]s?|publi(?:c|que|cs|ques)\b|публичн\p{L}*|公開|公网/giu, 'public'],
  [
    /aplicaci[oó]n(?:es)? web|applications? web|webanwendung\p{L}*|aplica[çc](?:ão|ões) web|ウェブアプリ|веб-приложени\p{L}*/giu,
    'web application',
  ],
  [/таймер\p{L}*|tareas programadas|geplante aufgaben|tâches planifiées/giu, 'scheduled job'],
];

/** Words of infrastructure that say nothing of what somebody asks for. */
const TOO_WIDE = new Set(
  (
    'user task message token key store path machine back load model outside server access config configuration setting team project ' +
    'service resource production environment release update name'
  ).split(' '),
);

/** Words that name nothing by themselves, in the languages that come up most; verbs of deploying among them. */
const NO_NAMES = new Set(
  (
    'whatever whoever whichever whenever everything anything something nothing everyone anyone everybody anybody none one ones other ' +
    'others another else own such same some any all each every both either neither it its they them their these those this that he she ' +
    'him her his who whom whose which what when where why how here there now then always never often usually is are was were be been ' +
    'being am has have had do does did can could will would shall should may might must need want get give take make put use create ' +
    'deploy run add go come keep reach expose set call connect ask say know think see talk work be please just only also too very ' +
    'thing stuff kind type sort way case time if as at by of off out over to up with without from into on in than then or and not no but ' +
    'was wer wie wo wann warum welche welcher welches alles alle jeder jede jedes jedem jeden etwas nichts man es das dies diese dieser ' +
    'dieses die der den dem des ein eine einen einem einer und oder nicht kein keine im am zum zur mit von bei ist sind wird werden hat ' +
    'haben muss müssen soll sollen darf dürfen immer nie que qué quien quién cual cuál como cómo cuando donde todo toda todos todas algo nada ' +
    'ello eso esto ese esta este cada el la los las un una unos unas lo al de y o no se es está son están tiene hay ce cela ça ceci qui quoi ' +
    'quel quelle quels quelles tout toute tous toutes chaque rien dans dan sur le les du des et ou ne pas est sont sera doit doivent il elle ils elles on ' +
    'nous vous tudo nada isso isto aquilo qual quais quem onde os as ao na nos nas em é são está tutto tutti ogni cosa che chi quale questo ' +
    'quello sono è alles iets niets wat wie waar het deze dit die dat elke ieder een и или не что кто как где когда все всё это эти тот ' +
    'каждый любой і й або не що хто як де коли усе все це ці кожен'
  ).split(' '),
);

/** Words around what something is for. */
const AROUND =
  /^(?:all|any|every|each|our|your|the|a|an|new|these|those|this|that|them|it|is|are|being|be|someone|somebody|we|you|they|teams?|alle[nrs]?|jede[nrsm]?|unsere?n?|die|der|das|den|eine?n?|jemand|man|ihr|todas?|todos?|cada|nuestr[oa]s|las?|los|el|unas?|toutes?|tous|chaque|nos|les?|des|un|une|todos os|os|as|tutti|tutte|ogni|gli|i|le|onze|de|het|всех|всі[хм]?|everything|anything|kinds? of|type of)\s+/iu;

/** What a sentence says that it is for: "for relational databases", "whenever a team needs a cache". */
export function purposesIn(sentence: string, taken: readonly string[]): readonly string[] {
  const named = new Set(taken.map((one) => one.toLowerCase()));
  const said = withoutCode(sentence);
  const textsOf = (...forms: readonly RegExp[]) =>
    forms.flatMap((form) => [...said.matchAll(form)]).map(({ groups }) => groups?.['what'] ?? '');
  const phrasesOf = (form: RegExp) => textsOf(form).map(plainPhrase);
  // A clause has verbs as well: it is for something only where that is known.
  const isKnown = (one: string): boolean => thingsIn(one).length > 0;
  const halves = textsOf(WHEN, WHATEVER).map((one) => halvesOf(one).map(plainPhrase));
  const clauses = halves.flatMap(([first = '']) => (isKnown(first) ? [first] : []));
  const second = [...halves.flatMap(([, further = '']) => further), ...phrasesOf(AND_IS)];
  const phrases = [
    ...phrasesOf(FOR),
    ...withSecond(clauses, second.filter(isKnown)),
    ...phrasesOf(TOPIC),
    plainPhrase(subjectOf(said)),
  ];
  return phrases.filter((one) => namesSomething(one) && !named.has(one.toLowerCase()));
}

/** "Runs in AWS", "public" as one purpose: both must hold. */
function withSecond(clauses: readonly string[], second: readonly string[]): readonly string[] {
  const [first, ...others] = clauses;
  const [further] = second;
  if (first === undefined || further === undefined || first === further) return clauses;
  const place = [first, further].find((one) => /^(?:in|en|dans|em|na|no) /u.test(one));
  const what = place === first ? further : first;
  return [place === undefined ? `${further}, ${first}` : `${what} ${place}`, ...others];
}

/** "Etwas in AWS läuft und öffentlich ist": what both verbs say of it, without them. */
function halvesOf(clause: string): readonly string[] {
  const halves = clause.split(/\s+(?:and|und|y|et|e)\s+(?=\S+\s\S)/iu).map(withoutVerbs);
  const hasBoth = halves.length === 2 && halves.every((half) => thingsIn(half).length > 0);
  return hasBoth ? halves : [clause.replace(SOMETHING, '')];
}

function withoutVerbs(half: string): string {
  return half
    .replace(SOMETHING, '')
    .replace(VERB_FIRST, '')
    .replace(VERB_BEFORE_PLACE, ' ')
    .replace(VERB_LAST, '')
    .trim();
}

/** Says nothing of what it is. */
const SOMETHING =
  /^(?:something|anything|it|etwas|algo|quelque chose|qualcosa)\s+(?:(?:runs|lives|is)\s+)?/iu;
const VERB_FIRST =
  /^(?:runs?|lives?|is|are|corren?|vive|está|están|es|son|tourne|vit|est|sont|roda|fica|é|são|gira|è|sono)\s+/iu;
const VERB_BEFORE_PLACE =
  /\s+(?:runs?|lives?|is|corren?|está|están|tourne|est|roda|fica|está|gira|è)\s+(?=(?:in|en|dans|em|na|no)\s)/iu;
const VERB_LAST = /\s+(?:läuft|laufen|liegt|liegen|steht|stehen|ist|sind|draait|staat|is|zijn)$/iu;

/** What stands before the verb of the rule: "Public services need …". */
export function subjectOf(given: string): string {
  const sentence = withoutRelative(given);
  const modal = MODAL.exec(sentence);
  const before = modal && modal.index < 70 ? sentence.slice(0, modal.index) : '';
  return /[,:;]|(?<![\p{L}\p{N}])(?:we|you|use|wir|usamos|on|nous|it|this|that|there|whatever|whoever|when|whenever|if|wenn|wer|cuando|si|quand)(?![\p{L}\p{N}])/iu.test(
    before,
  )
    ? ''
    : before.replace(ADVERB_END, '');
}

const ADVERB_END =
  /\s+(?:always|never|also|usually|immer|nie|siempre|nunca|toujours|sempre|altijd|всегда|завжди)\s*$/iu;

function plainPhrase(phrase: string): string {
  let plain = phrase
    .replaceAll(/[`*_"“”]/gu, '')
    .trim()
    .replace(/^(?:and|but|so|und|aber|y|et|e)\s+/iu, '');
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(AROUND, '');
  }
  plain = plain.replace(
    /,?\s+(?:that|which|who|der|die|das|que|qui|che|dat|die|ist|sind|wird|werden|is|zijn)$/iu,
    '',
  );
  return plain.split(/\s+/u).length <= 6 ? plain : '';
}

/** At least one word of it is more than a pronoun, a question word or a verb. */
function namesSomething(phrase: string): boolean {
  return partsOf(phrase).length > 0 || thingsIn(phrase).length > 0;
}

/** The phrases of a text between its little words: "public service", "aws" of "public services in AWS". */
function partsOf(phrase: string): readonly string[] {
  const parts: string[][] = [[]];
  for (const word of wordsOf(phrase)) {
    if (NO_NAMES.has(word) || isStopWord(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.map((words) => words.join(' ')).filter((one) => one.length > 1);
}

/** Words by whose stems two purposes are compared, without what any purpose may be said with. */
export function purposeWords(phrase: string): readonly string[] {
  const words = partsOf(phrase).flatMap((part) => part.split(' '));
  return [...words.filter((word) => !TOO_WIDE.has(word)), ...thingsIn(phrase)];
}

/** Kinds of infrastructure that texts speak of, in the words of a request; English ones for others. */
export function thingsIn(text: string): readonly string[] {
  const things = THINGS.flatMap(([pattern, thing]) => {
    const isSaid = text.search(pattern) >= 0;
    return isSaid ? [thing] : [];
  });
  const words = wordsOf(text).filter(
    (word) =>
      word.length > 1 &&
      !TOO_WIDE.has(word) &&
      !NO_NAMES.has(word) &&
      (!isStopWord(word) || word === 'db') &&
      (isKnownWord(word) || isProviderWord(word)),
  );
  return [...new Set([...things, ...words])];
}

/** Triggers of what is said to be for these purposes; without a purpose those of what was asked before. */
export function triggersOf(
  purposes: readonly string[],
  { asked, words }: { readonly asked: string; readonly words: readonly string[] },
): readonly string[] {
  const known = purposes.flatMap((one) => thingsIn(one));
  const phrases = purposes
    .flatMap((one) => one.split(','))
    .flatMap((one) => partsOf(one))
    .filter((one) => one.split(' ').length <= 3 && /[a-z]/u.test(one) && !TOO_WIDE.has(one));
  // Of words that nobody knows, those of the purpose are all that there is.
  const telling = phrases.filter((one) => known.length === 0 || thingsIn(one).length > 0);
  const own = [...new Set([...telling, ...known])];
  const found = own.length > 0 ? own : thingsIn(asked).slice(0, 3);
  const chosen = found.length > 0 ? found : words.slice(0, 2).map((word) => word.toLowerCase());
  return [...new Set(chosen)]
    .filter(
      (one) => one.length > 1 && one.length <= PATTERN_TRIGGER_MAX && one === one.toLowerCase(),
    )
    .slice(0, 6);
}

/**
 * "Databases: Deployment": the purpose in words, and what is deployed; where no purpose was said, the cloud that
 * was: "Deployment in AWS".
 */
export function patternTitle(
  purposes: readonly string[],
  kinds: readonly string[],
  { rule, sentence }: { readonly rule: string; readonly sentence: string },
): string {
  const names = kinds.slice(0, 3).join(' + ');
  const [purpose] = purposes.filter((one) => one.length <= 50);
  if (names === '') return cutAt(rule, PATTERN_NAME_MAX);
  if (purpose !== undefined) {
    return cutAt(`${capitalised(purpose)}: ${names}`, PATTERN_NAME_MAX);
  }
  const [cloud, ...others] = wordsOf(sentence).filter((word) => isProviderWord(word));
  const isOne = cloud !== undefined && others.every((other) => other === cloud);
  return cutAt(isOne ? `${names} in ${cloudName(cloud)}` : names, PATTERN_NAME_MAX);
}

/** As it was said: "Google Cloud" where nobody says so would be a name of our own. */
function cloudName(word: string): string {
  const [id = word] = providersNamedIn(word);
  const name = providerName(id);
  if (name.toLowerCase() === word) return name;
  return word === id ? id.toUpperCase() : capitalised(word);
}

export function cutAt(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/\s\S*$/u, '')}…`;
}
