import type { Parts } from '../playground/page-protocol.ts';
import type { Config } from '../config.ts';
import { ONE_HUMAN, type OwnCluster } from './own-cluster.ts';

/** What the bot is connected to, in words for the person before the page. */
export interface DemoAbout {
  readonly model: string;
  readonly cluster: string;
  readonly notices: readonly string[];
  readonly parts: Parts;
}

/** What answers where language must be understood; the only place that says so. */
export function modelWords(model: Config['model']): {
  readonly model: string;
  readonly notices: readonly string[];
} {
  if (model.kind === 'offline') return { model: 'offline, built-in rules', notices: [] };
  return {
    model: `Claude (${model.models.reasoning}, ${model.models.fast})`,
    notices: [
      'Claude answers, since ANTHROPIC_API_KEY is set: it is sent what you write, without the secrets that are recognised, and which resource types there are. Type no password. Without it: DOTAI_MODEL=offline',
    ],
  };
}

export function clusterWords(own: OwnCluster | undefined): {
  readonly cluster: string;
  readonly notices: readonly string[];
} {
  if (!own) return { cluster: 'demo cluster on this machine', notices: [] };
  const { context, host, closedBecause } = own;
  const mode =
    closedBecause === undefined
      ? 'approved changes are written'
      : 'dry runs are sent, nothing is stored';
  const what =
    closedBecause ??
    `Changes that are approved here are written to it. Dry runs are sent to it before that. ${ONE_HUMAN}`;
  return {
    cluster: `${context} at ${host}, your own: ${mode}`,
    notices: [`This is your own cluster: context ${context} at ${host}. ${what}`],
  };
}

/** The cluster first: whether something real is written matters most. */
export function demoAbout(given: {
  readonly ownCluster: OwnCluster | undefined;
  readonly model: Config['model'];
  readonly organisationNotices: readonly string[];
  readonly parts: Parts;
}): DemoAbout {
  const { cluster, notices } = clusterWords(given.ownCluster);
  const { model, notices: modelNotices } = modelWords(given.model);
  // Nobody approves what cannot be written.
  const approvers = given.ownCluster?.closedBecause === undefined ? given.parts.approvers : [];
  return {
    model,
    cluster,
    notices: [...notices, ...modelNotices, ...given.organisationNotices],
    parts: { ...given.parts, approvers },
  };
}
