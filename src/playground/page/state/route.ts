/** The tabs of the app's own view. */
export const APP_TABS = ['home', 'messages', 'about'] as const;
export type AppTab = (typeof APP_TABS)[number];

export const PANELS = ['developer', 'cluster'] as const;
export type PanelName = (typeof PANELS)[number];

/** `list` is the sidebar alone, which a narrow window shows by itself. */
export type Place =
  | { readonly kind: 'list' }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'app'; readonly tab: AppTab };

/** All that the address of the page holds, so that a reload and Back return to the same sight. */
export interface Route {
  /** The handle or id of the person at the keyboard. */
  readonly person?: string | undefined;
  readonly place: Place;
  /** The root of the open thread. */
  readonly thread?: string | undefined;
  readonly panel?: PanelName | undefined;
  /** The message to scroll to. */
  readonly at?: string | undefined;
}

/** Reads `#/ana/C00PLATFORM/1700000000.000100?panel=cluster`; what it cannot read it leaves out. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/u, '').split('?', 2);
  const [person = '', ...rest] = path.split('/').slice(1).map(decoded);
  const search = new URLSearchParams(query);
  const panel = PANELS.find((name) => name === search.get('panel'));
  const at = timeOf(search.get('at') ?? '');
  return { person: person === '' ? undefined : person, ...placeOf(rest), panel, at };
}

function placeOf([first = '', second = '', third = '']: readonly string[]): Pick<
  Route,
  'place' | 'thread'
> {
  if (first === '') return { place: { kind: 'list' } };
  if (first !== 'app') {
    return { place: { kind: 'channel', channel: first }, thread: timeOf(second) };
  }
  const tab = APP_TABS.find((name) => name === second) ?? 'home';
  return { place: { kind: 'app', tab }, thread: tab === 'messages' ? timeOf(third) : undefined };
}

function timeOf(text: string): string | undefined {
  return /^\d+\.\d+$/u.test(text) ? text : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function writeRoute({ person, place, thread, panel, at }: Route): string {
  const parts = [person, ...segments(place), place.kind === 'list' ? undefined : thread];
  const path = parts.filter((part) => part !== undefined).map(encodeURIComponent);
  const search = new URLSearchParams();
  if (panel) search.set('panel', panel);
  if (at !== undefined) search.set('at', at);
  return `#/${path.join('/')}${search.size === 0 ? '' : `?${search.toString()}`}`;
}

function segments(place: Place): readonly string[] {
  if (place.kind === 'list') return [];
  return place.kind === 'channel' ? [place.channel] : ['app', place.tab];
}
