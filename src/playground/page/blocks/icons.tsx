/** The signs of blocks, drawn with the colour of the text around them. */

function Sign({ path, size = 20 }: { readonly path: string; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function DownIcon() {
  return <Sign size={16} path="M5 7.5l5 5 5-5" />;
}
export function RightIcon() {
  return <Sign size={16} path="M7.5 5l5 5-5 5" />;
}
export function LeftIcon() {
  return <Sign size={16} path="M12.5 5l-5 5 5 5" />;
}
export function CheckIcon() {
  return <Sign size={16} path="M4 10.5l4 4 8-9" />;
}
export function CrossIcon() {
  return <Sign size={14} path="M5 5l10 10M15 5L5 15" />;
}
export function DownloadIcon() {
  return <Sign path="M10 3v9m0 0l-3.5-3.5M10 12l3.5-3.5M4 16.5h12" />;
}
export function TrashIcon() {
  return <Sign path="M3.5 5.5h13M8 5V3.5h4V5M5 5.5l.8 11h8.4l.8-11M8.2 8.5v5M11.8 8.5v5" />;
}
export function StarIcon() {
  return <Sign path="M10 3l2.2 4.6 5 .6-3.7 3.4 1 5-4.5-2.5-4.5 2.5 1-5L2.8 8.200l5-.6z" />;
}
export function ThumbUpIcon() {
  return (
    <Sign path="M6.5 9v7.500H3.500V9zm0 0l3-6c1.5 0 2 1 2 2v3h4c1 0 1.7.8 1.5 1.800l-1 5.200c-.2.9-.8 1.5-1.7 1.500H6.5" />
  );
}
export function ThumbDownIcon() {
  return (
    <Sign path="M6.5 11V3.500H3.500V11zm0 0l3 6c1.5 0 2-1 2-2v-3h4c1 0 1.7-.8 1.5-1.800l-1-5.200c-.2-.9-.8-1.5-1.7-1.500H6.5" />
  );
}
export function WarningSign() {
  return <Sign path="M10 3L2 16.500h16L10 3zm0 5v4m0 2.300v.1" />;
}
export function ErrorSign() {
  return <Sign path="M10 2.500a7.5 7.5 0 100 15 7.5 7.5 0 000-15zm-2.5 5l5 5m0-5l-5 5" />;
}
export function InfoSign() {
  return <Sign path="M10 2.500a7.5 7.5 0 100 15 7.5 7.5 0 000-15zm0 6.500v4.500m0-7v.1" />;
}
export function SuccessSign() {
  return <Sign path="M10 2.500a7.5 7.5 0 100 15 7.5 7.5 0 000-15zm-3.5 8l2.5 2.5 4.5-5" />;
}

/** Three dots in a row. */
export function MoreIcon() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="4.5" cy="10" r="1.5" fill="currentColor" />
      <circle cx="10" cy="10" r="1.5" fill="currentColor" />
      <circle cx="15.5" cy="10" r="1.5" fill="currentColor" />
    </svg>
  );
}
