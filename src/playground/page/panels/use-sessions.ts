import { useEffect, useState } from 'react';
import type { SessionsAnswer } from '../../page-protocol.ts';
import { whileVisible } from './event-stream.ts';
import { textAt } from './pick.ts';

/**
 * What the server said last of the sessions. A list that was read stays where the playground does not
 * answer, and goes where it answers that the bot is not there.
 */
export interface SessionsRead {
  readonly answer: SessionsAnswer | undefined;
  /** Why the last reading gave none; empty where it did. */
  readonly failure: string;
}

const EVERY_MS = 1_000;

/** Reads the sessions each second while `isShown` and the page can be seen. */
export function useSessions(isShown: boolean): SessionsRead {
  const [read, setRead] = useState<SessionsRead>({ answer: undefined, failure: '' });
  useEffect(() => {
    if (!isShown) return;
    return whileVisible(() => reading(setRead));
  }, [isShown]);
  return read;
}

function reading(setRead: (change: (before: SessionsRead) => SessionsRead) => void): () => void {
  const end = new AbortController();
  let timer: number | undefined;

  async function next(): Promise<void> {
    const change = await readOnce(end.signal);
    if (end.signal.aborted) return;
    setRead(change);
    timer = window.setTimeout(() => void next(), EVERY_MS);
  }

  void next();
  return () => {
    end.abort();
    window.clearTimeout(timer);
  };
}

async function readOnce(signal: AbortSignal): Promise<(before: SessionsRead) => SessionsRead> {
  try {
    const response = await fetch('/playground/sessions', { signal });
    if (!response.ok) {
      const failure = await sentenceOf(response);
      // The bot is not there: what it knew a second ago would be a claim about now.
      return () => ({ answer: undefined, failure });
    }
    const answer: SessionsAnswer = await response.json();
    return () => ({ answer, failure: '' });
  } catch {
    return ({ answer }) => ({ answer, failure: 'The playground does not answer.' });
  }
}

/** Stops the bot and starts it again; the answer is a sentence about how that went. */
export async function restartBot(): Promise<string> {
  try {
    const response = await fetch('/playground/bot/restart', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    return response.ok ? 'The bot is back; its sessions stand below.' : await sentenceOf(response);
  } catch {
    return 'The playground does not answer.';
  }
}

/** What an answer that is an error says for a person. */
async function sentenceOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const answer: unknown = JSON.parse(text);
    return textAt(answer, ['error']) ?? NO_SENTENCE;
  } catch {
    return text.trim() === '' ? NO_SENTENCE : text;
  }
}

const NO_SENTENCE = 'The bot is not running just now.';
