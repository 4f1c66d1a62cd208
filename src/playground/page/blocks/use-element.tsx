import { type ReactNode, useState } from 'react';
import { usePlayground } from '../context.ts';
import { ConfirmDialog, type Confirmation } from '../modal/confirm-dialog.tsx';
import type { ElementProps } from './element-props.ts';

export interface ElementUse {
  /** What the element holds: what was done here, until the app or the server says otherwise. */
  readonly held: unknown;
  /**
   * Uses the element, after the confirmation that its app asks for. Without a state it is a press.
   * `andThen` runs once the person has confirmed.
   */
  readonly tell: (state?: unknown, andThen?: () => void) => void;
  /** Until the app has answered. What is entered into a form is not waited for. */
  readonly isBusy: boolean;
  /** What the person is told where the app did not answer. */
  readonly problem: string | undefined;
  /** The confirmation that is asked for now, to be drawn beside the element. */
  readonly confirmation: ReactNode;
}

interface Local {
  /** What the app and the server said when this was done. */
  readonly origin: string;
  readonly state: unknown;
}

interface Asked {
  readonly state: unknown;
  readonly andThen: (() => void) | undefined;
}

/** Tells the app what a person does with an element, and remembers it. */
export function useElement(props: ElementProps): ElementUse {
  const { element, blockId, shown, inInput, state } = props;
  const playground = usePlayground();
  const [local, setLocal] = useState<Local>();
  const [asked, setAsked] = useState<Asked>();
  const [waitingFor, setWaitingFor] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<{ readonly actionId: string; readonly error: string }>();
  const actionId = element.action_id ?? '';
  const origin = originOf(props);
  const isWaiting = waitingFor.includes(actionId);
  const isLocal = local !== undefined && (local.origin === origin || isWaiting);

  async function send({ state: next, andThen }: Asked) {
    setLocal({ origin, state: next });
    setFailure(undefined);
    setWaitingFor((all) => [...all, actionId]);
    andThen?.();
    const type = inInput ? 'enter' : 'use';
    const act = { type, shown, blockId, actionId, state: next } as const;
    const answer = await playground.act(act, { isQuiet: true });
    setWaitingFor((all) => all.toSpliced(all.indexOf(actionId), 1));
    if (!answer.ok) setFailure({ actionId, error: answer.error });
  }

  const confirm = inInput ? undefined : confirmOf(props);
  return {
    held: isLocal ? local.state : state,
    tell(next, andThen) {
      if (confirm) setAsked({ state: next, andThen });
      else void send({ state: next, andThen });
    },
    isBusy: isWaiting && !inInput,
    problem: failure?.actionId === actionId ? failure.error : undefined,
    confirmation:
      asked && confirm ? (
        <ConfirmDialog
          confirm={confirm}
          onAnswer={(isConfirmed) => {
            setAsked(undefined);
            if (isConfirmed) void send(asked);
          }}
        />
      ) : null,
  };
}

/** Changes when the app draws another element, or the server holds another state; never by an id alone. */
function originOf({ element, state }: ElementProps): string {
  return JSON.stringify([{ ...element, action_id: undefined }, state]);
}

function confirmOf({ element }: ElementProps): Confirmation | undefined {
  return 'confirm' in element ? element.confirm : undefined;
}
