import type { MiningDependencies } from './dependencies.ts';
import { type MiningKindsReader, partWillDo } from './mining-kinds.ts';
import { minePart } from './mine-part.ts';
import { slowly } from './slow-reading.ts';
import type { Activity } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import { sha256 } from '../../domain/json.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import { sectioning, type SharedDocument } from '../../domain/mining/sections.ts';
import { inSlices } from '../../domain/mining/slices.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  type MiningInput,
  MiningState,
} from '../../workflows/mining/state.ts';
import { NOTHING_MINED } from '../../workflows/mining/progress.ts';

/** Longest document, in bytes. */
const DOCUMENT_MAX_BYTES = 1_048_576;

/** Somebody handed it over to be learnt from: a document of more sections than this is sifted, too. */
const SECTIONS_READ_WHOLE = 12;

/** Longest name of a document that is kept, in characters. */
const NAME_MAX = 200;

type DocumentFile = Extract<MiningInput, { type: 'documents' }>['files'][number];

interface DocumentText {
  readonly name: string;
  readonly text: string;
  readonly url: string | undefined;
}

/** Reads one document. One that cannot be read is named with the reason, and holds up no other. */
export function createMineDocument(
  dependencies: MiningDependencies,
  kindsReader: MiningKindsReader,
): Activity<MiningEffectOf<'mine-document'>, MiningEvent> {
  return async (effect, context) => {
    const state = MiningState.parse(context.session.state);
    const { input } = state;
    const file = input.type === 'documents' ? input.files[effect.index] : undefined;
    if (input.type !== 'documents' || !file) throw new Error('there is no document to read');
    const isLast = effect.index + 1 >= input.files.length;
    const kinds = await kindsReader.read(context.signal, partWillDo(effect));
    const read = await slowly(() => readOrReason(dependencies, input.workspace, file));
    if (read.type === 'slowed') {
      const { retryAfterMs } = read;
      return { type: 'reading-slowed', at: context.now(), retryAfterMs, effect };
    }
    const { value } = read;
    if ('reason' in value) {
      const unread = [{ name: file.name, reason: value.reason }];
      const nothing = { counts: NOTHING_MINED, found: [], reviews: [], unread, isLast };
      return { type: 'part-mined', at: context.now(), ...nothing };
    }
    const { text, url } = value;
    const name = value.name.slice(0, NAME_MAX);
    const shared = sharedAs(file, {
      platform: context.session.place.platform,
      workspace: input.workspace,
    });
    const document = { name, text, digest: sha256(text), file: shared };
    const steps = await inSlices(sectioning(document), (one) => one, context.signal);
    const sections = steps.filter((one) => one !== undefined);
    const mined = await minePart(dependencies, state, {
      part: {
        conversations: sections,
        isWanted: sections.length <= SECTIONS_READ_WHOLE,
        messages: 0,
        kinds,
        origin: { type: 'document', label: name, ...(url === undefined ? {} : { url }) },
        // The file says nothing of the message that carried it, which was there when somebody asked.
        readAt: state.startedAt,
        withAddresses: async (found) => found.map((one) => withAddress(one, url)),
      },
      context,
    });
    return { ...mined, isLast };
  };
}

/** What was handed over by the command line stands in no chat, so nobody can delete it there. */
function sharedAs(
  { id, content, carrier }: DocumentFile,
  place: { readonly platform: 'slack' | 'teams'; readonly workspace: string },
): SharedDocument['file'] {
  if (content !== undefined) return {};
  return { fileId: id, ...(carrier ? { carrier: { ...place, ...carrier } } : {}) };
}

/** Documents have an address; a section of one has none of its own. */
function withAddress(found: FoundCandidate, url: string | undefined): FoundCandidate {
  if (url === undefined) return found;
  const evidence = found.evidence.map((one) => (one.url === undefined ? { ...one, url } : one));
  return { ...found, evidence };
}

async function readOrReason(
  dependencies: MiningDependencies,
  workspace: string,
  file: DocumentFile,
): Promise<DocumentText | { readonly reason: string }> {
  try {
    return await readDocument(dependencies, workspace, file);
  } catch (error) {
    const isFinal =
      error instanceof Failure && (error.kind === 'invalid-input' || error.kind === 'forbidden');
    if (!isFinal) throw error;
    return { reason: error.message };
  }
}

async function readDocument(
  { conversations, artifacts }: MiningDependencies,
  workspace: string,
  { id, name, content }: DocumentFile,
): Promise<DocumentText> {
  if (content === undefined) return conversations.file(workspace, id, DOCUMENT_MAX_BYTES);
  const text = await artifacts.get(content);
  if (Buffer.byteLength(text) > DOCUMENT_MAX_BYTES) {
    throw new Failure('invalid-input', 'It is larger than 1 MB. Split it, and share its parts.');
  }
  return { name, text, url: undefined };
}
