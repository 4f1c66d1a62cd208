/** The signs of the side panels, drawn with the colour of the text around them. */

export function CaretIcon({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <svg
      className={isOpen ? 'panel-caret panel-caret-open' : 'panel-caret'}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M4.5 2.5L8 6l-3.5 3.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function CrossIcon() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <path
        d="M4 4l10 10m0-10L4 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** An arrow into a wall: towards the bot to the right, towards Slack to the left. */
export function DirectionIcon({ towards }: { readonly towards: 'bot' | 'slack' }) {
  const path =
    towards === 'bot'
      ? 'M2 8h8m-3.5-3.5L10 8l-3.5 3.5M14 3v10'
      : 'M14 8H6m3.5-3.5L6 8l3.5 3.5M2 3v10';
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
