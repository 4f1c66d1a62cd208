import './avatar.css';

interface Pictured {
  readonly id: string;
  readonly name: string;
  /** Draws the app's icon. */
  readonly isApp?: boolean;
}

const COLOURS = 8;

/** A picture made of the initials, in a colour of their own; decoration beside a written name. */
export function Avatar({ id, name, isApp = false, size }: Pictured & { readonly size: number }) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.42) };
  if (isApp) return <AppIcon size={size} />;
  return (
    <span
      className={`avatar avatar-${colourOf(id)}`}
      style={style}
      aria-hidden="true"
      data-initials={initials(name, size < 24 ? 1 : 2)}
    />
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

function initials(name: string, count: 1 | 2): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const ends = words.length > 1 && count === 2 ? [words.at(0), words.at(-1)] : words.slice(0, 1);
  const letters = ends.map((word = '') => String.fromCodePoint(word.codePointAt(0) ?? 0));
  return letters.join('').toUpperCase();
}

/** The same for the same id. */
function colourOf(id: string): number {
  const sum = Array.from(id, (sign) => sign.codePointAt(0) ?? 0).reduce(
    (before, code) => (before * 7 + code) % 9_973,
    7,
  );
  return sum % COLOURS;
}
