import { clausesOf } from './hints-text.ts';

/** Sizes that people say in other words than a schema's, from small to large. Folded. */
const SIZES: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [
    /^s(?:mall)?$/u,
    /\b(?:tiny|little(?= (?:one|database|db|server|cluster|instance|machine|cache|queue|bucket)\b)|klein(?:e[nrs]?)?|petite?|pequen[oa])\b/u,
  ],
  [
    /^(?:m|medium)$/u,
    /\b(?:mid-?size[d]?|medium-size[d]?|mittler(?:e[nrs]?)|mittelgross\w*|moyenne?|median[oa])\b/u,
  ],
  [/^l(?:arge)?$/u, /\b(?:big(?! (?:data|query))|gross(?:e[nrs]?)?|grande?)\b/u],
];
const BIGGEST = /\b(?:biggest|largest|grosste[nrs]?)\b/u;
const SMALLEST = /\b(?:smallest|kleinste[nrs]?)\b/u;
/** The word for size itself, which without its marks is the word for large. */
const SIZE_NOUN = /\bgr(?:ö|oe)(?:ß|ss)en?\b/giu;
/** Sizes in their order, where all of a field's options are sizes. */
const ORDER = 'nano micro xsmall small medium large xlarge 2xlarge'.split(' ');

/** The size among options that a text means by another word: "eine kleine Datenbank" → `small`. */
export function sizeAmong(options: readonly string[], text: string): string | undefined {
  const sorted = options.toSorted((one, other) => placeOf(one) - placeOf(other));
  const areSizes = options.length > 1 && options.every((option) => placeOf(option) !== -1);
  const said = clausesOf(text.replaceAll(SIZE_NOUN, ' ')).filter(
    (clause) => !/\b(?:not|nicht|no|pas)\b/u.test(clause),
  );
  const isSaid = (pattern: RegExp): boolean => said.some((clause) => pattern.test(clause));
  if (areSizes && isSaid(BIGGEST)) return sorted.at(-1);
  if (areSizes && isSaid(SMALLEST)) return sorted[0];
  const meant = SIZES.filter(([, words]) => isSaid(words));
  const [only] = meant;
  if (!only || meant.length > 1) return undefined;
  return options.find((option) => only[0].test(option.toLowerCase()));
}

function placeOf(option: string): number {
  return ORDER.indexOf(option.toLowerCase());
}
