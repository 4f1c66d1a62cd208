/** Our own drawings on a grid of 20, in the colour of the text. */
const PATHS = {
  hash: 'M7.5 3 5.5 17M14.5 3l-2 14M3.5 7.5h13.5M3 12.5h13.5',
  lock: 'M5.5 9h9v7.5h-9zM7 9V6.5a3 3 0 0 1 6 0V9',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4',
  smile:
    'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4zM7 11.8c1.4 2.2 4.6 2.2 6 0M7.5 8v.3M12.5 8v.3',
  'smile-plus':
    'M16.6 9.6A7 7 0 1 1 10 3.2M7 11.8c1.4 2.2 4.6 2.2 6 0M7.5 8.2v.3M12.3 8.2v.3M15.5 2v5M13 4.5h5',
  thread: 'M3 4.5h14v9.5H9.5L6 17v-3H3zM6.5 8h7M6.5 10.8h4.5',
  more: 'M10 4.4v.2M10 9.9v.2M10 15.4v.2',
  close: 'M5 5l10 10M15 5 5 15',
  back: 'M12.5 4 6.5 10l6 6',
  forward: 'M7.5 4l6 6-6 6',
  down: 'M5 7.5l5 5 5-5',
  'arrow-down': 'M10 4v12M5 11l5 5 5-5',
  send: 'M3.2 4.2 17 10 3.2 15.8 4.6 10.9 11 10 4.6 9.1z',
  bold: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z',
  italic: 'M8.5 4H14M6 16h5.5M11.5 4l-3 12',
  strike:
    'M3.5 10h13M13.5 6.2C13 4.8 11.7 4 10 4 8 4 6.6 5 6.6 6.7M6.3 13.5C6.7 15 8.1 16 10 16c2.2 0 3.6-1.2 3.6-3',
  code: 'M7 5.5 2.5 10 7 14.5M13 5.5l4.5 4.5L13 14.5',
  'code-block': 'M3 3.5h14v13H3zM8 7.5 5.5 10 8 12.5M12 7.5l2.5 2.5-2.5 2.5',
  quote: 'M4 4v12M8 6.5h8M8 10h8M8 13.5h5',
  at: 'M13 10a3 3 0 1 0-6 0 3 3 0 0 0 6 0zM13 7v4c0 2.4 4 2.4 4-1a7 7 0 1 0-3 5.7',
  slash: 'M3 3.5h14v13H3zM8 13.5l4-7',
  home: 'M3.5 9.5 10 3.5l6.5 6M5 8.5v8h3.5v-4h3v4H15v-8',
  messages: 'M3 4h11v7.5H8L5 14v-2.5H3zM8.5 14H12l3 2.5V14h2V8',
  panel: 'M4 5.5 8.5 10 4 14.5M10 15.5h6.5',
  cube: 'M10 2.8 16.5 6v8L10 17.2 3.5 14V6zM3.5 6 10 9.3 16.5 6M10 9.3v7.9',
  eye: 'M2 10c3.5-6.5 12.5-6.5 16 0-3.5 6.5-12.5 6.5-16 0zM10 7.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z',
  pencil: 'M4 16l.8-3.5L13.5 3.8l2.7 2.7-8.7 8.7zM12 5.3 14.7 8',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3L10.2 5.5M11.5 8.5a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3L9.8 14.5',
  bolt: 'M11 2.5 4.5 11.5H9.5L9 17.5l6.5-9H10.5z',
  check: 'M4 10.5l4 4 8-9',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-6.5 11-6.5 11 0M13 9.5a2.7 2.7 0 1 0-.5-5.3M14.5 11.3c2 .5 3.5 2.2 3.5 5.2',
  theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  format:
    'M2.5 15.5 6.5 5h.5l4 10.5M4 12h5.5M12.5 12.3c0-3 5-3 5 0v3.2M17.5 13c-2-.300-5-.200-5 1.5s4 1.5 5-.500',
  'new-tab': 'M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7',
  download: 'M10 3v9m0 0l-3.5-3.5M10 12l3.5-3.5M4 16.5h12',
  trash: 'M3.5 5.5h13M8 5V3.5h4V5M5 5.5l.8 11h8.4l.8-11M8.2 8.5v5M11.8 8.5v5',
  clip: 'M14.8 9.2l-5.4 5.4a3.2 3.2 0 0 1-4.6-4.6l6-6a2.1 2.1 0 0 1 3 3l-5.9 5.9a1 1 0 0 1-1.5-1.5l5.2-5.2',
  star: 'M10 3l2.2 4.6 5 .6-3.7 3.4 1 5-4.5-2.5-4.5 2.5 1-5L2.8 8.2l5-.6z',
  'thumb-up':
    'M6.5 9v7.5H3.5V9zm0 0l3-6c1.5 0 2 1 2 2v3h4c1 0 1.7.8 1.5 1.8l-1 5.2c-.2.9-.8 1.5-1.7 1.5H6.5',
  'thumb-down':
    'M6.5 11V3.5H3.5V11zm0 0l3 6c1.5 0 2-1 2-2v-3h4c1 0 1.7-.8 1.5-1.8l-1-5.2c-.2-.9-.8-1.5-1.7-1.5H6.5',
  warning: 'M10 3L2 16.5h16L10 3zm0 5v4m0 2.3v.1',
  error: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zm-2.5 5l5 5m0-5l-5 5',
  success: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zm-3.5 8l2.5 2.5 4.5-5',
  'more-across': 'M4.4 10h.2M9.9 10h.2M15.4 10h.2',
  caret: 'M7.5 4.2 13.3 10l-5.8 5.8',
  'into-right': 'M2.5 10h10m-4.4-4.4 4.4 4.4-4.4 4.4M17.5 3.8v12.4',
  'into-left': 'M17.5 10h-10m4.4-4.4L7.5 10l4.4 4.4M2.5 3.8v12.4',
  info: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4zM10 9v5M10 6v.300',
} as const;

export type IconName = keyof typeof PATHS;

const WIDTHS: Partial<Record<IconName, number>> = {
  more: 2.4,
  'more-across': 2.8,
  caret: 2.6,
  send: 1,
};

/** Decoration: whatever it stands in carries the words. */
export function Icon({
  name,
  size = 20,
  className = '',
}: {
  readonly name: IconName;
  readonly size?: number;
  readonly className?: string;
}) {
  return (
    <svg
      className={`icon ${className}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path
        d={PATHS[name]}
        fill={name === 'send' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={WIDTHS[name] ?? 1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
