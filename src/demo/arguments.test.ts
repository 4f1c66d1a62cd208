import { describe, expect, it } from 'vitest';
import { DEMO_USAGE, readDemoArguments } from './arguments.ts';

function read(...words: readonly string[]) {
  const read = readDemoArguments(words);
  if ('problem' in read) throw new Error(read.problem);
  return read.arguments;
}

describe('readDemoArguments', () => {
  it('shows the page where nothing was said', () => {
    expect(read()).toEqual({
      shows: 'page',
      isFresh: false,
      opensBrowser: false,
      port: undefined,
      kubeconfig: undefined,
      context: undefined,
      allowsWrites: false,
    });
  });

  it('reads every option', () => {
    expect(read('--port', '4200', '--open', '--fresh')).toMatchObject({
      port: 4200,
      opensBrowser: true,
      isFresh: true,
    });
    expect(read('--terminal').shows).toBe('terminal');
    expect(read('--script').shows).toBe('script');
  });

  it.each([
    [['--kubeconfig'], { kubeconfig: '', context: undefined, allowsWrites: false }],
    [['--kubeconfig', './mine', '--context', 'prod'], { kubeconfig: './mine', context: 'prod' }],
    [['--kubeconfig=./mine'], { kubeconfig: './mine' }],
    [['--kubeconfig', '--allow-writes'], { kubeconfig: '', allowsWrites: true }],
  ])('%j: a path need not be given', (words, expected) => {
    expect(read(...words)).toMatchObject(expected);
  });

  it.each([
    [['--nonsense'], /--nonsense/u],
    [['page'], /page/u],
    [['--port'], /--port/u],
    [['--port', 'abc'], /--port abc: a port is a number from 0 to 65535/u],
    [['--port', '65536'], /a port is a number/u],
    [['--port=-1'], /a port is a number/u],
    [['--script', '--fresh'], /takes no other option/u],
    [['--terminal', '--port', '1'], /are about the page/u],
    [['--context', 'prod'], /add --kubeconfig/u],
    [['--allow-writes'], /add --kubeconfig/u],
  ])('%j: says what is wrong', (words, sentence) => {
    expect(readDemoArguments(words)).toEqual({ problem: expect.stringMatching(sentence) });
  });

  it('has every option in the usage', () => {
    const named = [...DEMO_USAGE.matchAll(/--[a-z-]{3,}/gu)].map(([option]) => option);

    expect([...new Set(named)].toSorted()).toEqual(
      [
        'allow-writes',
        'context',
        'fresh',
        'help',
        'kubeconfig',
        'open',
        'port',
        'script',
        'terminal',
      ].map((name) => `--${name}`),
    );
  });
});
