/** An answer that is no success: contract.md section 6. */
export class DaybreakError extends Error {
  override readonly name = 'DaybreakError';
  /** The HTTP status. */
  readonly status: number;
  /** Finds the call in the log of the API. Undefined where something else than the API answered. */
  readonly requestTraceId: string | undefined;

  constructor(status: number, message: string, requestTraceId?: string) {
    super(message);
    this.status = status;
    this.requestTraceId = requestTraceId;
  }
}

/** The error that an answer tells of. */
export async function errorOf(response: Response): Promise<DaybreakError> {
  const text = await response.text();
  const { message, requestTraceId } = parse(text);
  return new DaybreakError(
    response.status,
    message ?? (text.slice(0, 200) || `HTTP ${response.status} ${response.statusText}`),
    requestTraceId,
  );
}

function parse(text: string): { message?: string; requestTraceId?: string } {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    // A proxy in between, say.
    return {};
  }
}
