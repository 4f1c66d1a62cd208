import type { Session } from '../chat/session.ts';
import type { Logger } from '../ports/logger.ts';
import type { LoadedSession, RegisteredWorkflow } from './define-workflow.ts';

/** The workflows that this process knows. */
export interface WorkflowRegistry {
  /** Throws for a name that nothing is registered under. */
  workflow(name: string): RegisteredWorkflow;
  /**
   * The session in its workflow's hands; undefined, and logged, when the record was made by a
   * version of the bot whose sessions this one cannot read.
   */
  load(session: Session): LoadedSession | undefined;
}

/** Throws when two workflows have one name. */
export function createRegistry(parts: {
  readonly workflows: readonly RegisteredWorkflow[];
  readonly logger: Logger;
}): WorkflowRegistry {
  const { workflows, logger } = parts;
  const byName = new Map<string, RegisteredWorkflow>(
    workflows.map((workflow) => [workflow.name, workflow]),
  );
  if (byName.size !== workflows.length) throw new Error('two workflows have one name');
  return {
    workflow(name) {
      const found = byName.get(name);
      if (!found) throw new Error(`no workflow is registered as ${name}`);
      return found;
    },
    load(session) {
      const loaded = byName.get(session.workflow)?.load(session);
      if (!loaded) {
        const { id, workflow, version } = session;
        logger.error('session cannot be read', { sessionId: id, workflow, version });
      }
      return loaded;
    },
  };
}
