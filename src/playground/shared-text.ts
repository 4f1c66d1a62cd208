/** Longest text of a file that the page shares, in characters: a request has little room. */
export const SHARED_TEXT_MAX = 24_000;

/** Longest name of such a file, in characters. */
export const SHARED_NAME_MAX = 255;
