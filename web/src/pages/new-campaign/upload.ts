import { DaybreakError } from '../../../../client/errors.ts';
import type { Answer, Operation } from '../../../../client/types.ts';

export type RecipientList = Answer<Operation<'post', '/api/v2/account/{accountId}/recipient-lists'>>;

export type Upload = {
  accountId: string;
  /** By which it can be asked for while it is still coming. */
  id: string;
  /** The JSON of what it is for. */
  message: string;
  content: { file: File } | { typed: string };
  onSent: (bytes: number) => void;
  signal: AbortSignal;
};

/** Sends recipients to be parsed. With XMLHttpRequest: fetch does not say how far a body has gone. Throws a DaybreakError for a refusal. */
export function uploadRecipients({ accountId, id, message, content, onSent, signal }: Upload): Promise<RecipientList> {
  const isFile = 'file' in content;
  const query = new URLSearchParams({
    message,
    id,
    ...(isFile ? { name: content.file.name.slice(-255) } : { typed: 'true', name: 'Typed' }),
  });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v2/account/${accountId}/recipient-lists?${query.toString()}`);
    request.setRequestHeader('content-type', 'text/csv');
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as RecipientList);
      else reject(refusalOf(request));
    };
    request.onerror = () => reject(new TypeError('There was no answer'));
    request.onabort = () => reject(new DOMException('The upload was stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(isFile ? content.file : content.typed);
  });
}

function refusalOf({ status, statusText, responseText }: XMLHttpRequest): DaybreakError {
  try {
    const { message, requestTraceId } = JSON.parse(responseText) as { message: string; requestTraceId?: string };
    return new DaybreakError(status, message, requestTraceId);
  } catch {
    // A proxy in between, say.
    return new DaybreakError(status, `HTTP ${status} ${statusText}`);
  }
}
