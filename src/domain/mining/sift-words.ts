import { wordsOf } from '../knowledge/words.ts';

/**
 * What a word or phrase tells of a sentence. `rule`: how something is always, or must be. `habit`: how
 * somebody does it, or would. `reason`: why. `thing`: what it is about. `trouble`: something does not
 * work just now. `small-talk`: the day's own. `nothing`: a phrase that only looks like one of these.
 */
export type Cue =
  | { readonly type: 'rule' | 'habit' | 'reason' | 'trouble' | 'small-talk' | 'nothing' }
  | { readonly type: 'thing'; readonly weight: number };

/** English first, then de, fr, es, pt, it, nl, pl, ru, uk, tr, ar, he. */
const RULES = [
  'always | never | must | mustn | must not | may not | not allowed | forbidden | prohibited | banned | mandatory | required | requirement | golden path | paved road | best practice | our standard | standard is | convention | rule of thumb | rule is | from now on | going forward | lesson learned | learned the hard way | under no circumstance | we decided | we agreed | shall | every | invariably | guardrail | no exception | only ever | without exception | must have at least | must have at most | must have exactly | must have no more than | must have no less than | must have two | must have three',
  'immer | nie | niemals | muss | müssen | darf nicht | dürfen nicht | darf | pflicht | verpflichtend | vorgeschrieben | verboten | grundsätzlich | konvention | ab sofort | unser standard | haben entschieden | jede | jeder | jedes | jedem | jeden | alles was | sämtliche',
  'toujours | jamais | doit | doivent | il faut | obligatoire | interdit | convention | dorénavant | désormais | notre standard | on a décidé | chaque | tout ce qui | toutes les | tous les',
  'siempre | nunca | jamás | debe | deben | hay que | obligatorio | prohibido | convención | a partir de ahora | hemos decidido | nuestro estándar | cada | todo lo que | todas las | todos los | toda base | tiene que | tienen que',
  'sempre | deve | devem | é obrigatório | obrigatório | proibido | convenção | a partir de agora | decidimos | tudo que | tudo o que | todo o que | todas as | todos os | toda | tem que | precisa ter',
  'mai | devono | bisogna | obbligatorio | vietato | convenzione | d ora in poi | abbiamo deciso | ogni | tutto ciò che | tutti i | tutte le',
  'altijd | nooit | moet | moeten | verplicht | verboden | mag niet | mogen niet | voortaan | afspraak | elke | elk | alles wat | iedere',
  'zawsze | nigdy | musi | muszą | trzeba | obowiązkowo | zabronione | nie wolno | każdy | każda | każde | wszystko co | wszystkie',
  'всегда | никогда | должен | должна | должно | должны | нельзя | обязательно | запрещено | обязаны | отныне | договорились | стандарт',
  'завжди | ніколи | повинен | повинна | повинно | повинні | має бути | мають бути | не можна | обов’язково | обовʼязково | заборонено | домовилися | стандарт',
  'her zaman | daima | asla | zorunlu | yasak',
  'دائما | دائمًا | يجب | ممنوع | أبدا | أبدًا | לעולם | תמיד | חובה | אסור | חייב | חייבים',
];

const HABITS = [
  'should | shouldn | we use | we run | we deploy | we keep | we put | we go with | we prefer | prefer | preferred | recommend | recommended | avoid | don | do not | use | need | needs | have to | has to | make sure | ensure | standard | default to | by default | instead of | rather than | stick to | usually | typically | ideally | pattern | together with | comes with | belong together | goes with | in combination | without | only | nobody | nothing | as a rule | usual setup | the way we | setup is',
  'braucht | brauchen | benötigt | benötigen | bekommt | soll | sollen | wir nutzen | nutzen wir | wir verwenden | verwenden wir | wir benutzen | benutzen wir | wir nehmen | nehmen wir | sollte | sollten | empfohlen | empfehlen | vermeiden | statt | standardmäßig | standard | üblicherweise | zusammen mit | nur | bitte nur | kein | keine',
  'a besoin | ont besoin | nous utilisons | on utilise | on déploie | utilisez | utiliser | devrait | évitez | éviter | de préférence | par défaut | plutôt que | au lieu de | ensemble | uniquement',
  'necesita | necesitan | lleva | usamos | utilizamos | desplegamos | debería | deberían | evitar | eviten | por defecto | en lugar de | en vez de | junto con | solo',
  'precisa | precisam | usem | implantamos | deveria | evite | por padrão | em vez de | padrão | somente | apenas',
  'serve | servono | ha bisogno | usiamo | utilizziamo | dovrebbe | evitate | evitare | di default | invece di | insieme a | solo | soltanto',
  'heeft nodig | hebben nodig | krijgt | we gebruiken | gebruiken we | gebruik | wij gebruiken | zouden | vermijd | in plaats van | standaard | alleen | samen met',
  'potrzebuje | potrzebują | wymaga | używamy | stosujemy | powinien | powinna | powinny | unikać | domyślnie | zamiast | tylko',
  'используем | применяем | разворачиваем | следует | лучше | избегать | не используйте | вместо | только | по умолчанию',
  'використовуємо | розгортаємо | слід | краще | уникати | замість | тільки | лише | за замовчуванням',
  'kullanıyoruz | kullanın | sadece | نستخدم | استخدم | فقط | אנחנו משתמשים | להשתמש | רק',
];

