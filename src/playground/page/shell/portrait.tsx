import './portrait.css';

/** How somebody's hair stands: what is behind the head, and what is before it. */
const HAIR = [
  {
    behind: '',
    before:
      'M10.8 15.5C9.8 7.5 13.6 4 18.2 4s8.2 3.4 7 11.5c-.8-3.5-1.7-5.2-3-6-2.6 1-6.2 1.2-8.6.3-1.4 1.1-2.2 2.7-2.8 5.7z',
  },
  {
    behind: 'M9 27.5C7.5 17 8.5 4 18 4s10.5 13 9 23.5c-4 1.5-14 1.5-18 0z',
    before:
      'M11.3 14.5c.2-6 3-8.5 6.7-8.5s6.5 2.5 6.7 8.5c-2.2-.8-4.2-2.5-5.2-4.5-1.7 2.5-4.7 4-8.2 4.5z',
  },
  {
    behind: 'M14.5 4.5a3.5 3.5 0 1 1 7 0 3.5 3.5 0 0 1-7 0z',
    before: 'M10.9 15c-.7-7 2.8-10 7.1-10s7.8 3 7.1 10c-1.5-3.5-4-5-7.1-5s-5.6 1.5-7.1 5z',
  },
  {
    behind:
      'M8.5 14a4 4 0 0 1 2-6 4.5 4.5 0 0 1 5-4 5 5 0 0 1 6 .3 4.5 4.5 0 0 1 4.5 4 4 4 0 0 1 1.5 6 4 4 0 0 1-3 5h-13a4 4 0 0 1-3-5.3z',
    before: 'M11.4 13.5c1-3.5 3.6-4.5 6.6-4.5s5.6 1 6.6 4.5C24.5 8 22 6 18 6s-6.5 2-6.6 7.5z',
  },
  {
    behind: '',
    before:
      'M11 14.5C10.3 7.5 13.5 4.5 18 4.5s7.7 3 7 10c-.7-2.7-1.3-4.5-2.3-5.5h-9.4c-1 1-1.6 2.8-2.3 5.5zM11.4 16.5c.3 5.5 2.7 8.5 6.6 8.5s6.3-3 6.6-8.5c-1.2 2.6-2.2 3-3.6 2.4-1.5-.6-4.5-.6-6 0-1.4.6-2.4.2-3.6-2.4z',
  },
] as const;

const SKINS = 4;
const HAIR_COLOURS = 4;

/** A face of our own drawing, the same for the same id. */
export function Portrait({ id, size }: { readonly id: string; readonly size: number }) {
  const number = numberOf(id);
  const hair = HAIR[number % HAIR.length] ?? HAIR[0];
  const skin = `portrait-skin-${Math.floor(number / 5) % SKINS}`;
  const hairColour = `portrait-hair-${Math.floor(number / 20) % HAIR_COLOURS}`;
  return (
    <svg className="portrait" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
      <rect className="portrait-ground" width="36" height="36" />
      <path className={hairColour} d={hair.behind} />
      <path className={skin} d="M14.5 20h7v7h-7z" />
      <path
        className="portrait-shirt"
        d="M3 36c.5-7.5 5.5-10.8 11.5-11.3q3.5 3.3 7 0C27.5 25.2 32.5 28.5 33 36z"
      />
      <ellipse className={skin} cx="18" cy="15.5" rx="6.7" ry="7.8" />
      <path className={hairColour} d={hair.before} />
      <path className="portrait-face" d="M15.3 15.2v.4M20.7 15.2v.4M16 19.2c1.2 1 2.8 1 4 0" />
    </svg>
  );
}

function numberOf(id: string): number {
  return Array.from(id, (sign) => sign.codePointAt(0) ?? 0).reduce(
    (before, code) => (before * 325 + code) % 9_973,
    84,
  );
}
