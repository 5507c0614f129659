import { domainToASCII } from 'node:url';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST_HOST = 253;

/**
 * A host from which images may be sent, as the address of an image will name it: in lower case, other scripts in their ASCII form. It is a
 * name alone, of at least two parts: no scheme, path, port, wildcard or IP address.
 */
export function parseMediaHost(text: string): { ok: true; host: string } | { ok: false; reason: string } {
  const written = text.trim();
  if (/[/\\:@?#\s]/.test(written)) return wrong('must be a host name alone, without scheme, port or path');
  if (written.includes('*')) return wrong('must not have a wildcard: name each host');
  const host = domainToASCII(written).replace(/\.$/, '');
  const labels = host.split('.');
  if (host === '' || host.length > LONGEST_HOST || !labels.every((label) => LABEL.test(label))) {
    return wrong('must be a host name such as images.example.com');
  }
  if (/^\d+$/.test(labels.at(-1) ?? '')) return wrong('must be a name, not an IP address');
  if (labels.length < 2) return wrong('must be the whole name, such as images.example.com');
  return { ok: true, host };
}

function wrong(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
