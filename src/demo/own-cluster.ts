import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createSystem, findCluster } from '../compose.ts';
import { Failure } from '../domain/failure.ts';
import { OWN_CLUSTERS_FOLDER } from './folder.ts';

/** A person's own cluster, in the place of the demo's. */
export interface OwnCluster {
  /** One path, or several as `KUBECONFIG` lists them. */
  readonly kubeconfigPath: string;
  readonly context: string;
  /** Host and port of the API server. */
  readonly host: string;
  /** What is done with this cluster is kept here, and nowhere else. */
  readonly folder: string;
  /** Why nothing is written to it; undefined where approved changes are. */
  readonly closedBecause: string | undefined;
}

/** What four eyes are worth where one person sits at the keyboard of everybody. */
export const ONE_HUMAN =
  'Whoever has this page can be every person in it, the requester and the approver: the second pair of eyes is yours.';

const NOTHING_STORED = 'It is read and sent dry runs; nothing is stored in it.';

/** The longest that the cluster may take to say who it is. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * Finds the person's own cluster, says which it is and what will be read, and asks whether approved
 * changes may be written. Throws `Failure` where it cannot be found or does not answer.
 */
export async function chooseOwnCluster(given: {
  /** Empty: where kubectl looks. */
  readonly kubeconfig: string;
  /** `KUBECONFIG`. */
  readonly environmentPath: string | undefined;
  readonly context: string | undefined;
  readonly allowsWrites: boolean;
  readonly write: (line: string) => void;
  /** Undefined where there is nobody to ask. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
}): Promise<OwnCluster> {
  const { write } = given;
  const kubeconfigPath = locate(given.kubeconfig, given.environmentPath);
  const target = targetIn(kubeconfigPath, given.context);
  const { context, host } = target;
  write(`Your own cluster: context ${context} at ${host}.`);
  write(
    'Reading begins at once: its resource types, their schemas, and names that questions offer. Dry runs are sent to it and never stored.',
  );
  const { id } = await identified(target);
  const isAllowed = given.allowsWrites || (await isWritingAllowed(given));
  const name = context.replaceAll(/[^\w.-]+/gu, '-').slice(0, 40);
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 12);
  return {
    kubeconfigPath,
    context,
    host,
    folder: join(OWN_CLUSTERS_FOLDER, `${name}-${digest}`),
    closedBecause: isAllowed ? undefined : closedSentence(context),
  };
}

function closedSentence(context: string): string {
  return `The demo reads the cluster ${context} and sends it dry runs, of which nothing is stored, so nobody can approve and nothing is applied. To change that, whoever runs the demo stops it and starts it again with --allow-writes added; Check again then finds the approvers.`;
}

function locate(given: string, environmentPath: string | undefined): string {
  const named = given === '' ? environmentPath : given;
  const paths = (named ?? join(homedir(), '.kube', 'config')).split(delimiter).filter(Boolean);
  const readable = paths.filter(isReadable);
  if (readable.length > 0) return readable.join(delimiter);
  throw new Failure(
    'invalid-input',
    `There is no kubeconfig that can be read at ${paths.join(' or ')}. Say where yours is: npm run demo -- --kubeconfig PATH`,
  );
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function targetIn(kubeconfigPath: string, context: string | undefined) {
  try {
    return findCluster({ kubeconfigPath, context, ...createSystem('error') });
  } catch (error) {
    if (!(error instanceof Failure) || !(error.cause instanceof Error)) throw error;
    const [reason = ''] = error.cause.message.split('\n');
    throw new Failure('invalid-input', `${kubeconfigPath} is no kubeconfig: ${reason}`, {
      cause: error,
    });
  }
}

async function identified(target: ReturnType<typeof findCluster>) {
  try {
    return await target.identify(ANSWER_WITHIN_MS);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { context, host } = target;
    const message =
      error.kind === 'unavailable'
        ? `The cluster of context ${context} at ${host} does not answer. Check that it is running and that this machine can reach it, or name another one by --context.`
        : `The cluster of context ${context} at ${host} cannot be used. ${error.message}`;
    throw new Failure(error.kind, message, { cause: error });
  }
}

async function isWritingAllowed({
  ask,
  write,
}: Pick<Parameters<typeof chooseOwnCluster>[0], 'ask' | 'write'>): Promise<boolean> {
  if (!ask) {
    write(`${NOTHING_STORED} Nobody can be asked here, and --allow-writes was not given.`);
    return false;
  }
  const isAllowed = await ask(
    `${ONE_HUMAN} May changes that are approved in the page be written to it? [y/N] `,
  );
  if (!isAllowed) write(NOTHING_STORED);
  return isAllowed;
}
