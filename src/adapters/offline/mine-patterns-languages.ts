/**
 * What people say around a rule, in the languages that come up most: English, German, Spanish, French,
 * Portuguese, Italian, Dutch, Polish, Russian, Ukrainian, Japanese and Chinese.
 */

/** Any of some words and phrases as whole words; `joined` are those of scripts without spaces. */
function said(words: string, joined = ''): RegExp {
  const whole = words
    .trim()
    .replaceAll(/\s*\|\s*/gu, '|')
    .replaceAll(/ +/gu, String.raw`\s+`);
  const spaced = String.raw`(?<![\p{L}\p{N}]|[\p{L}\p{N}]-)(?:${whole})(?![\p{L}\p{N}]|-[\p{L}\p{N}])`;
  return new RegExp(joined === '' ? spaced : `${spaced}|${joined}`, 'iu');
}

/** Something holds for everybody, and always. */
export const LAID_DOWN = said(
  `always | never | must | mustn['’]t | mandatory | has to | have to | is required | are required | requires |
  no exceptions | golden path | paved road | paved path | by default | our default | (?:the|our|a) (?:\\p{L}+ )?standard |
  standard is | is standard | standardi[sz]ed on | convention | the rule is | rule: | our rule | policy: | our policy | policy is |
  only ever | not allowed | forbidden | banned | off limits | prohibited | stop using | no longer use | don['’]t use | do not use |
  please use | please don['’]t | avoid | prefer | preferred | go together | belong together | together with |
  (?:every|each|all|any)(?: \\S+){1,6}? (?:gets?|needs?|comes?|goes|has its|uses?|should) | (?:alles|jede[rsn]?|alle),?(?: \\S+){1,8}? (?:brauch(?:t|en)|benötig(?:t|en)|bekommen) | (?:brauch(?:t|en)|benötig(?:t|en)|bekommt|bekommen) (?:jede[rsn]?|alle) | (?:todo|todos|cada)(?: \\S+){1,8}? (?:necesitan?|llevan?) | (?:tout|tous|toutes|chaque)(?: \\S+){1,8}? (?:a besoin|ont besoin|reçoit)
  | (?:whenever|(?:if|when) (?:something|anything|someone|anyone|a|an|any))(?: [^\\s,]+){2,12}?, (?:it|they) (?:also )?(?:needs?|gets?|requires?) | (?:sobald|immer wenn|wenn (?:etwas|jemand|eine?))(?: [^\\s,]+){2,12}?, (?:braucht|brauchen|benötigt|benötigen|bekommt|bekommen) (?:es|er|sie|das) |
  (?:si|cuando) (?:algo|alguien|una?)(?: [^\\s,]+){2,12}?, (?:necesitan?|llevan?|requieren?) | (?:si|quand|lorsque) (?:quelque chose|quelqu['’]un|une?)(?: [^\\s,]+){2,12}?, (?:il|elle|ils|elles|cela|ça) (?:a|ont) besoin | (?:se|quando) (?:algo|algu[eé]m|uma?|qualcosa|qualcuno|una?)(?: [^\\s,]+){2,12}?, (?:precisam?|servono|serve)
  | (?:everything|anything|whatever|whoever|everybody|everyone)(?: \\S+){1,8}? (?:gets?|needs?|requires?|comes?|goes|uses?|should) | should be | should have |
  may only | can only | only use | use only | is how we | the way we | at least | at most | must not | no more than |
  we (?:all |only |usually )?(?:use|run|deploy|go with|prefer|pair|provision|ship|create|attach|stick to|add|put|rely on) |
  immer | nie | niemals | muss | müssen | darf | dürfen | verpflichtend | pflicht | vorgeschrieben | grundsätzlich | ausschließlich |
  verboten | nicht erlaubt | unser standard | ist standard | wir (?:nehmen|nutzen|verwenden|setzen|legen) | (?:nehmen|nutzen|verwenden|legen|setzen) wir | bekommt |
  siempre | nunca | jamás | debe | deben | debemos | obligatori[oa] | hay que | tienen? que | usamos | utilizamos | desplegamos |
  prohibid[oa]s? | por defecto | estándar | no (?:uses|usen|usar|uséis) |
  toujours | jamais | doit | doivent | obligatoire | il faut | on (?:utilise|déploie|passe par|prend) | nous utilisons |
  interdite?s? | par défaut | systématiquement | n['’]utilisez | ne pas utiliser |
  sempre | deve | devem | obrigatóri[oa] | proibid[oa]s? | por padrão | têm? que | nosso padrão |
  mai | devono | obbligatori[oa] | usiamo | utilizziamo | vietat[oa] | bisogna | non usate |
  altijd | nooit | moet | moeten | verplicht | gebruiken we | we gebruiken | verboden | standaard |
  zawsze | nigdy | musi | muszą | używamy |
  всегда | никогда | должн[аыо]? | должен | обязательно | нельзя | запрещен[оаы]? | запрещено | используем |
  завжди | ніколи | повинн[аіо] | повинен | використовуємо | заборонено`,
  '必ず|常に|いつも|絶対|必須|標準|禁止|してください|使うこと|使います|使用します|なければなりません|なければならない|ないでください|使わない|使いません|必须|总是|一律|始终|禁止|不要|不得|不能|统一|都用|我们用|标准',
);

