/** It travels in a cookie. */
const LONGEST = 1_000;
const SOMEWHERE = 'http://here.invalid';

/** The path to come back to after signing in, with its query and fragment; undefined where it could lead elsewhere. */
export function readReturnTo(text: string): string | undefined {
  if (!text.startsWith('/') || text.length > LONGEST || !URL.canParse(text, SOMEWHERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(text, SOMEWHERE);
  // What browsers take for another host (`//`, `/\`) has another origin here too, or ends up as a path that begins with two slashes.
  if (origin !== SOMEWHERE || pathname.startsWith('//')) return undefined;
  return `${pathname}${search}${hash}`;
}
