/** Words of which a message may consist wholly without asking the bot for anything. */
const PLEASANTRIES = new Set(
  (
    'a all am and awesome bit brb bye cheers cool day done evening fine for good got great guys ha ' +
    "haha hallo hello hey hi hiya howdy hm hmm i in is it it’s its it's just let lgtm lol look looking looks me " +
    'minute moment morning much nice nvm ok okay on one perfect please right same so sounds sorry ' +
    'sure team thank thanks that that’s the them there they think this to too very wait we well ' +
    'what while will wow yay yeah yep you your ' +
    'afternoon back here later like lunch meeting no nope out plan sounds today tomorrow work yes yup'
  ).split(' '),
);

/** "I'll ask Ben", "let me check with finance": what somebody is about to do, elsewhere. */
const ANNOUNCEMENT =
  /^(?:(?:ok|okay|sure|hm+),? )?(?:let me|let['’]s|(?:i|we)(?:['’]ll| will| have to| need to| must)?) (?:ask|check|talk|discuss|think|look|see|get back|come back|be back|wait)\b/iu;

const GREETING =
  /^(?:hallo|hello|hey|hi|hiya|howdy|morning|(?:a )?(?:very )?good (?:morning|day|afternoon|evening))\b/iu;

/** "Good morning!", "hello dotai": nothing but a greeting. */
export function isGreeting(text: string): boolean {
  return GREETING.test(text.trim()) && isPleasantry(text.replaceAll(/\b(?:dotai|bot)\b/giu, ''));
}

const INTRODUCTION =
  /^(?:(?:so|and|but|dotai|bot)[\s,]+)*(?:help(?: me)?|who are you|what are you(?: for)?|what (?:can|could|do) (?:you|dotai|this bot|the bot)(?: all)? (?:do|know|help(?: me| us)?(?: with)?)|what (?:can|could|do|may) (?:i|we) (?:do|ask|say)(?: here| to you| you(?: for)?)?|how (?:can|could|do) (?:you help(?: me| us)?|i use (?:you|this)|we use (?:you|this)|(?:you|this) work))(?:[\s,]+(?:please|now|here|then|dotai|thanks))*[\s?!.]*$/iu;

/** "hello, what can you do?", "help please". */
export function asksWhatCanBeAsked(text: string): boolean {
  const said = text
    .trim()
    .replace(GREETING, '')
    .replace(/^[\s,.!]*(?:there|dotai|all)?[\s,.!–-]+/iu, '');
  return INTRODUCTION.test(text.trim()) || INTRODUCTION.test(said);
}

/**
 * Whether a message is talk between people: thanks, greetings, questions, or words to somebody else.
 * What is left may be meant for the bot.
 */
export function isSmallTalk(text: string): boolean {
  if (/<@[^<>]+>|(?:^|\s)@\w/u.test(text)) return true;
  if (/\?\s*$/u.test(text)) return true;
  return isPleasantry(text);
}

/** Thanks, a greeting, or what somebody is about to do: asks for nothing, whoever it is said to. */
export function isPleasantry(text: string): boolean {
  if (ANNOUNCEMENT.test(text.trim())) return true;
  const words = withoutVotes(text.toLowerCase()).match(/[\p{L}’']+|\d+/gu) ?? [];
  return words.every((word) => PLEASANTRIES.has(word));
}

/** "+1" */
function withoutVotes(text: string): string {
  return text.replaceAll(/(?<=^|\s)[+-]1(?=\s|$)/gu, '');
}
