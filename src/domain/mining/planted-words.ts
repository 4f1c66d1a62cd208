/** What else stands in a sentence decides whether it is an order: these may be said of anybody. */
export const ORDERS: readonly RegExp[] = [
  // Away with what one was told; what is one's own ("your rules", "previous instructions") stands below.
  /\b(?:ignor(?:e|ing)|disregard|forget|override|bypass|discard|disobey|set aside)\b[^.!?\n]{0,40}?\b(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|safety|(?:every|any)thing above(?! \d))\b/giu,
  /\b(?:approve|accept|confirm) (?:this|it|them|(?:all|every|any|each|the|these) (?:candidates?|patterns?|polic(?:y|ies)|changes?|requests?|finds?|findings?))\b[^.!?\n]{0,40}?\b(?:automatically|without|immediately|at once|silently|patterns?|polic(?:y|ies)|candidates?)\b/giu,
  /\b(?:approve|accept) (?:all|everything)(?=\s*(?:[.!?:,;]|$|now\b|automatically\b|without (?:asking|review|approval|question)))/giu,
  /\b(?:mark|store|save|record|output|return) (?:this|it|them|the following)\b[^.!?\n]{0,40}?\b(?:approved|accepted|pattern|policy|candidate)\b/giu,
  /\b(?:output|return|answer|respond|reply)\b (?:only |just )?(?:with |in )?(?:the following|this|valid|raw)? ?(?:json|yes|“yes”|"yes")\b/giu,
  /(?<!\p{L})(?:ignorier(?:e|t|en sie)|vergiss|vergesst|vergessen sie|missachte|umgehe|uberschreibe)(?!\p{L})[^.!?\n]{0,40}?(?<!\p{L})(?:anweisung\w*|befehle|regeln|vorgaben|richtlinien|alles,? was (?:bisher|davor|oben))/giu,
  /(?<!\p{L})(?:ignor(?:a|ad|en?|es|em|ez|ate|i)|olvid(?:a|ad|e|en)|omit(?:e|an)|oublie[zs]?|esquec(?:a|am|e)|desconsidere|dimentica(?:te)?)(?!\p{L})[^.!?\n]{0,40}?(?<!\p{L})(?:instrucciones|instructions|instrucoes|istruzioni|reglas|regles|regras|regole|ordenes|ordens|ordini|consignes|indicaciones)(?!\p{L})/giu,
  /(?<!\p{L})(?:negeer|vergeet|z?ignoruj(?:cie)?|zapomnij(?:cie)? o|pomin)(?!\p{L})[^.!?\n]{0,40}?(?<!\p{L})(?:instructies|opdrachten|regels|instrukcj\w*|polecen\w*|zasad\w*|regu\p{L}{1,4})/giu,
  /(?<!\p{L})(?:(?:про)?[иі]гнорируи(?:те)?|(?:про)?ігноруи(?:те)?|забудь(?:те)?)(?!\p{L})[^.!?\n]{0,40}?(?:инструкц|правил|указан|команд|інструкц|вказівк)/giu,
];

/**
 * The same beyond doubt, wherever it stands unless it is denied: what is ignored was said to the reader alone,
 * as "previous instructions" are.
 */
export const ADDRESSED =
  /\b(?:your|previous|prior|earlier|preceding|foregoing|all (?:of )?(?:the )?(?:above|instructions)|instructions? (?:above|so far|before)|system prompts?|you were (?:told|given))\b|(?:(?:every|any)thing|rules|text|prompts?) above(?! \d)/iu;