const REASONS = [
  'because | so that | otherwise | that way | the reason | reason is | in order to | or else | to avoid | to prevent | the auditor | audit | compliance | gdpr | that’s why | that is why | which is why',
  'weil | damit | sonst | ansonsten | denn | wegen | deshalb | grund',
  'parce que | parce qu | afin | sinon | puisque | pour éviter | raison',
  'porque | para que | ya que | de lo contrario | si no | caso contrário | para evitar | já que',
  'perché | altrimenti | affinché | per evitare | poiché',
  'omdat | zodat | anders | want',
  'ponieważ | bo | żeby | inaczej | потому что | чтобы | иначе | так как | поскольку | тому що | бо | щоб | інакше | оскільки',
  'çünkü | yoksa | لأن | وإلا | حتى | כי | אחרת | בגלל',
];

const TROUBLES = [
  'fail | failed | failing | failure | crash | crashed | crashing | crashloop | crashloopbackoff | error | broken | broke | timeout | timing out | stuck | down | slow | slower | flaky | outage | incident | paged | paging | oom | oomkilled | rolled back | rolling back | restarting | restarted | hotfix | latency | spike | degraded | mitigated | investigating | looking into it | postmortem | 500 | 502 | 503 | 504 | 5xx | red | bug | weird | hang | hangs | wrong | unhealthy | fall over | falls over | fell over',
  'kaputt | fehler | abgestürzt | hängt | ausfall | störung | panne | erreur | planté | caído | cae | falló | falla | caiu | falhou | errore | rotto | storing | awaria | błąd | упал | упала | ошибка | сломалось | впав | впала | помилка | зламалося',
];

const SMALL_TALK = [
  'lunch | coffee | standup | stand up | yesterday | today | tomorrow | tonight | this morning | blocker | pto | vacation | sick | weekend | lol | haha | rofl | lmao | thank | thanks | thx | congrats | congratulation | welcome | happy birthday | birthday | meeting | retro | sprint | monday | tuesday | wednesday | thursday | friday | beer | pizza | joke | meme | brb | sorry | good morning | see you | my dog | my cat | kid | ticket | jira | invite | calendar',
  'danke | heute | morgen | gestern | mittag | urlaub | merci | aujourd hui | demain | hier | gracias | hoy | mañana | ayer | obrigado | hoje | amanhã | grazie | oggi | domani | bedankt | vandaag | dzięki | dziś | спасибо | сегодня | завтра | вчера | дякую | сьогодні | завтра | вчора',
];

/** What takes the meaning from a word that stands in it. */
const NOTHINGS = [
  'never mind | nevermind | never seen | never saw | never heard | never had | never happened | never been | never did | never knew | never thought | never tried | always been | always fails | always fail | always the same | always forget | always a pleasure | always happy | as always | must be the | must be a | must be something | must be why | must be that | must be because | must have been | must have | must say | must admit | you must be | every time | every day | every week | every morning | every minute | every hour | every now | not only | only me | only one | only saw | if only | everyone | use case | used to | no need | need to look | need help | needs review | need a review | need somebody | need someone | should be fine | should be good | should be back | should be up | should be done | should be green | should be fixed | should work now | should i | should we | you should | you need | you have to | don know | don think | don see | don worry | don remember | don get | don have | don want | do not know | nothing new | nothing to | nobody know | nobody noticed | without any problem | in use | only happens | i only | just only',
  'jeden tag | jede woche | jeden morgen | jedes mal | chaque jour | chaque fois | cada vez | cada día | todos los días | toda vez | todos os dias | ogni volta | ogni giorno | elke keer | elke dag | za każdym razem | immer noch | immer wieder | wie immer | nicht nur | comme toujours | pas seulement | como siempre | no solo | come sempre | non solo | как всегда | не только | як завжди | не тільки | mai più visto',
];

