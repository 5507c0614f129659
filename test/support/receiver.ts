/** A receiver of conversation webhooks: takes them, and lets a test say how it answers. Signatures are checked by the specification's words alone. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Body = {
  type: string;
  data: {
    conversation: { id: string; consumer: string };
    message?: { text: string };
  };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

export async function startReceiver() {
  const events: {
    id: string;
    body: Body;
    rawBody: string;
    headers: IncomingHttpHeaders;
    isSignedBy: (secret: string) => boolean;
  }[] = [];
  let next: { answer: number | 'silence'; times: number; headers: Record<string, string> } | undefined;
  const server = createServer((request, response) => {
    let rawBody = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (rawBody += chunk));
    request.on('end', () => {
      const { headers } = request;
      const id = String(headers['webhook-id']);
      const isSignedBy = (secret: string) => {
        const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
        const content = `${id}.${String(headers['webhook-timestamp'])}.${rawBody}`;
        const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
        return String(headers['webhook-signature']).split(' ').includes(expected);
      };
      events.push({ id, body: JSON.parse(rawBody) as Body, rawBody, headers, isSignedBy });
      const asked = next;
      if (asked && --asked.times <= 0) next = undefined;
      if (asked?.answer === 'silence') return;
      response.writeHead(asked?.answer ?? 204, { location: '/elsewhere', ...asked?.headers }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    /** How the next so many are answered; 204 otherwise. */
    answer: (answer: number | 'silence', times: number, headers: Record<string, string> = {}) =>
      void (next = { answer, times, headers }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
