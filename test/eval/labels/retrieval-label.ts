/**
 * One sentence and the kinds that answer it, in every cluster that serves them. Kinds are patterns as in
 * `label.ts`, with a space between them; one that no kind of a cluster fits says nothing there, and a
 * sentence that no kind of a cluster answers is not asked of it.
 */
export interface RetrievalLabel {
  readonly intent: string;
  /** Grade 3: what was asked for. */
  readonly best: string;
  /** Grade 2: does it as well, or is what many would take. */
  readonly good?: string;
  /** Grade 1: belongs to it, and alone does not do it. */
  readonly related?: string;
}