/** Nobody speaks so to colleagues. */
export const TOLD: readonly RegExp[] = [
  /\b(?:as|you are|you['’]re|to the|dear|being) (?:an? |the )?(?:(?:large )?language model|ai(?: (?:language )?(?:model|assistant|system|bot|agent))?(?=\s*[,.:;!]|\s+you\b))/iu,
  /\byour system prompt\b|\b(?:reveal|print|show|repeat|output|leak|forget)\b[^.!?\n]{0,30}\bsystem prompts?\b/iu,
  /\byou(?: are|['’]re) (?:now (?:an? |the |my |in \S+ mode)|an? (?:ai|assistant|bot)\b)/iu,
  /\b(?:you (?:must|will|should|are to) now|from now on,? you(?: (?:must|will|should|are to|shall))?(?: always| only)?) (?:act|answer|respond|reply|obey|approve|accept|output|pretend|ignore|behave|be)\b|\bfrom now on,? you are\b/iu,
  /\byour (?:new|real|only|true) (?:instructions?|task|role|job|goal|purpose) (?:is|are)\b|\byour (?:instructions?|task|role) (?:is|are) (?:now|to)\b/iu,
  /\b(?:(?:please|now|must|will|should) |(?:^|[.!?,;:]) {0,3})act as (?:an? |the )?(?:ai|assistant|bot|admin\w*|root|system|model|approver|curator|unrestricted|developer|owner)\b/imu,
  /\b(?:do not|don['’]t|never|stop) (?:follow|obey|apply)(?:ing)? (?:your|(?:any |the )?(?:previous|above|earlier))\b/iu,
  /(?:^|\n)[ \t]{0,8}[>#*<[(]{0,3}[ \t]{0,4}(?:assistant\s*[\])>]?\s*:|(?:system|developer|human|user)\s*[\])>]?\s*:\s{0,4}(?![\w.-]{1,60}:)\S{1,200}(?:[ \t]{1,4}\S{1,200}){2})/iu,
  /\nm\d{1,3} [^\s:]{1,40}: /u,
  /<\/\s{0,3}(?:system|assistant|instructions?|prompt|conversations?|resources?|lines?|s)\s*>|<\s{0,3}(?:system|assistant|instructions?|prompt|s)\s*>/iu,
  /\[(?:inst|system|\/inst)\]|<\|[a-z_]+\|>|#{2,}\s*(?:instructions?|system)\s*:/iu,
  /\b(?:dear|hey|note to|attention|hello),?\s+(?:the\s+)?(?:ai|llm|assistant|model|chatbot|gpt|claude)\b(?! (?:team|folks|people|group|guild|engineers?|platform|squad|developers?|users|owners?|servers?|services?|workloads?|training)\b)/iu,
  /(?:^|[.!?,;:\n(]\s{0,3}|\b(?:the|any|every|dear|this) )(?:ai|llm|language model|model|assistant|bot|chatbot|dotai)s?,? (?:must|should|shall|has to|have to|please|will|needs? to)\b[^.!?\n]{0,20}\b(?:(?:approve|accept|reveal)\b|(?:store|save|record|add|mark|output|return|answer|print|treat|respond|create)\b[^.!?\n]{0,20}\b(?:this|these|it|that|yes|the following|as (?:an? )?(?:approved|accepted|pattern|policy|candidate)))/iu,
  /\bdotai,? (?:must|should|shall|has to|please|will)\b[^.!?\n]{0,30}\b(?:create|deploy|add|store|save|record|answer|apply|delete)\b/iu,
  /(?<!\p{L})(?:du bist (?:jetzt|nun|ab (?:jetzt|sofort)|eine? (?:ki|assistent\w*|bot))|eres (?:ahora|un[a]? (?:asistente|bot|ia))|tu es (?:maintenant|desormais|un assistant)|vous etes (?:maintenant|desormais|un assistant)|voce (?:agora e|e (?:agora|um assistente))|(?:ora sei|sei (?:ora|un assistente))|je bent (?:nu|een assistent)|jestes (?:teraz|asystentem)|ты (?:теперь|ассистент|бот)|ти (?:тепер|асистент|бот))(?!\p{L})/iu,
  /(?:以前の|これまでの|すべての|上記の)(?:指示|命令|ルール)を(?:無視|忘れ)(?!しない|しては|するな|ない|ては)|(?<!不要|不得|不能|不可|别|勿)(?:忽略|无视|忘记)(?:之前|以上|所有|上述|先前)(?:的|所有)*(?:指令|指示|规则|提示)|(?:이전|앞의|위의|모든)\s*(?:지시|명령|규칙)\S*\s*(?:모두\s*)?(?:무시(?!하지)|잊어)/u,
  /(?:あなたは(?:今から|これから|AI)|你现在是|从现在起你|당신은\s*이제)/u,
  /(?<!لا )تجاهل\S*\s+(?:\S+\s+){0,3}?(?:التعليمات|القواعد|الأوامر)|(?<!אל )התעלמ?[םו]?\s+(?:\S+\s+){0,2}?\S*(?:הוראות|כללים)|(?:önceki|onceki|tüm|tum)\s+(?:\S+\s+)?(?:talimat|kural)\S*\s+(?:yok say(?!ma)|gormezden gel(?!me)|görmezden gel(?!me)|unut(?!ma))/iu,
];

/** Said right before or within an order, it forbids what would be ordered. */
export const DENIED =
  /(?<!\p{L})(?:never|ever|not|cannot|nobody|no one|none|nor|neither|without|avoid|\p{L}+n['’]t|no \p{L}+ (?:may|can|must|should|shall|will)|nie|niemals|nicht|niemand|keiner|no|nunca|jamas|nadie|pas|jamais|personne|nao|ninguem|non|mai|nessuno|niet|nooit|niemand|nigdy|nikt|не|никогда|никто|ніколи|ніхто)(?:\W+[\p{L}’']+){0,3}\W*$/iu;

/** Before an order stands nothing, or what leads to it: "please", "and now you must". */
export const LEADS_TO_ORDER =
  /(?:^|[,–—\-*>("“'])\W*(?:(?:please|now|then|just|simply|kindly|so|and|also|first|ok|okay|next|always|bitte|jetzt|nun|ahora|ora|maintenant|agora|nu|you|must|should|shall|will|have to|need to|are to|everyone|all|todos?|por favor|s['’]il vous plait)\W+)*$/iu;
