import { createInterface } from 'node:readline/promises';

/** A yes-or-no question; undefined where no person is at the terminal. Anything but yes is no. */
export function terminalQuestion(): ((question: string) => Promise<boolean>) | undefined {
  const { stdin: input, stdout: output } = process;
  if (!input.isTTY || !output.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input, output });
    const { promise: closed, resolve } = Promise.withResolvers<string>();
    lines.once('close', () => resolve(''));
    // Ctrl+C while there is a question: the person wants out, not a demo without writes.
    lines.once('SIGINT', () => process.exit(0));
    const answer = await Promise.race([lines.question(question), closed]);
    lines.close();
    return /^\s*y(?:es)?\s*$/iu.test(answer);
  };
}
