/**
 * Speech to whoever reads messages for a purpose, a model or a bot: nothing that people say to one another
 * about how they deploy things. What holds it is no evidence, whatever else it says.
 */
const PLANTED: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|everything above|safety|all previous|previous (?:text|context))\b/iu,
  /\b(?:system prompt|as an ai\b|language model|you are (?:now|an? (?:ai|assistant|bot))|you (?:must|will|should|are to) now\b|from now on,? you|your (?:new )?(?:instructions?|task|role) (?:is|are)\b|act as (?:an?|the)\b)/iu,
  /(?:^|\n)\s*[>#*<[(]{0,3}\s*(?:system|assistant|developer|human|user)\s*[\])>]?\s*:/iu,
  /<\/?\s*(?:system|assistant|instructions?|prompt|conversations?|resources?|lines?|s)\s*>/iu,
  /\[(?:inst|system|\/inst)\]|<\|[a-z_]+\|>|#{2,}\s*(?:instructions?|system)\b/iu,
  /\b(?:dear|hey|note to|attention|hello),?\s+(?:the\s+)?(?:ai|llm|assistant|model|chatbot|gpt|claude)\b/iu,
  /\b(?:ai|llm|model|assistant|dotai|the bot|bot)s?\b[^.!?\n]{0,30}\b(?:must|should|shall|has to|have to|please)\b[^.!?\n]{0,30}\b(?:approve|accept|store|save|record|create|add|mark|output|return|respond|answer|print|reveal|treat)\b/iu,
  /\b(?:approve|accept) (?:this|it|all|every|the (?:candidate|pattern|policy|change)s?|any)\b[^.!?\n]{0,40}\b(?:automatically|without|immediately|at once|silently|pattern|policy|candidate)\b/iu,
  /\b(?:mark|store|save|record|output|return) (?:this|it|the following)\b[^.!?\n]{0,40}\b(?:approved|accepted|pattern|policy|candidate|json)\b/iu,
  /\b(?:ignorier\w*|vergiss|missachte)\b[^.!?\n]{0,40}\b(?:anweisung\w*|regeln|vorgaben|richtlinien)\b/iu,
  /\b(?:ignora|ignore[sz]?|olvida|omite)\b[^.!?\n]{0,40}\b(?:instrucciones|reglas|instructions|règles|consignes|instruções|regras|istruzioni|regole)\b/iu,
  /(?:以前の|これまでの|すべての)(?:指示|命令|ルール)を(?:無視|忘れ)|忽略(?:之前|以上|所有)的?(?:指令|指示|规则)|игнорируй\S*\s+(?:\S+\s+){0,3}(?:инструкци|правил)/iu,
];

/** Whether a text speaks to its reader as a model or a bot would be spoken to. */
export function isPlanted(text: string): boolean {
  const read = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  return PLANTED.some((pattern) => pattern.test(read));
}