/** A norm in so many words, whatever else is said: it holds for everybody. */
export const NORM = said(
  `always | never | must | mustn['’]t | mandatory | required | requires | no exceptions | golden path | paved road | by default | standard | convention | rule | policy | not allowed | forbidden | banned | prohibited | every | all |
  immer | nie | niemals | muss | müssen | darf | dürfen | pflicht | grundsätzlich | verboten | siempre | nunca | jamás | debe | deben | obligatori[oa] | hay que | prohibid[oa]s? |
  toujours | jamais | doit | doivent | obligatoire | il faut | interdite?s? | sempre | deve | devem | devono | obrigatóri[oa] | obbligatori[oa] | proibid[oa]s? | vietat[oa] | mai |
  altijd | nooit | moet | moeten | verplicht | verboden | zawsze | nigdy | musi | muszą | всегда | никогда | должн[аыо]? | должен | нельзя | обязательно | завжди | ніколи | повинн[аіо] | повинен`,
  '必ず|常に|いつも|絶対|必須|禁止|なければな|必须|总是|一律|始终|不得|禁止',
);

/** Points at something that stands elsewhere: "please use that one". */
export const POINTED =
  /(?<![\p{L}\p{N}])(?:use|try|take|pick|avoid|prefer|benutz\p{L}*|nimm|nehmt|usa|usen|usad|utilise[zr]?|prends|prenez)\s+(?:(?:bitte|please|just|only)\s+)*(?:that|this|these|those|it|them|mine|the (?:one|other|first|second|same|new|old|following|above|below|attached)|den|die|das|diesen?|dieses|es[ae]|est[ea]|esos?|celui|celle|ça|cela)(?![\p{L}\p{N}])/iu;

/** Goes on with what was said before: an answer, an addition, an exception. */
export const GOES_ON =
  /^\W*(?:and|also|but|plus|or|yes|yep|yeah|no|right|exactly|agreed|same|sure|correct|true|then|so|besides|additionally|\+1|und|auch|aber|ja|nein|genau|stimmt|außerdem|dazu|y|también|pero|sí|además|et|aussi|mais|oui|non|de plus|e|anche|ma|também|mas|sim|não|en|ook|maar|и|также|но|да|нет|і|також|але|так|ні|それと|また|でも|はい|いいえ|而且|但是|另外|还有|对)(?![\p{L}\p{N}])/iu;

/** An order at the beginning of a sentence, which says as much in a document as "always" does in talk. */
export const ORDER =
  /^(?:(?:for|when|whenever)\s[^,.;:]{3,60},\s*)?(?:please\s+|always\s+|just\s+)?(?:use|add|create|deploy|prefer|pair|attach|put|ship|provision|go with|choose|include)\s/iu;

