import { type AddressInfo, type Socket, createServer } from 'node:net';
import type { OutboundMessage } from '../../channels/port.ts';
import { PHONE_NUMBER_ID, SMS_NUMBER } from '../sandbox/harness.ts';

/** A message that is right in every field. */
export function outbound(more: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    attemptId: 'attempt-1',
    from: SMS_NUMBER,
    fromRef: PHONE_NUMBER_ID,
    to: '+14155550134',
    content: { kind: 'text', text: 'Your order is on its way.' },
    validUntil: undefined,
    ...more,
  };
}

export type Wire = { url: string; close: () => Promise<void> };

/** A provider at the level of bytes: `answer` writes whatever it likes once a request has come. */
export async function wire(answer: (socket: Socket) => void): Promise<Wire> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, '127.0.0.1', () => resolve(undefined));
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** A port on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const opened = await wire(() => undefined);
  await opened.close();
  return opened.url;
}

/** A whole HTTP answer. */
export function http(status: string, body: string, headers = ''): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
