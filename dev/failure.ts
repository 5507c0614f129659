/** Something a person can act on: its message is one clear sentence, shown without a stack. */
export class Failure extends Error {
  override name = 'Failure';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