/** It may be so, or is wished, planned or tried: nobody has laid it down. */
export const NOT_DECIDED = said(
  `maybe | perhaps | might | could | would | wouldn['’]t | should we | shall we | what if | i think | i guess | i['’]d | imo | imho | not sure |
  i wonder | probably | possibly | we should(?! (?:always|never)) | we (?:really )?(?:want|plan|hope|intend|aim) to | we['’]re (?:planning|thinking|considering) |
  we (?:will|['’]ll)(?! (?:always|never)) | we['’]ll | going to | let['’]s | next (?:quarter|sprint|year|month|week) | eventually | someday | one day | thinking (?:of|about) | considering |
  proposal | propose | proposed | suggest\\w* | idea | draft | rfc | brainstorm\\w* | poc | evaluat\\w+ | experiment\\w* | in (?:the )?future | if we (?:used|had|were|switched|moved|ever|go) |
  if you used | if only | unless someone objects | open for discussion | to be decided | tbd | wish |
  vielleicht | könnten | könnte | sollten wir | wäre | würde\\w* | eventuell | überleg\\w* | vorschlag | idee | falls wir | mal schauen | demnächst | planen |
  quizás?s? | tal vez | podríamos | podría | deberíamos | si usáramos | propongo | propuesta | estaría bien | a lo mejor | pensando en |
  peut-être | on pourrait | pourrait | devrait-on | on devrait | si on utilisait | proposition | je propose | ce serait | envisage\\w* |
  talvez | poderíamos | poderia | deveríamos | se usássemos | proposta | que tal | pensando em |
  forse | potremmo | dovremmo | potrebbe | misschien | zouden | zou | może | można by | возможно | может быть | может | можливо | давайте | думаем`,
  'かもしれ|たらどう|どうでしょう|検討|と思います|かも|也许|可能|要不要|建议|考虑|是否',
);

/** It need not be so. */
export const NOT_NEEDED = said(
  `(?:don['’]t|doesn['’]t|do not|does not|didn['’]t) (?:\\S+ )?(?:have|need) to | no need | not (?:strictly )?(?:required|mandatory|necessary|a must|needed|always|a rule) |
  isn['’]t (?:required|mandatory|needed|a rule|a must) | there is no rule | no rule | optional | up to you | whatever you (?:like|prefer) | feel free | either is fine | doesn['’]t matter |
  muss nicht | müssen nicht | nicht nötig | kein muss | optional | egal | no es (?:obligatorio|necesario) | no hace falta | da igual |
  pas (?:obligatoire|nécessaire) | peu importe | facultatif | não (?:é obrigatório|precisa\\w*) | tanto faz | non (?:è obbligatorio|serve) | hoeft niet | не обязательно | необязательно | не обов['’]язково`,
  '必要はありません|しなくても|必要ない|不必|不用担心|不需要|可选',
);

/** Somebody did it once. */
export const ONCE = said(
  `(?<!as of |from |since )today | yesterday | tomorrow | tonight | this (?:time|week|sprint|release|once|morning|afternoon|pr|branch) | for now | just once | only once | temporar\\w+ | workaround | hack |
  for the demo | as an exception | exceptionally | (?<!since )last (?:week|night|month|sprint|year|time|friday|monday) | i (?:used|use|created|deployed|added|ran|run|just|usually|personally|always|never|had|tried|did|will|prefer|need|am) |
  i['’]ve | i['’]m | i['’]ll | we (?:used|tried|created|deployed|added|did|ended up|had) | just (?:deployed|created|added|pushed|merged) | my (?:app|team|service|cluster|laptop) |
  heute | gestern | morgen | diesmal | vorübergehend | ausnahmsweise | erstmal | ich | habe | haben wir | hatten |
  hoy | ayer | mañana | esta vez | por ahora | de momento | temporal\\w* | yo | usé | hemos | he (?:usado|creado) |
  aujourd['’]hui | demain | cette fois | pour l['’]instant | provisoire\\w* | j['’]ai | je | on a | nous avons |
  hoje | ontem | amanhã | desta vez | por enquanto | usei | criei | oggi | ieri | domani | stavolta | per ora | ho | vandaag | gisteren | morgen | voorlopig | ik |
  сегодня | вчера | завтра | пока | в этот раз | временно | я | сьогодні | вчора | завтра | тимчасово`,
  '今回|とりあえず|昨日|今日|一時的|しました|这次|暂时|昨天|今天|我用了|临时',
);

