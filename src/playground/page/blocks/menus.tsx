import { useState } from 'react';
import { usePlayground } from '../context.ts';
import { Combobox } from './combobox.tsx';
import type { ElementOf, ElementProps } from './element-props.ts';
import { ElementProblem } from './element-problem.tsx';
import {
  type Choice,
  chosenIds,
  chosenOptions,
  type IdElement,
  idsState,
  isSeveral,
  optionsState,
} from './element-state.ts';
import { offeredPlaces } from './offered-places.ts';
import { matchingGroups, type OptionGroup } from './option-groups.ts';
import { type ElementUse, useElement } from './use-element.tsx';
import { useSuggestions } from './use-suggestions.ts';

const NOTHING_FOUND = 'No results';

type StaticMenuElement = ElementOf<'static_select' | 'multi_static_select'>;
type ExternalMenuElement = ElementOf<'external_select' | 'multi_external_select'>;
type MenuElement = StaticMenuElement | ExternalMenuElement | IdElement;

/** A menu whose options the app sent along. */
export function StaticMenu(props: ElementProps<StaticMenuElement>) {
  const { element } = props;
  const use = useElement(props);
  const [query, setQuery] = useState('');
  const groups = matchingGroups(groupsOf(element), query);

  return (
    <Menu
      {...{ props, use, groups, query }}
      onQuery={setQuery}
      chosen={chosenOptions(element, use.held)}
      onChoose={(chosen) => use.tell(optionsState(element, chosen))}
      note={groups.length === 0 ? NOTHING_FOUND : undefined}
    />
  );
}

function groupsOf({ options, option_groups: groups }: StaticMenuElement): readonly OptionGroup[] {
  if (!groups) return [{ options: options ?? [] }];
  return groups.map((group) => ({ label: group.label.text, options: group.options }));
}

/** A menu whose options the app is asked for, as the person types. */
export function ExternalMenu(props: ElementProps<ExternalMenuElement>) {
  const { element } = props;
  const use = useElement(props);
  const suggestions = useSuggestions(props);
  const { options, query, note } = suggestions;

  return (
    <Menu
      {...{ props, use, query }}
      groups={[{ options }]}
      onQuery={suggestions.search}
      onOpen={() => suggestions.search('')}
      chosen={chosenOptions(element, use.held)}
      onChoose={(chosen) => use.tell(optionsState(element, chosen))}
      note={note ?? (options.length === 0 ? NOTHING_FOUND : undefined)}
    />
  );
}

/** A menu of the people, channels or conversations of the workspace. */
export function PlaceMenu(props: ElementProps<IdElement>) {
  const { element, shown } = props;
  const use = useElement(props);
  const playground = usePlayground();
  const [query, setQuery] = useState('');
  const offered = offeredPlaces(element, playground);
  const groups = matchingGroups([{ options: offered }], query);
  const here = 'channel' in shown && isHere(element) ? [shown.channel] : [];
  const held = chosenIds(element, use.held);
  const ids = held.length === 0 && use.held === undefined ? here : held;

  return (
    <Menu
      {...{ props, use, groups, query }}
      onQuery={setQuery}
      chosen={ids.map((id) => offered.find(({ value }) => value === id) ?? named(id, playground))}
      onChoose={(chosen) =>
        use.tell(
          idsState(
            element,
            chosen.map(({ value }) => value),
          ),
        )
      }
      note={groups.length === 0 ? NOTHING_FOUND : undefined}
    />
  );
}

function isHere(element: IdElement): boolean {
  return (
    'default_to_current_conversation' in element && element.default_to_current_conversation === true
  );
}

function named(id: string, playground: { nameOf(id: string): string }): Choice {
  return { text: { text: playground.nameOf(id) }, value: id };
}

interface MenuProps {
  readonly props: ElementProps<MenuElement>;
  readonly use: ElementUse;
  readonly groups: readonly OptionGroup[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onOpen?: () => void;
  readonly chosen: readonly Choice[];
  readonly onChoose: (chosen: readonly Choice[]) => void;
  readonly note: string | undefined;
}

function Menu({ props, use, ...menu }: MenuProps) {
  const { element, inInput } = props;
  const several = isSeveral(element.type);
  return (
    <div className="menus">
      <Combobox
        {...menu}
        isSeveral={several}
        most={'max_selected_items' in element ? element.max_selected_items : undefined}
        isToldOnClose={several && !inInput}
        isClearable={inInput}
        placeholder={element.placeholder?.text ?? PLACEHOLDERS[element.type]}
        isBusy={use.isBusy}
        isFocusedOnLoad={element.focus_on_load === true}
        labelledBy={props.labelledBy}
        describedBy={props.describedBy}
        isInvalid={props.invalid === true}
      />
      <ElementProblem problem={use.problem} />
      {use.confirmation}
    </div>
  );
}

const PLACEHOLDERS: Readonly<Record<MenuElement['type'], string>> = {
  static_select: 'Select an option',
  multi_static_select: 'Select options',
  external_select: 'Select an option',
  multi_external_select: 'Select options',
  users_select: 'Select a person',
  multi_users_select: 'Select people',
  channels_select: 'Select a channel',
  multi_channels_select: 'Select channels',
  conversations_select: 'Select a conversation',
  multi_conversations_select: 'Select conversations',
};
