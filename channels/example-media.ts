import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import path from 'node:path';
import { hasPrivateHost } from '../domain/private-address.ts';
import { messageOf } from './answers.ts';
import { PRIVATE, publicLookup } from './public-lookup.ts';

export type Download =
  | { outcome: 'ok'; name: string; type: string; bytes: Uint8Array<ArrayBuffer> }
  /** No retry changes it. */
  | { outcome: 'refused'; message: string }
  | { outcome: 'unwell'; message: string };

export type DownloadOptions = {
  timeoutMs: number;
  /** Addresses that may be called although they are private: tests' own. */
  allowPrivate?: boolean;
  /** A certificate authority besides the usual ones. */
  ca?: string;
};

/** WhatsApp's formats for a header: contract.md section 2. */
const TYPES = ['image/jpeg', 'image/png', 'video/mp4', 'video/3gpp', 'application/pdf'];
/**
 * WhatsApp's most for a picture and for a video: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media. A document may have
 * 100 MB there; an example need not, and is held in memory here.
 */
const MB = 1024 * 1024;
const mostBytes = (type: string) => (type.startsWith('image/') ? 5 * MB : 16 * MB);

/**
 * Fetches an example file over https. Redirects are not followed, and private addresses are not called: the link is a client's, and this
 * process stands where clients do not.
 */
export async function downloadExample(link: string, options: DownloadOptions): Promise<Download> {
  const url = URL.parse(link);
  if (url?.protocol !== 'https:') return refused('it must be an https address');
  if (!options.allowPrivate && hasPrivateHost(url)) return refused(PRIVATE);
  try {
    const response = await open(url, options);
    try {
      return await read(response, path.posix.basename(url.pathname) || 'example');
    } finally {
      response.destroy();
    }
  } catch (error) {
    return messageOf(error) === PRIVATE ? refused(PRIVATE) : { outcome: 'unwell', message: messageOf(error) };
  }
}

function open(url: URL, { timeoutMs, allowPrivate, ca }: DownloadOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: TYPES.join(', ') },
      ...(allowPrivate ? {} : { lookup: publicLookup }),
      ...(ca === undefined ? {} : { ca }),
    };
    request(url, options, resolve).on('error', reject).end();
  });
}

async function read(response: IncomingMessage, name: string): Promise<Download> {
  const status = response.statusCode ?? 0;
  const type = (response.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (status >= 500 || status === 429) return { outcome: 'unwell', message: `the address answered HTTP ${status}` };
  if (status !== 200) return refused(`the address answered HTTP ${status}`);
  if (!TYPES.includes(type)) return refused(`it is ${type || 'of no type'}, and not one of ${TYPES.join(', ')}`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes(type)) return refused(`it is larger than ${mostBytes(type) / MB} MB`);
    chunks.push(chunk);
  }
  return { outcome: 'ok', name, type, bytes: new Uint8Array(Buffer.concat(chunks)) };
}

function refused(message: string): Download {
  return { outcome: 'refused', message };
}
