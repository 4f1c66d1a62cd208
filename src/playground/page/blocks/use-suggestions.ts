import { useEffect, useRef, useState } from 'react';
import { usePlayground } from '../context.ts';
import type { ElementOf, ElementProps } from './element-props.ts';
import type { Choice } from './element-state.ts';

/** Quiet time after which the app is asked, in milliseconds. */
const ASK_AFTER_MS = 250;

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const DEFAULT_MIN_QUERY_LENGTH = 3;

interface Found {
  readonly query: string;
  readonly options: readonly Choice[];
  /** What went wrong, for the person. */
  readonly error?: string;
}

export interface Suggestions {
  readonly query: string;
  readonly search: (query: string) => void;
  readonly options: readonly Choice[];
  /** Why there are no options, or none yet. */
  readonly note: string | undefined;
}

/** Asks the app for options as the person types, and forgets what comes too late. */
export function useSuggestions(
  props: ElementProps<ElementOf<'external_select' | 'multi_external_select'>>,
): Suggestions {
  const { element, blockId, shown } = props;
  const playground = usePlayground();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found>();
  const least = element.min_query_length ?? DEFAULT_MIN_QUERY_LENGTH;
  const latest = useRef(0);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);

  async function ask(asked: string, turn: number) {
    const place = { shown, blockId, actionId: element.action_id ?? '' };
    const answer = await playground.act(
      { type: 'suggest', ...place, query: asked },
      { isQuiet: true },
    );
    if (turn !== latest.current) return;
    setFound(
      answer.ok
        ? { query: asked, options: answer.options ?? [] }
        : { query: asked, options: [], error: answer.error },
    );
  }

  function search(next: string) {
    setQuery(next);
    latest.current += 1;
    const turn = latest.current;
    clearTimeout(pause.current);
    if (next.length < least) return;
    pause.current = setTimeout(() => void ask(next, turn), next === '' ? 0 : ASK_AFTER_MS);
  }

  const isLongEnough = query.length >= least;
  const isFound = found?.query === query;
  return {
    query,
    search,
    options: isLongEnough ? (found?.options ?? []) : [],
    note: isLongEnough
      ? isFound
        ? found.error
        : 'Loading…'
      : `Type at least ${least} ${least === 1 ? 'character' : 'characters'} to search`,
  };
}