/** Databases, networks, regions and the like, where their names differ from the English ones. */
const THINGS = [
  'label | annotation | region | encryption | encrypted | resource limit | limits | request and limit | latest tag | pull policy | probe | liveness | readiness | retention | lifecycle | cost center | deletion protection | pull secret | root user | non root | read only | privileged | host path | naming | prefix | multi az',
  'replikat | replikate | repliken | ressourcengrenzen | öffentlich | datenbank | datenbanken | netz | netzwerk | subnetz | warteschlange | verschlüsselung | verschlüsselt | sicherung | speicher | cluster | namensraum | etikett | kennzeichnung',
  'base de données | bases de données | base de donnée | bases de donnée | réseau | sous réseau | file d attente | région | chiffrement | chiffré | chiffrée | chiffrées | sauvegarde | étiquette | espace de noms | passerelle internet | passerelle',
  'base de datos | bases de datos | base de dato | red privada | subred | cola | región | cifrado | cifrada | cifradas | copia de seguridad | etiqueta | espacio de nombres | réplica | puerta de enlace',
  'banco de dados | bancos de dados | banco de dado | rede | sub rede | fila | região | criptografia | criptografado | criptografados | etiqueta | réplica',
  'rete | sottorete | coda | regione | cifratura | crittografia | crittografato | etichetta | replica',
  'databank | netwerk | subnet | wachtrij | regio | versleuteling | versleuteld | reservekopie',
  'baza danych | bazy danych | baz danych | sieć | kolejka | szyfrowanie | szyfrowana | region | etykieta',
  'база данных | базы данных | баз данных | базу данных | базах данных | сеть | подсеть | очередь | очереди | регион | регионе | шифрование | зашифрована | зашифрованы | бэкап | бэкапы | кластер | кластере | неймспейс | образ | образы | реестр | реестра | метка | метки | лимиты | реплики',
  'база даних | бази даних | баз даних | базу даних | базах даних | мережа | підмережа | черга | черги | регіон | регіоні | шифрування | зашифровані | зашифрована | кластер | кластері | образи | реєстр | реєстру | мітка | мітки | ліміти | репліки',
  'veritabanı | قاعدة بيانات | قاعدة البيانات | قواعد البيانات | شبكة | منطقة | التشفير | מסד נתונים | מסדי נתונים | רשת | הצפנה',
];

/** Chinese, Japanese and Korean do without spaces, or change the ends of their words. */
export const UNSPACED: readonly {
  readonly type: 'rule' | 'habit' | 'reason' | 'thing';
  readonly saying: RegExp;
}[] = [
  {
    type: 'rule',
    saying:
      /必ず|常に|絶対|禁止|してはいけ|しないこと|ならない|べき|必須|必须|总是|一律|不得|统一|必須|一定要|永远不|从不|规定|항상|반드시|절대|금지|해야|필수/u,
  },
  {
    type: 'habit',
    saying:
      /使います|使って|使う|使用する|しないで|推奨|標準|デフォルト|我们用|我们使用|使用|不要|应该|應該|推荐|建议|标准|默认|사용합니다|사용하지|사용|권장|표준|기본/u,
  },
  {
    type: 'reason',
    saying: /ため|ので|から。|なぜなら|さもないと|因为|因為|否则|以便|由于|때문|위해|않으면/u,
  },
  {
    type: 'thing',
    saying:
      /データベース|ネットワーク|サブネット|バケット|リージョン|暗号化|バックアップ|クラスタ|名前空間|ラベル|イメージ|レプリカ|キュー|数据库|資料庫|网络|子网|存储桶|区域|地域|加密|备份|集群|命名空间|标签|镜像|副本|队列|데이터베이스|네트워크|서브넷|버킷|리전|암호화|백업|클러스터|네임스페이스|레이블|이미지|레플리카/gu,
  },
];

/** All of them as `wordsOf` has their words; the later ones decide where two lists have the same. */
export function sayings(): ReadonlyMap<string, Cue> {
  const lists = [
    [THINGS, { type: 'thing', weight: 1 }],
    [HABITS, { type: 'habit' }],
    [REASONS, { type: 'reason' }],
    [RULES, { type: 'rule' }],
    [TROUBLES, { type: 'trouble' }],
    [SMALL_TALK, { type: 'small-talk' }],
    [NOTHINGS, { type: 'nothing' }],
  ] as const satisfies readonly (readonly [readonly string[], Cue])[];
  return new Map(
    lists.flatMap(([lines, cue]) =>
      lines.flatMap((line) =>
        line.split('|').map((phrase): [string, Cue] => [wordsOf(phrase).join(' '), cue]),
      ),
    ),
  );
}
