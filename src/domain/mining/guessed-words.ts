/**
 * What somebody guesses of one case, in the words of a rule: "somebody must have deleted the bucket", "it must
 * have the old one".
 */
export const GUESSED =
  /(?<!\p{L})(?:it|he|she|they|you|i|that|this|somebody|someone|something) must have(?!\p{L})|(?<!\p{L})must(?:n['’]t| not)? have (?:been|had|got|gotten|gone|done|missed|forgotten|changed|happened|broken|died|failed|crashed|lost|left|made|run|taken|seen|started|stopped|hit|come|\p{L}{2,}ed (?:the|an?|it|this|that|these|those|my|our|your|their|them|him|her|something|everything|by|on|in|to|from))(?!\p{L})/giu;
