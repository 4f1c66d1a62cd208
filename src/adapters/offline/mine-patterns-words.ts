import { isProviderWord } from '../../domain/knowledge/providers.ts';
import { isKnownWord } from '../../domain/knowledge/synonyms.ts';
import { isStopWord, wordsOf } from '../../domain/knowledge/words.ts';
import { PATTERN_NAME_MAX, PATTERN_TRIGGER_MAX } from '../../domain/pattern/pattern.ts';
import { FOR, MODAL, REASON, WHEN } from './mine-patterns-languages.ts';

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
  'user task message token key store path machine back load model outside server access config configuration setting team project all anything something everything'.split(
    ' ',
  ),
);

/** Words around what something is for. */
const AROUND =
  /^(?:all|any|every|each|our|your|the|a|an|new|these|those|this|that|them|it|alle[nrs]?|jede[nrsm]?|unsere?n?|die|der|das|den|eine?n?|todas?|todos?|cada|nuestr[oa]s|las?|los|el|unas?|toutes?|tous|chaque|nos|les?|des|un|une|todos os|os|as|tutti|tutte|ogni|gli|i|le|onze|de|het|всех|всі[хм]?|everything|anything|kinds? of|type of)\s+/iu;

/** What a sentence says that it is for: "for relational databases", "whenever a team needs a cache". */
export function purposesIn(sentence: string, taken: readonly string[]): readonly string[] {
  const named = new Set(taken.map((one) => one.toLowerCase()));
  const after = [...sentence.matchAll(FOR), ...sentence.matchAll(WHEN)].map(
    ({ groups }) => groups?.['what'] ?? '',
  );
  return [...after, subjectOf(sentence)].flatMap((phrase) => {
    const plain = plainPhrase(phrase);
    return plain === '' || named.has(plain.toLowerCase()) ? [] : [plain];
  });
}

/** What stands before the verb of the rule: "Public services need …". */
function subjectOf(sentence: string): string {
  const modal = MODAL.exec(sentence);
  const before = modal && modal.index < 70 ? sentence.slice(0, modal.index) : '';
  return /[,:;]|(?<![\p{L}\p{N}])(?:we|you|use|wir|usamos|on|nous|it|this|that|there)(?![\p{L}\p{N}])/iu.test(
    before,
  )
    ? ''
    : before;
}

function plainPhrase(phrase: string): string {
  let plain = phrase.replaceAll(/[`*_"“”]/gu, '').trim();
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(AROUND, '');
  }
  return plain.split(/\s+/u).length <= 6 ? plain : '';
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
  const phrases = purposes
    .map((one) =>
      wordsOf(one)
        .filter((word) => !/^(?:in|the|a|that|be|are|is|of|need)$/u.test(word))
        .join(' '),
    )
    .filter((one) => one.length > 1 && one.split(' ').length <= 4 && /[a-z]/u.test(one));
  const known = purposes.flatMap((one) => thingsIn(one));
  const own = [
    ...new Set([...phrases.filter((one) => known.length > 0 || one.length > 3), ...known]),
  ];
  const found = own.length > 0 ? own : thingsIn(asked).slice(0, 3);
  const chosen = found.length > 0 ? found : words.slice(0, 2).map((word) => word.toLowerCase());
  return [...new Set(chosen)]
    .filter(
      (one) => one.length > 1 && one.length <= PATTERN_TRIGGER_MAX && one === one.toLowerCase(),
    )
    .slice(0, 6);
}

/** "Databases: Deployment": the purpose, where one was said, and what is deployed. */
export function patternTitle(
  purposes: readonly string[],
  kinds: readonly string[],
  otherwise: string,
): string {
  const names = kinds.slice(0, 3).join(' + ');
  const [purpose] = purposes.filter((one) => one.length <= 50);
  if (names === '') return cutAt(otherwise, PATTERN_NAME_MAX);
  if (purpose === undefined) return cutAt(names, PATTERN_NAME_MAX);
  return cutAt(`${capitalised(purpose)}: ${names}`, PATTERN_NAME_MAX);
}

/** A rule in one sentence, and why it is there, where it says so. */
export function ruleAndReason(sentence: string): {
  readonly rule: string;
  readonly reason: string;
} {
  const plain = sentence
    .replace(
      /^(?:(?:hi|hey|hello|hallo|hola|bonjour|ok|okay|so|well|yes|yep|no|nope|also|and|but|ja|nein|sí|si|oui|non|sim|não|reminder|friendly reminder|fyi|psa|heads up|note|rule|policy|important|please note|erinnerung|recordatorio|rappel|lembrete|all|folks|team|everyone|@\S+)\s*[,:!.–—-]+\s*)+/iu,
      '',
    )
    .replaceAll(/[*_`]/gu, '')
    .trim();
  const reason = REASON.exec(plain);
  if (!reason || reason.index < 12) return { rule: ended(plain), reason: '' };
  return {
    rule: ended(plain.slice(0, reason.index)),
    reason: capitalised(plain.slice(reason.index).replace(/^[\s,;–—-]+/u, '')),
  };
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function ended(text: string): string {
  return capitalised(text.replace(/[\s,;:.!–—-]+$/u, '').trim());
}

export function cutAt(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/\s\S*$/u, '')}…`;
}
