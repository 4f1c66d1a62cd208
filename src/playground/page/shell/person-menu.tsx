import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { Avatar } from './avatar.tsx';
import { MenuButton } from './menu.tsx';
import { partOf, playable, standingOf } from './people-words.ts';
import { useShell } from './shell-context.ts';

interface PersonMenuProps {
  readonly className: string;
  /** With the name beside the picture. */
  readonly isWide?: boolean;
}

/** Who sits at the keyboard, and who else could: here, or in a tab of their own. */
export function PersonMenu({ className, isWide = false }: PersonMenuProps) {
  const { me, snapshot } = usePlayground();
  const { go, addressOf } = useShell();
  const { userGroups, about } = snapshot;
  const standing = standingOf(me, userGroups);
  const people = playable(snapshot.people);
  const here = people.map((person) => ({
    id: person.id,
    label: person.realName,
    detail: partOf(person, { userGroups, parts: about.parts }),
    picture: <Avatar id={person.id} size={28} />,
    isChosen: person.id === me.id,
    onSelect: () => go({ person: person.name }),
  }));
  const elsewhere = people
    .filter(({ id }) => id !== me.id)
    .map((person) => ({
      id: `tab-${person.id}`,
      label: `Open as ${person.realName} in a new tab`,
      picture: <Icon name="new-tab" size={18} />,
      onSelect: () => {
        window.open(addressOf({ person: person.name }), '_blank', 'noopener');
      },
    }));
  return (
    <MenuButton
      label={`${me.realName} ${standing}. Switch person`}
      className={className}
      side="above"
      sections={[
        { heading: 'Switch to', items: here },
        { heading: 'Two people at once', items: elsewhere },
      ]}
    >
      <Avatar id={me.id} size={isWide ? 28 : 36} />
      {isWide ? (
        <>
          <span className="person-menu-words">
            <span className="person-menu-name">{me.realName}</span>{' '}
            <span className="person-menu-standing">{standing}</span>
          </span>
          <Icon name="down" size={14} />
        </>
      ) : (
        <span className="presence presence-here" />
      )}
    </MenuButton>
  );
}
