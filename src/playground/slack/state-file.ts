import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { StateChange, changeBetween, changed } from './state-change.ts';
import { State } from './state.ts';

/** Changes may take up this much beside the state, or as much as the state itself, in bytes. */
const CHANGES_MIN = 1_024 * 1_024;

/** Keeps a state in a file: whole in the first line, then one line for each change since. */
export interface StateFile {
  /** What the file holds; undefined where there is none. Throws where it is not what was written. */
  read(): State | undefined;
  /** On disk when this returns: a killed process finds it again. */
  write(state: State): void;
}

export function createStateFile(path: string): StateFile {
  let written: State | undefined;
  let changesBytes = 0;
  let changesMax = 0;

  function writeWhole(state: State): void {
    const line = `${JSON.stringify(state)}\n`;
    const beside = `${path}.next`;
    writeFileSync(beside, line, { mode: 0o600 });
    renameSync(beside, path);
    changesBytes = 0;
    changesMax = Math.max(CHANGES_MIN, Buffer.byteLength(line));
  }

  return {
    read: () => stored(path),
    write(state) {
      const before = written;
      // Until this has succeeded nobody knows how the file ends: the next one writes it anew.
      written = undefined;
      const line = before && `${JSON.stringify(changeBetween(before, state))}\n`;
      changesBytes += line === undefined ? 0 : Buffer.byteLength(line);
      if (line === undefined || changesBytes > changesMax) writeWhole(state);
      else appendFileSync(path, line);
      written = state;
    },
  };
}

function stored(path: string): State | undefined {
  const text = textAt(path);
  if (text === undefined) return undefined;
  const [whole = '', ...rest] = text.split('\n');
  // What follows the last line's end was cut short by a kill, before anybody was told of it.
  const lines = rest.slice(0, -1);
  const state = State.parse(JSON.parse(whole));
  return lines.map(changeIn).reduce(changed, state);
}

function changeIn(line: string): StateChange {
  return StateChange.parse(JSON.parse(line));
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}