/** What somebody else says or does. */
export const OF_OTHERS = said(
  `said | says | told me | told us | according to | docs? (?:say|recommend)s? | documentation (?:says|recommends) | recommends | recommended by | blog posts? | (?:article|tutorial|vendor|blog)s? (?:says?|recommends?|claims?) | consultant\\w* | netflix | google says |
  (?:old|previous|last|former|other) (?:job|company|employer|team|place) | other (?:companies|teams|people) | they | he | she | somebody | (?<!@)someone | stack\\s?overflow | chatgpt | copilot | reddit | in theory | supposedly | apparently |
  sagt | sagte | laut | angeblich | er | sie meinte | dice | dijo | según | dicen | en mi (?:antigua|anterior) \\S+ | selon | il dit | dans mon ancienne \\S+ | disse | segundo | diz | na minha antiga \\S+ | secondo | volgens | говорит | сказал\\p{L}* | по словам`,
  'によると|と言って|らしい|そうです|据说|说过|以前的公司',
);

/** Something is broken. */
export const OUT_OF_ORDER = said(
  `fails? | failing | failed | crash\\w* | broken | outage | timeouts? | timed out | stuck | hangs? | error\\w* | oom | oomkilled | restarting | incident | pager | on-?call | flaky | 50[234]s? | sev\\s?\\d | postmortem |
  is down | are down | went down | never (?:starts|comes|finishes|works?|reconciles|ends) | always (?:fails|breaks|crashes|times) | annoy\\w* | hate | ugh | sigh | sucks | stupid | why do we | tired of |
  kaputt | abgestürzt | fehler | störung | hängt | nervt | caíd[oa] | falla | error | roto | en panne | plante | erreur | caiu | quebrad[oa] | falhando | erro | guasto | storing | упал\\p{L}* | сломал\\p{L}* | ошибк\\p{L}*`,
  '障害|エラー|落ちて|故障|报错|挂了',
);

/** Nobody means it. */
export const IN_JEST = said(
  'lol | lmao | rofl | ha(?:ha)+ | hehe | jk | just kidding | joking | kidding | :joy: | :sweat_smile: | :rofl: | :stuck_out_tongue: | jaja(?:ja)* | mdr | kkk+ | scherz | broma',
  '😂|🤣|😜|😅|🙃|\\s/s\\s*$|笑|哈哈|草$|ｗｗ',
);

