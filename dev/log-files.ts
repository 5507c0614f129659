import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';

/** Of each log: of the one that is written, and of the older one of the same start. A second's worth of lines may come on top. */
export const LOG_FILE_BYTES = 10_000_000;

/** What of a log was moved out of the way while its part runs. */
export function olderOf(logFile: string): string {
  return `${logFile}.1`;
}

/** Opens a new log for a part that starts, passes its descriptor on, and closes it here. The log of the start before is kept as `.before`. */
export function withNewLog<T>(logFile: string, work: (descriptor: number) => T): T {
  rmSync(olderOf(logFile), { force: true });
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.before`);
  const log = openSync(logFile, 'a');
  try {
    return work(log);
  } finally {
    closeSync(log);
  }
}

/**
 * Moves what a log holds to the older one, in its place, once it is larger than `limit` bytes, and says whether it did. The part writes on: its descriptor appends, so
 * that the next line is the first of the emptied file. What it writes between the copy and the cut, microseconds, is lost.
 */
export function rotate(logFile: string, limit: number): boolean {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= limit) return false;
  try {
    copyFileSync(logFile, olderOf(logFile));
  } catch {
    // A disk that is full has no room for the copy, and needs the space all the more.
    rmSync(olderOf(logFile), { force: true });
  }
  truncateSync(logFile);
  return true;
}

/** The last lines of a log, indented: those of the older file too where the log was emptied only just. */
export function lastLines(logFile: string, count = 8): string {
  const text = [olderOf(logFile), logFile].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('');
  const lines = text === '' ? [] : text.trimEnd().split('\n');
  return lines
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}
