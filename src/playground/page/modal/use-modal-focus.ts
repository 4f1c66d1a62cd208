import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import type { View } from '../../slack/state.ts';
import { firstControl, isFocusLost } from './focus.ts';
import type { Submission } from './use-submission.ts';
import { firstFieldOf } from './view-fields.ts';

interface Focused {
  readonly view: View;
  readonly isTop: boolean;
  readonly submission: Submission;
}

/**
 * Keeps the focus of a modal where one expects it: the first field of what newly shows, the field left
 * behind when a view on top is gone, the first field that is wrong. Who is typing is left alone.
 * Returns what the panel does when something in it is focused.
 */
export function useModalFocus(
  panel: RefObject<HTMLElement | null>,
  { view, isTop, submission }: Focused,
): (event: FocusEvent<HTMLElement>) => void {
  const last = useRef<HTMLElement>(null);
  const settledOn = useRef<string>(undefined);
  const { isBusy, errors } = submission;
  const first = firstFieldOf(view.blocks);

  useEffect(() => {
    if (!isTop) settledOn.current = undefined;
    if (!isTop || isBusy) return;
    const body = panel.current?.querySelector<HTMLElement>('.modal-view-body');
    const isBack = settledOn.current === undefined;
    const isNew = settledOn.current !== `${first}`;
    settledOn.current = `${first}`;
    const { activeElement: active } = document;
    if (!body || (active !== body && body.contains(active))) return;
    if (!isNew && !isFocusLost()) return;
    const behind = isBack && last.current?.isConnected ? last.current : undefined;
    (behind ?? startOf(body, first)).focus();
  }, [panel, isTop, isBusy, first, view.hash]);

  useEffect(
    () => () => {
      settledOn.current = undefined;
    },
    [],
  );

  useEffect(() => {
    const wrong = panel.current?.querySelector('[data-invalid]');
    if (wrong && Object.keys(errors).length > 0) firstControl(wrong)?.focus();
  }, [panel, errors]);

  return ({ target, currentTarget }) => {
    if (target !== currentTarget) last.current = target;
  };
}

function startOf(body: HTMLElement, blockId: string | undefined): HTMLElement {
  const blocks = [...body.querySelectorAll<HTMLElement>('[data-block-id]')];
  const block = blocks.find(({ dataset }) => dataset['blockId'] === blockId);
  return (block && firstControl(block)) ?? body;
}
