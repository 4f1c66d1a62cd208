import type { Usage } from './exchange.ts';

/** The request was given up after its time. */
export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}

/** The service took the request, and what came is no whole JSON. */
export class AnswerBrokeOff extends Error {
  override readonly name = 'AnswerBrokeOff';
}

/** A whole answer that is no message as this bot knows them. */
export class AnswerOfAnotherShape extends Error {
  override readonly name = 'AnswerOfAnotherShape';
  /** What it says that it cost; undefined where that cannot be read either. */
  readonly usage: Usage | undefined;

  constructor(fault: string, usage: Usage | undefined) {
    super(fault);
    this.usage = usage;
  }
}
