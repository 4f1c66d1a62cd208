import type { CaseResult } from './figures.ts';
import type { NotedCall } from '../fakes/noted-model.ts';
import type { Meter } from './meter.ts';

/** A case that can be run. It never rejects: what fails or breaks is its result. */
export interface RunCase {
  readonly name: string;
  run(): Promise<Pick<CaseResult, 'marks' | 'remarks'> & { readonly trace: readonly string[] }>;
}

export interface RanCase extends CaseResult {
  readonly tookMs: number;
  readonly trace: readonly string[];
}

/** One after the other, each counted by itself. */
export async function runCases(cases: readonly RunCase[], meter: Meter): Promise<RanCase[]> {
  const ran: RanCase[] = [];
  for (const one of cases) {
    meter.reset();
    const startMs = performance.now();
    const { marks, remarks, trace } = await one.run();
    const tookMs = performance.now() - startMs;
    ran.push({
      name: one.name,
      marks: { ...marks, ...meter.marks() },
      remarks,
      tookMs,
      trace: [...trace, ...meter.calls().map(callText)],
    });
  }
  return ran;
}

/** What a model would have read, and what it answered. */
function callText({ task, user, output, inputTokens, outputTokens }: NotedCall): string {
  const title = `${task} (about ${inputTokens} tokens in, ${outputTokens} out)`;
  return [title, user, JSON.stringify(output, undefined, 2)].join('\n');
}
