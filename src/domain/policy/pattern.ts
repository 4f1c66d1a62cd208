import { readPattern, type PatternNode } from './pattern-syntax.ts';

/** Patterns that become larger are refused: each character of a text is held against every step. */
const STEPS_MAX = 4_000;

/** Longer patterns are no rule that a person can review, in characters. */
const PATTERN_MAX = 500;

type Place = Extract<PatternNode, { type: 'place' }>['at'];

/** A step of a compiled pattern; numbers are places in the list of steps. */
type Step =
  | { readonly type: 'character'; readonly admits: RegExp; readonly next: number }
  | { readonly type: 'place'; readonly at: Place; readonly next: number }
  | { readonly type: 'either'; readonly next: readonly number[] }
  | { readonly type: 'found' };

/**
 * Why a pattern is refused where rules are made, as the end of a sentence; undefined when the
 * cluster's engine (RE2) and this process read it alike.
 */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > PATTERN_MAX) return `is longer than ${PATTERN_MAX} characters`;
  const read = readPattern(pattern);
  if (read.type === 'refused') return read.problem;
  return compiled(read.node) ? undefined : 'repeats too much';
}

/**
 * Whether a pattern is found anywhere in a text, in time that grows with the text's length only:
 * `RegExp` may take hours for a pattern that somebody wrote in good faith. Undefined for a pattern that
 * has a problem.
 */
export function isPatternIn(text: string, pattern: string): boolean | undefined {
  const read = readPattern(pattern);
  const steps = read.type === 'read' ? compiled(read.node) : undefined;
  return steps && isFound(steps, Array.from(text));
}

/** Undefined where it would become too large. The first step is the last of the list. */
function compiled(node: PatternNode): readonly Step[] | undefined {
  const steps: Step[] = [{ type: 'found' }];
  const start = append(node, { steps, next: 0 });
  if (start === undefined) return undefined;
  return add(steps, { type: 'either', next: [start] }) === undefined ? undefined : steps;
}

interface Target {
  readonly steps: Step[];
  readonly next: number;
}

/** The place where the node begins; `next` is where it leads. */
function append(node: PatternNode, { steps, next }: Target): number | undefined {
  switch (node.type) {
    case 'character':
      return add(steps, { type: 'character', admits: onlyCharacter(node.source), next });
    case 'place':
      return add(steps, { type: 'place', at: node.at, next });
    case 'sequence':
      return node.parts.reduceRight<number | undefined>(
        (after, part) => (after === undefined ? undefined : append(part, { steps, next: after })),
        next,
      );
    case 'choice': {
      const starts = node.of.map((one) => append(one, { steps, next }));
      const known = starts.filter((start) => start !== undefined);
      return known.length < starts.length ? undefined : add(steps, { type: 'either', next: known });
    }
    case 'repeat':
      return appendRepeat(node, { steps, next });
  }
}

function appendRepeat(
  { of, min, max }: Extract<PatternNode, { type: 'repeat' }>,
  { steps, next }: Target,
): number | undefined {
  let start: number | undefined = next;
  if (max === Infinity) {
    // The way back is known only once the loop is written: its step is put in place afterwards.
    const loop = add(steps, { type: 'either', next: [next] });
    const inside = loop === undefined ? undefined : append(of, { steps, next: loop });
    if (loop === undefined || inside === undefined) return undefined;
    steps[loop] = { type: 'either', next: [inside, next] };
    start = loop;
  }
  const optional = max === Infinity ? 0 : max - min;
  for (let time = 0; time < optional; time += 1) {
    const once: number | undefined = append(of, { steps, next: start });
    start = once === undefined ? undefined : add(steps, { type: 'either', next: [once, next] });
    if (start === undefined) return undefined;
  }
  for (let time = 0; time < min; time += 1) {
    start = append(of, { steps, next: start });
    if (start === undefined) return undefined;
  }
  return start;
}

function add(steps: Step[], step: Step): number | undefined {
  return steps.length < STEPS_MAX ? steps.push(step) - 1 : undefined;
}

function onlyCharacter(source: string): RegExp {
  return new RegExp(`^${source}$`, 'u');
}

/** All ways at once, character by character; a new one begins at each. */
function isFound(steps: readonly Step[], text: readonly string[]): boolean {
  const first = steps.length - 1;
  let current: readonly number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const reached = reachedFrom([...current, first], { steps, text, at });
    if (reached.has(0)) return true;
    const character = text[at];
    if (character === undefined) return false;
    current = [...reached].flatMap((place) => {
      const step = steps[place];
      return step?.type === 'character' && step.admits.test(character) ? [step.next] : [];
    });
  }
  return false;
}

interface Moment {
  readonly steps: readonly Step[];
  readonly text: readonly string[];
  readonly at: number;
}

/** Every step that is reached without reading a character. */
function reachedFrom(starts: readonly number[], moment: Moment): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [...starts];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const step = moment.steps[place];
    if (step?.type === 'either') waiting.push(...step.next);
    if (step?.type === 'place' && isAt(step.at, moment)) waiting.push(step.next);
  }
  return reached;
}

function isAt(place: Place, { text, at }: Moment): boolean {
  switch (place) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'word-edge':
      return isWord(text[at - 1]) !== isWord(text[at]);
    case 'inside-word':
      return isWord(text[at - 1]) === isWord(text[at]);
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/u.test(character);
}
