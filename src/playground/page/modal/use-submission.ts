import { useRef, useState } from 'react';
import type { View } from '../../slack/state.ts';
import type { Entering } from './entering.ts';
import { blockIdsOf } from './view-fields.ts';

interface Failed {
  /** Of the view as it was submitted: redrawn, it is no longer wrong. */
  readonly hash: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly sentence: string | undefined;
}

export interface Submission {
  readonly isBusy: boolean;
  /** By block id; the same object until the next answer. */
  readonly errors: Readonly<Record<string, string>>;
  /** Why it did not go through at all. */
  readonly sentence: string | undefined;
  readonly submit: () => Promise<void>;
}

const NOTHING_WRONG = {};

/** Submits a view once at a time, after all that was entered into it has arrived. */
export function useSubmission(view: View, entering: Entering): Submission {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const isUnderWay = useRef(false);
  const current = failed?.hash === view.hash ? failed : undefined;

  async function submit() {
    if (isUnderWay.current || view.submit === undefined) return;
    isUnderWay.current = true;
    setBusy(true);
    const shown = blockIdsOf(view.blocks);
    const told = await entering.flush(({ blockId }) => shown.has(blockId));
    const answer = told.ok
      ? await entering.act({ type: 'submit', viewId: view.id }, { isQuiet: true })
      : told;
    isUnderWay.current = false;
    setBusy(false);
    const { hash } = view;
    if (!answer.ok) setFailed({ hash, errors: NOTHING_WRONG, sentence: answer.error });
    else setFailed(answer.errors && { hash, errors: answer.errors, sentence: undefined });
  }

  return {
    isBusy,
    errors: current?.errors ?? NOTHING_WRONG,
    sentence: current?.sentence,
    submit,
  };
}
