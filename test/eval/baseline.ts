import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CaseResult, FIGURE_IDS } from './figures.ts';
import type { EmbedderName } from './embedding.ts';
import type { ModelName } from './tolerance.ts';

const Saved = z.object({
  model: z.string(),
  parts: z.record(
    z.string(),
    z.array(
      z.object({
        name: z.string(),
        marks: z.partialRecord(z.enum(FIGURE_IDS), z.object({ got: z.number(), of: z.number() })),
        remarks: z.array(z.string()),
      }),
    ),
  ),
});
type Saved = z.infer<typeof Saved>;

/** The results of each part that was run. */
export type Results = ReadonlyMap<string, readonly CaseResult[]>;

/** Runs by words alone are compared with their like. */
export function baselineFile(model: ModelName, embedder: EmbedderName): string {
  const words = embedder === 'none' ? '-words' : '';
  return join(import.meta.dirname, `baseline-${model}${words}.json`);
}

/** Undefined where no run was saved. Throws when the file is not what `saveBaseline` writes. */
export function readBaseline(file: string): Results | undefined {
  if (!existsSync(file)) return undefined;
  const { parts } = Saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(Object.entries(parts));
}

/** Parts that this run left out, such as those of recordings that are not here, stay as they were. */
export function saveBaseline(file: string, model: ModelName, results: Results): void {
  const before = readBaseline(file) ?? new Map<string, readonly CaseResult[]>();
  const parts = Object.fromEntries(
    [...new Set([...before.keys(), ...results.keys()])]
      .toSorted()
      .map((part) => [part, (results.get(part) ?? before.get(part) ?? []).map(written)]),
  );
  writeFileSync(file, linesOf({ model, parts }));
}

function written({ name, marks, remarks }: CaseResult): Saved['parts'][string][number] {
  return { name, marks, remarks: [...remarks] };
}

/** One line a case, so that a difference of two runs can be read. */
function linesOf({ model, parts }: Saved): string {
  const blocks = Object.entries(parts).map(([part, cases]) => {
    const lines = cases.map((one) => `      ${JSON.stringify(one)}`).join(',\n');
    return `    ${JSON.stringify(part)}: [\n${lines}\n    ]`;
  });
  return `{\n  "model": ${JSON.stringify(model)},\n  "parts": {\n${blocks.join(',\n')}\n  }\n}\n`;
}
