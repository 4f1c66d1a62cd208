import type { Shown } from '../../page-protocol.ts';
import type { InteractiveElement } from '../../slack/validate/elements.ts';

/** An element and the place where a person uses it: what `Element` of `element.tsx` takes. */
export interface ElementProps<Kind extends InteractiveElement = InteractiveElement> {
  readonly element: Kind;
  readonly blockId: string;
  readonly shown: Shown;
  /** Inside an `input` block the app hears of it with the submission (`enter`), elsewhere at once (`use`). */
  readonly inInput: boolean;
  /** `entered[blockId][actionId]`; undefined where nobody has used the element yet. */
  readonly state: unknown;
  /** Ids of what describes the element: a hint, an error. */
  readonly describedBy?: string | undefined;
  /** Id of its label. Without one the element names itself, by its placeholder or its text. */
  readonly labelledBy?: string | undefined;
  readonly invalid?: boolean | undefined;
}

export type ElementOf<Type extends InteractiveElement['type']> = Extract<
  InteractiveElement,
  { readonly type: Type }
>;
