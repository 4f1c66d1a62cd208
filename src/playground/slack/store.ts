import { createStateFile } from './state-file.ts';
import type { Message, SharedFile, State, View } from './state.ts';

/** What just happened, for whoever watches. */
export type Change =
  | { readonly type: 'message-posted'; readonly message: Message }
  | { readonly type: 'message-updated'; readonly message: Message; readonly before: Message }
  | { readonly type: 'message-deleted'; readonly message: Message }
  | { readonly type: 'view-changed'; readonly userId: string; readonly view: View | undefined }
  | { readonly type: 'file-shared'; readonly file: SharedFile }
  /** `thinking…` under a thread; empty where it ended. */
  | {
      readonly type: 'status-set';
      readonly channel: string;
      readonly thread: string;
      readonly status: string;
    }
  /** A command, a press or a submission, in words: `pressed [Approve]`. */
  | { readonly type: 'person-acted'; readonly userId: string; readonly what: string }
  /** An envelope was sent, acknowledged or given up: its record has changed. */
  | { readonly type: 'envelope-sent' | 'envelope-settled'; readonly id: string }
  /** A call of the Web API was answered and is on record. */
  | { readonly type: 'call-answered'; readonly id: string }
  | { readonly type: 'violation-recorded' }
  | { readonly type: 'socket-changed'; readonly connections: number }
  | { readonly type: 'workspace-changed' };

export interface Store {
  read(): State;
  /** Replaces the state and, where there is a file, writes it before anybody is told. */
  update(next: (state: State) => State, ...changes: readonly Change[]): void;
  /** Replaces the state in memory; the next `update` writes it along. */
  note(next: (state: State) => State): void;
  /** Tells the watchers of something that is not part of the state. */
  announce(change: Change): void;
  /** Calls the listener after each change, until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void;
}

/**
 * Opens the state file, or starts from `initial` where there is none yet. Every update is on disk
 * before the caller goes on, so that a killed process loses nothing it has answered for.
 */
export function openStore(initial: State, stateFile: string | undefined): Store {
  const file = stateFile === undefined ? undefined : createStateFile(stateFile);
  let state = file?.read() ?? initial;
  const listeners = new Set<(change: Change) => void>();
  function announce(change: Change): void {
    listeners.forEach((listener) => listener(change));
  }
  return {
    read: () => state,
    update(next, ...changes) {
      state = next(state);
      file?.write(state);
      changes.forEach(announce);
    },
    note: (next) => void (state = next(state)),
    announce,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