/** What was said before holds no more. */
export const TAKEN_BACK = said(
  `(?:that|this|it)['’]?s? (?:is )?(?:no longer|not|n['’]t) (?:true|right|correct|valid|the case|current|accurate|how)(?: any\\s?more)? | isn['’]t (?:true|right|correct|valid|the case)(?: any\\s?more)? | we (?:have )?(?:since )?changed (?:that|this|it) | (?:that|this|it) (?:has |was )?changed |
  that was (?:the )?(?:old|before|outdated|wrong|last year)\\w* | outdated | scratch that | forget (?:that|what i (?:said|wrote)|it) | ignore (?:that|my (?:last|previous|earlier) (?:message|comment|one)) | i was wrong | i stand corrected | my mistake | my bad | correction | actually,? no | nvm | never\\s?mind |
  we (?:have )?(?:reverted|dropped|abandoned|rolled back|withdrew|gave up) (?:that|this|it|on it|the decision) | that decision was | disagree | not agreed | nobody (?:agreed|decided)\\w* | let['’]s not | superseded | not any\\s?more | no longer holds | obsolete |
  gilt nicht mehr | stimmt nicht(?: mehr)? | haben wir geändert | das war früher | veraltet | vergiss (?:das|es) | doch nicht | ist überholt |
  ya no (?:es así|vale|aplica)? | eso (?:ya )?(?:cambió|ha cambiado) | lo cambiamos | olvida (?:eso|lo) | me equivoqué | 
  ce n['’]est plus (?:le cas|vrai|valable) | on a changé | c['’]était avant | oublie(?:z)? (?:ça|cela) | je me suis trompée? | n['’]est plus d['’]actualité |
  não (?:é mais assim|vale mais) | isso mudou | mudamos isso | esquece(?:m)? isso | me enganei | non è più così | l['’]abbiamo cambiat[oa] | niet meer zo | dat is veranderd |
  это (?:уже )?не так | больше не (?:актуально|так) | мы это поменяли | устарело | вже не так | застаріло`,
  'もう違います|変わりました|変更になりました|撤回|間違いでした|古い情報|不再是|已经改了|作废|说错了|过时',
);

/** It holds no more for what is named: "we no longer use X", "we moved off X". */
export const GIVEN_UP = said(
  `no longer use | stopped using | stop using | moved (?:away )?(?:from|off) | migrated (?:away )?from | got rid of | deprecated | retired | phased out | nicht mehr | ya no usamos | n['’]utilisons plus | on n['’]utilise plus | não usamos mais | non usiamo più | больше не используем`,
  'はもう使|不再使用|不再用',
);

/** Not that one. Looked for before a name, within its clause. */
export const REFUSED = said(
  `never | don['’]t | do not | not | no | nor | avoid | stop | instead of | rather than | no longer | prefer\\p{L}* .{1,60}? over | cannot | can['’]t | mustn['’]t | moved off | moved away from |
  nie | niemals | nicht | keine?[nrms]? | statt | anstatt | anstelle | nunca | jamás | en lugar de | en vez de | evitar? | evitad | prohibido |
  jamais | pas | au lieu d[e’'] | éviter | évitez | plutôt que | n['’]utilisez | não | em vez de | evitem? | mai | non | invece di | nooit | geen | niet | in plaats van |
  nigdy | zamiast | не | никогда | нельзя | вместо | ніколи | замість`,
  '不要用?|别用|禁止|不得|不能|不用|而不是',
);

/** The same said after a name. */
export const REFUSED_AFTER = new RegExp(
  [
    said(
      `(?:is|are|was) (?:\\S+ )?(?:forbidden|banned|deprecated|off limits|not allowed|a no-go|prohibited|out) | not allowed | (?:sind|ist) (?:\\S+ )?(?:verboten|tabu|nicht erlaubt) | nicht | nie | niemals |
      está[n]? (?:\\S+ )?prohibid[oa]s? | (?:est|sont) (?:\\S+ )?interdite?s? | (?:é|são|está|estão) (?:\\S+ )?proibid[oa]s? | è vietat[oa] | is verboden | запрещен[оаы]? | запрещено | must never | must not | may not | darf nie | darf nicht`,
    ).source,
    'ではなく|じゃなく|使わない|使いません|使用しない|使用禁止|作らない|作成しない|は禁止|を?(?:直接)?(?:使|作)わ?ないで',
  ].join('|'),
  'iu',
);

/** Neither wanted nor refused: what happens without it. */
export const LACKING = said(
  `without | lacks? | missing | ohne | sin | sans | sem | senza | zonder | без | bez`,
  'なし|没有|缺少',
);

