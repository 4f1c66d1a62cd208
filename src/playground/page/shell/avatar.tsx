import { Portrait } from './portrait.tsx';
import './avatar.css';

interface Pictured {
  readonly id: string;
  /** Draws the app's icon. */
  readonly isApp?: boolean;
}

const COLOURS = 8;

/** A picture of a person, in a colour of their own, or of the app; decoration beside a written name. */
export function Avatar({ id, isApp = false, size }: Pictured & { readonly size: number }) {
  if (isApp) return <AppIcon size={size} />;
  return (
    <span className={`avatar avatar-${colourOf(id)}`} style={{ width: size, height: size }}>
      <Portrait id={id} size={size} />
    </span>
  );
}

/** Two blocks that become one: what the app does. */
function AppIcon({ size }: { readonly size: number }) {
  return (
    <svg
      className="avatar avatar-app"
      width={size}
      height={size}
      viewBox="0 0 36 36"
      aria-hidden="true"
    >
      <rect className="avatar-app-ground" width="36" height="36" />
      <path className="avatar-app-line" d="M18 8.5 26.5 13.2v9.6L18 27.5 9.5 22.8v-9.6z" />
      <circle className="avatar-app-dot" cx="18" cy="18" r="4" />
    </svg>
  );
}

/** The same for the same id. */
function colourOf(id: string): number {
  const sum = Array.from(id, (sign) => sign.codePointAt(0) ?? 0).reduce(
    (before, code) => (before * 20 + code) % 9_973,
    7,
  );
  return sum % COLOURS;
}
