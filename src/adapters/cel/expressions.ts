import { Environment } from '@marcbachmann/cel-js';
import { toJson } from '../../domain/json.ts';
import type { Expressions, ExpressionVerdict } from '../../ports/expressions.ts';
import { celValue } from './cel-value.ts';
import { lengthProblem, LIMITS, nestingProblem } from './expression-cost.ts';
import { registerQuantities } from './quantity-functions.ts';
import {
  hasComment,
  publicWords,
  registerTextsAndLists,
  withOwnMatches,
} from './text-functions.ts';

/** Read expressions that are kept, beyond which all are let go. */
const KEPT_MAX = 2_000;

type Program = (variables: Record<string, unknown>) => unknown;

type Reading =
  | {
      readonly type: 'program';
      readonly program: Program;
      readonly tree: unknown;
      readonly gives: string;
    }
  | { readonly type: 'problem'; readonly message: string };

/**
 * CEL as Kubernetes' and Kyverno's admission policies have it, over `object` and `variables` alone: there
 * is no request here. Of the libraries that servers add there are quantities, and the part for texts and
 * lists that the source names; what uses another one has a problem.
 */
export function createCelExpressions(): Expressions {
  const environment = admissionEnvironment();
  const readings = new Map<string, Reading>();

  function readingOf(expression: string): Reading {
    const known = readings.get(expression);
    if (known) return known;
    if (readings.size >= KEPT_MAX) readings.clear();
    const reading = readExpression(environment, expression);
    readings.set(expression, reading);
    return reading;
  }

  function valueOf(
    expression: string,
    given: Record<string, unknown>,
  ): { readonly value: unknown } | { readonly problem: string } {
    const reading = readingOf(expression);
    if (reading.type === 'problem') return { problem: reading.message };
    try {
      return { value: reading.program(given) };
    } catch (cause) {
      return { problem: firstLine(cause) };
    }
  }

  return {
    problem(expression) {
      // Renderings put more behind it on the same line.
      if (hasComment(expression)) return 'must have no comment';
      const tooLong = lengthProblem(expression);
      if (tooLong !== undefined) return tooLong;
      const reading = readingOf(expression);
      if (reading.type === 'problem') return reading.message;
      if (reading.gives === 'bool') return nestingProblem(reading.tree);
      return `must evaluate to bool but gives ${reading.gives}`;
    },
    evaluate(expression, { object, variables = {} }) {
      const given = { object: celValue(toJson(object)), variables: {} };
      for (const [name, text] of Object.entries(variables)) {
        const found = valueOf(text, given);
        // Servers read a variable when it is used: one that fails is missing until then.
        if ('value' in found) given.variables = { ...given.variables, [name]: found.value };
      }
      return verdictOf(valueOf(expression, given));
    },
  };
}

function verdictOf(
  found: { readonly value: unknown } | { readonly problem: string },
): ExpressionVerdict {
  if ('problem' in found) return { type: 'error', message: found.problem };
  if (found.value === true) return { type: 'true' };
  if (found.value === false) return { type: 'false' };
  return { type: 'error', message: 'it gives neither true nor false' };
}

function readExpression(environment: Environment, expression: string): Reading {
  try {
    const program = environment.parse(withOwnMatches(expression));
    const checked = program.check();
    return checked.valid
      ? { type: 'program', program, tree: program.ast, gives: checked.type ?? 'dyn' }
      : { type: 'problem', message: firstLine(checked.error) };
  } catch (cause) {
    return { type: 'problem', message: firstLine(cause) };
  }
}

/** The library's messages go on with the place, drawn over several lines. */
function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return publicWords(text.split('\n')[0] ?? text).replace('No such', 'no such');
}

function admissionEnvironment(): Environment {
  const environment = new Environment({ enableOptionalTypes: true, limits: LIMITS })
    .registerVariable('object', 'dyn')
    .registerVariable('variables', 'dyn');
  return registerTextsAndLists(registerQuantities(environment));
}