/** After "since", a time: what began then is no reason. */
const SINCE_WHEN = [
  String.raw`\d`,
  String.raw`v\d`,
  String.raw`(?:then|yesterday|today|always|forever|day one|version|release|last|early|late|spring|summer|autumn|winter)\b`,
  String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\b`,
  String.raw`(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`,
  String.raw`(?:an?|one|two|three|four|five|some|many|several) (?:few\s+|couple\s+of\s+)?(?:year|month|week|day|quarter|sprint|release|version|while|long time)s?\b`,
  String.raw`(?:the|our|that|this|its) (?:\S+ )?(?:beginning|start|launch|release|migration|move|outage|incident|upgrade|switch|merger|audit|day|week|month|year|sprint|quarter|reorg\p{L}*)(?! (?:is|was|has|had|are|were|broke|took|made|showed|taught))\b`,
].join('|');

/** "As everything else is open": a whole clause, and no likeness ("the same as the others are"). */
const AS_CLAUSE = String.raw`(?<!(?:same|such|well|long|soon|far|much|many|just|exactly|named|known) )as (?!the (?:one|other|same)s?\b)(?:everything|everyone|everybody|nothing|nobody|anybody|anyone|one|all|only|each|every|no|there|the|our|your|its|their)(?: [^\s,;.]+){0,6}? (?:is|are|was|were|has|have|had|can|cannot|can['’]t|will|would|must|needs?|costs?|breaks?|fails?)(?= \S)`;

/** The clause that says why begins here. */
export const REASON = said(
  `because | since(?= (?!${SINCE_WHEN})\\S+(?: \\S+){2}) | as (?:it|they|this|that|otherwise) | ${AS_CLAUSE} | so that | so we | so it | otherwise | or else | that way | the reason | due to | in order to |
  weil | da (?:sonst|es|wir|der|die|das|alles?|niemand|jede[rsn]?|man|eine?) | denn | damit | sonst | ansonsten | wegen | porque | ya que | dado que | puesto que | para que | de lo contrario | si no | debido a |
  parce que | parce qu['’]\\p{L}+ | puisque | puisqu['’]\\p{L}+ | car | sinon | afin (?:de|que) | afin (?:d|qu)['’]\\p{L}+ | pour que | à cause d[e’'] | pois | já que | senão | para não | por causa d[eoa] | perché | altrimenti | poiché | così |
  omdat | ponieważ | bo | потому что | так как | иначе | чтобы | тому що | бо | інакше`,
  'なぜなら|ためです|からです|ので|そうしないと|因为|否则|以便|这样',
);

/** At the beginning of a sentence: what comes before its comma says why. */
export const REASON_FIRST =
  /^(?:because|since|as|weil|da|porque|ya que|como|dado que|puesto que|parce qu[e’']|puisqu[e’']|comme|pois|já que|perché|poiché|siccome|omdat|ponieważ|потому что|так как)(?![\p{L}\p{N}])/iu;

/** A sentence of its own that says why, after what it is said of. */
export const REASON_AFTER =
  /^(?:(?:and\s+)?(?:it|that|this|the\s+\S+|these|they)\s+(?:also\s+)?(?:gives?|sets?|handles?|brings?|takes?|comes?|includes?|makes?|keeps?|ensures?|guarantees?|provides?|adds?|means|already|has|have|enables?|allows?|creates?|does|lets?|is how|opens?)\b|(?:without|reason|why|background|that way|otherwise)\b|(?:the\s+)?reason(?:s)?\b|ohne\b|sonst\b|grund\b|sin\b|así\b|sans\b|sinon\b|comme ça\b|sem\b|assim\b|senza\b|zonder\b|без\s|иначе\s|その(?:方|ほう)|理由|そうしないと|这样|否则|因为)/iu;

/** The question why. */
export const WHY = said(
  'why | how come | what for | warum | wieso | weshalb | por qué | pourquoi | por que | perché | waarom | почему | зачем | чому | dlaczego',
  'なぜ|どうして|为什么',
);

/** Somebody asks. */
export const ASKED =
  /[?？]|^\W*(?:how|what|which|where|when(?![^,]*,)|who|why|is there|are there|do we|does|can we|can i|could|should|any ?(?:one|body)|wie|was|welche\w*|warum|soll(?:en|ten)?|kann|gibt es|cómo|qué|cuál|se puede|comment|quel\w*|est-ce|como|qual|quais|come|quale|hoe|welke|как|какой|что|як)\s[^.!]*$/iu;

/** A value or a setting of something, rather than a thing to deploy. */
export const SETTING = said(
  `replicas? | limits? | requests? | memory | cpu | tags? | tagged | labels? | labell?ed | annotations? | encrypt\\w* | publicly | public | private | root | privileged | registr(?:y|ies) | images? | versions? | tls | https | retention |
  versioning | versioned | rotat\\w+ | owners? | seccomp | capabilities | deletion policy | finalizers? | backed up | backups? | size | days? | weeks? | hours? | ports? | probes? | namespaces? | named | names? | naming | prefix | suffix | quotas? | latest | regions? | zones? | storage\\s?class\\w* | deletion protection | read-only | multi-az | hostnetwork | hostpath |
  replik\\w* | speicher\\w* | verschlüssel\\w* | öffentlich\\w* | privat\\w* | abbild\\w* | kennzeich\\w* | réplicas? | répliques? | cifrad[oa]s? | encriptad[oa]s? | públic[oa]s? | etiquetas? | región | imágenes | imagen | memoria | límites? |
  chiffr\\w+ | étiquettes? | région | publi(?:c|que|cs|ques) | mémoire | limites? | criptografad[oa]s? | rótulos? | região | imagens? | memória | immagini | etichett\\w+ | regione | cifrat[ieoa] | versleuteld\\w* | regio | labels? |
  регион\\p{L}* | реплик\\p{L}* | зашифрован\\p{L}* | метк\\p{L}* | образ\\p{L}* | лимит\\p{L}* | szyfrowan\\p{L}* | етикет\\p{L}* | реплік\\p{L}* | мітк\\p{L}*`,
  'リージョン|暗号化|レプリカ|タグ|ラベル|公開|イメージ|メモリ|区域|地域|加密|副本|标签|镜像|公开|内存|限制',
);

/** The verb that comes after what a rule is about: `X must …`. */
export const MODAL = said(
  `must | must not | mustn['’]t | has to | have to | should | shall | needs? | gets? | comes with | may only | can only | always (?:has|have|gets?|needs?|comes?) | never (?:has|have|gets?) | has its | requires? | are | is |
  muss | müssen | darf | dürfen | soll | sollen | braucht | brauchen | bekommt | bekommen | debe | deben | tiene que | tienen que | necesitan? | lleva | llevan |
  doit | doivent | a besoin d['’]e? | ont besoin d['’]e? | deve | devem | tem que | têm que | precisam? | devono | moet | moeten | musi | muszą | должн[аыо]? | должен | повинн[аіо] | повинен | need to be`,
);

/** A companion is named after it, and both are deployed: "every Deployment gets a NetworkPolicy". */
export const COMPANION = said(
  `gets? | needs? | (?:must|has to|have to|should|shall)(?: always| also| all| each)? have | (?:muss|müssen) (?:immer )?eine?n? | deben? tener | deve(?:m|ono)? (?:ter|avere) | comes? with | goes with | go together | belong together | together with | has its own | always has | always have | paired with | pair | along with | alongside | in addition to | bekommt | bekommen | braucht | brauchen | zusammen mit | gehört | lleva | llevan | necesitan? | junto con | juntos | doi(?:t|vent) avoir | avec | precisam? | junto com | insieme | samen met | вместе с | разом з`,
  '一緒に|セットで|一起|搭配',
);

/** Of those, what says it of all that were named before it: "they go together". */
export const TOGETHER =
  /(?:together|paired|\bpair\b|zusammen|gehör|juntos|ensemble|insieme|samen|вместе|разом|一緒に|セットで|一起|搭配)/iu;

/** What a rule is about shall itself be used, or not. */
export const PASSIVE_USE = said(
  `be (?:used|created|deployed|added|preferred|chosen|provisioned|ordered|requested) | is used | are used | (?:is|are) (?:our|the|your|always the) | benutzt | verwendet | angelegt | genutzt | eingesetzt | usar(?:se)? | utilizar(?:se)? | crear(?:se)? | être (?:utilisé|créé|déployé)\\w* | (?:ser )?(?:usad|criad|utilizad)[oa]s? | essere usat[oaie] | gebruikt | использова\\p{L}* | создава\\p{L}* | used`,
);

/** Where a purpose ends: at a sign, or at the words of the rule. */
const PURPOSE_END = String.raw`(?=\s*(?:[,.;:()!?–—→]|\s-\s|$)|\s+(?:we|you|use|using|please|always|never|must|mustn['’]t|should|shall|has to|have to|gets?|needs?|requires?|comes?|goes|is|are|it|they|go|just|only|nehmen|verwenden|nutzen|legen|setzen|gilt|muss|müssen|darf|dürfen|immer|nie|niemals|bekommt|braucht|usamos|utilizamos|siempre|nunca|hay|debe|deben|lleva|necesita|on|nous|il|elle|a besoin|ont besoin|toujours|jamais|doit|doivent|passez|sempre|deve|devem|usiamo|gebruiken|moet|altijd|używamy|zawsze|мы|всегда|используем|должн\p{L}*|ми|завжди|instead|not|and)(?![\p{L}\p{N}]))`;

const IT_IS = String.raw`(?:(?:that|which|it)\s+|it['’]s\s+)?(?:(?:is|are|runs?|must be|should be|has to be|have to be|needs to be|need to be|ist|sind|es|sea|está|est|sont|é|está|è)\s+)?`;

/** "For databases": what something is for. */
export const FOR = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:for|für|para|pour|per|voor|dla|для)\s+(?<what>[^,.;:()!?–—→]{2,80}?)${PURPOSE_END}`,
  'giu',
);

/** "Whenever a team needs a cache": the cache. */
export const WHEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:whenever|when|if|any service|wenn|sobald|immer wenn|cuando|si|quand|lorsque|dès qu[e’']|quando|se|als|если|когда|якщо|коли)\s+(?:(?:\S+\s+){1,3}?(?:needs?|wants?|requires?|asks? for|uses?|braucht|brauchen|will|wollen|necesitas?|necesitan|quiere|a besoin d[e’']|ont besoin d[e’']|veut|precisam?(?: de)?|serve|нужн\p{L}*|потрібн\p{L}*)\s+|${IT_IS})?(?<what>[^,.;:()!?–—→]{2,80}?)${PURPOSE_END}`,
  'giu',
);

/** "Whenever something runs in AWS and is public": what a second verb says of the same thing. */
export const AND_IS = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:whenever|when|if|wenn|sobald|cuando|si|quand|quando|als)\s+[^,.;:()!?–—→]{2,60}?\s(?:and|und|y|et|e|en)\s+(?:is|are|es|est|é|è|ist|sind)\s+(?<what>[^,.;:()!?–—→]{2,40}?)${PURPOSE_END}`,
  'giu',
);

/** "Whatever is public": what is public. */
export const WHATEVER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:anything|everything|whatever|whichever|(?:alles|jeder|jede|jedes),? (?:was|der|die|das)|wer|todo lo que|quien|tout ce qui|tudo (?:o )?que|tutto ciò che|alles wat|всё,? что|усе,? що)\s+(?:${IT_IS})?(?<what>[^,.;:()!?–—→]{2,80}?)${PURPOSE_END}`,
  'giu',
);

/** "データベースには": what comes before the mark of its topic, or before the word of the rule. */
export const TOPIC =
  /(?:^|[、。，,：:])\s*(?<what>[^、。，,：:！!？?]{2,24}?)(?:には|では|用には|の場合は|は必ず|は常に|必须|一律|总是|始终|统一)/gu;
