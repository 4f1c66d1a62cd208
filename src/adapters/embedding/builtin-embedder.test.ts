import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';

/** A program that has both models loaded, and ends when it has nothing more to do. */
function programOf(rest: string): string {
  const file = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  return `
    import { createBuiltinEmbedder } from ${file('./builtin-embedder.ts')};
    import { createSystemClock } from ${file('../system/clock.ts')};
    const say = (line) => process.stdout.write(line + '\\n');
    const embedder = createBuiltinEmbedder({
      clock: createSystemClock(),
      logger: { warn: (message, fields) => say(message + fields.cause) },
    });
    await Promise.all([
      embedder.embed(['a bucket']),
      embedder.embed(['a database'], { isBackground: true }),
    ]);
    ${rest}
    say('ready');
  `;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.kill('SIGKILL');
});

/** Leads a group of its own, as a program does that is started in a terminal. */
function startProgram(rest: string) {
  const program = spawn(process.execPath, ['--input-type=module', '-e', programOf(rest)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  started.push(program);
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  // Its embedding processes write where it writes its errors: that ends when the last of them has.
  return { program, lines, errors: text(program.stderr) };
}

describe('the processes of the built-in embedder', () => {
  it('keep nobody alive who has nothing more to ask', async () => {
    const { program, errors } = startProgram('');
    const ended = once(program, 'exit');

    expect(await errors).toBe('');
    expect(await ended).toEqual([0, null]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'live on after %s to all, until the bot has stopped',
    async (signal) => {
      const { program, lines, errors } = startProgram(`
        const alive = setInterval(() => undefined, 1_000);
        process.once('${signal}', async () => {
          const [waited] = await embedder.embed(['still here']);
          const [background] = await embedder.embed(['still here'], { isBackground: true });
          say('embedded ' + waited.length + ' ' + background.length);
          await embedder.close();
          clearInterval(alive);
        });
      `);
      expect(await lines.next()).toMatchObject({ value: 'ready' });
      const ended = once(program, 'exit');

      process.kill(-(program.pid ?? Number.NaN), signal);

      expect(await lines.next()).toMatchObject({ value: 'embedded 384 384' });
      expect(await errors).toBe('');
      expect(await ended).toEqual([0, null]);
    },
  );

  it('end when the bot is killed, also in the middle of a text', async () => {
    const { program, lines, errors } = startProgram(`
      const texts = Array.from({ length: 1_000 }, (_, number) => 'text number ' + number);
      void embedder.embed(texts, { isBackground: true });
    `);
    expect(await lines.next()).toMatchObject({ value: 'ready' });

    program.kill('SIGKILL');

    expect(await errors).toBe('');
  });
});
