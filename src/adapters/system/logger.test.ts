import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure.ts';
import { createPinoLogger } from './logger.ts';

function logged(fields: Record<string, unknown>): string {
  const lines: string[] = [];
  createPinoLogger({ level: 'info', write: (line) => lines.push(line) }).warn('a message', fields);
  return lines.join('');
}

describe('the logger', () => {
  it.each([
    ['botToken', 'xoxb-1'],
    ['SLACK_SIGNING_SECRET', 'x'],
    ['authorization', 'Bearer x'],
    ['apiKey', 'sk-1'],
    ['dbPassword', 'hunter2'],
  ])('hides %s, however deep', (name, value) => {
    const line = logged({ [name]: value, outer: [{ inner: { [name]: value } }] });

    expect(line).not.toContain(value === 'x' ? '"x"' : value);
    expect(line).toContain('[hidden]');
  });

  it('hides secrets within texts, those of errors too', () => {
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const error = new Error(`refused ${key}`, { cause: new Error(`bad ${key}`) });

    expect(logged({ intent: `use ${key}`, list: [key], error })).not.toContain(key);
  });

  it('shows counts of tokens', () => {
    expect(logged({ inputTokens: 1_200 })).toContain('"inputTokens":1200');
  });

  it('tells an error with its kind and its cause', () => {
    const cause = new Error('connect ECONNREFUSED');
    const error = new Failure('unavailable', 'Try again.', { cause });

    expect(JSON.parse(logged({ error }))).toMatchObject({
      msg: 'a message',
      error: { kind: 'unavailable', message: 'Try again.', cause: { message: cause.message } },
    });
  });

  it('survives a field that contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;

    expect(logged({ loop })).toContain('[deep]');
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    createPinoLogger({ level: 'warn', write: (line) => lines.push(line) }).info('no');

    expect(lines).toEqual([]);
  });
});
