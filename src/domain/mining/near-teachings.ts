import type { Outline } from './teaching-outlines.ts';

/** Teachings, found by what two must share before they say the same or contradict each other. */
interface NearTeachings {
  add(outline: Outline): void;
  /** Those that share a kind, a trigger or a subject with it, in the order in which they were added. */
  near(outline: Outline): readonly Outline[];
}

export function createNearTeachings(): NearTeachings {
  const all: Outline[] = [];
  const places = new Map<string, number[]>();

  return {
    add(outline) {
      const place = all.push(outline) - 1;
      for (const key of keysOf(outline)) {
        const known = places.get(key);
        if (known) known.push(place);
        else places.set(key, [place]);
      }
    },
    near(outline) {
      const found = new Set<number>();
      for (const key of keysOf(outline)) {
        for (const place of places.get(key) ?? []) found.add(place);
      }
      const sorted = [...found].toSorted((one, other) => one - other);
      return sorted.flatMap((place) => all[place] ?? []);
    },
  };
}

function keysOf(outline: Outline): readonly string[] {
  const { type, triggers, demand, resources, avoided, warning } = outline;
  const subject = type === 'policy' ? [...demand.subject] : [];
  return [
    ...[...triggers].map((stem) => `trigger ${stem}`),
    ...subject.map((stem) => `subject ${stem}`),
    ...[...resources, ...avoided].map(({ group, kind }) => `kind ${kind}.${group}`),
    ...(warning === undefined ? [] : [`warning ${warning}`]),
  ];
}
