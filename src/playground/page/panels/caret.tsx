import { Icon } from '../icon.tsx';

/** Points at what is folded away, and down where it is shown. */
export function Caret({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <Icon
      name="caret"
      size={12}
      className={isOpen ? 'panel-caret panel-caret-open' : 'panel-caret'}
    />
  );
}
