/* global fetch, EventSource, IntersectionObserver, document, window, crypto, setTimeout, clearTimeout, URLSearchParams */

/**
 * @typedef {{ id: string, place: number, from: 'brand' | 'user', text: string, createdAt: string, deliveredAt: string | null,
 *   readAt: string | null }} InboxMessage
 *
 * @typedef {object} InAppOptions
 * @property {string} url Where the API is, such as https://messaging.example.com
 * @property {string} account
 * @property {string} app The app's name.
 * @property {() => string | Promise<string>} token Gets a token of the user from the brand's backend. Called at each connection.
 * @property {(message: InboxMessage) => Element | void} onMessage Shows a message, and returns its element: in sight, it is read. Each
 *   message comes once, the user's own too; after a break older ones can come late, so sort by `place`.
 * @property {(state: 'connecting' | 'connected' | 'closed') => void} [onState]
 * @property {(error: Error) => void} [onError] Something did not work, and is tried again.
 */

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const SEND_TRIES = 4;
const PAGE = 200;

/**
 * Connects the user's inbox and keeps it connected, until `close()`.
 * @param {InAppOptions} options
 */
export function connectInApp(options) {
  const base = [
    options.url.replace(/\/+$/, ''),
    'inapp/v1',
    ...[options.account, options.app].map(encodeURIComponent),
  ].join('/');
  /** @type {Map<string, InboxMessage>} */
  const shown = new Map();
  /** @type {Map<string, 'delivered' | 'read'>} What the server has not been told yet. */
  const owed = new Map();
  /** @type {WeakMap<Element, string>} */
  const ids = new WeakMap();
  const inSight = new Set();
  let token = '';
  let place = 0;
  let failures = 0;
  let closed = false;
  let retry;
  /** @type {EventSource | undefined} */
  let stream;

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) inSight[isIntersecting ? 'add' : 'delete'](target);
      readWhatIsSeen();
    },
    { threshold: 0.5 },
  );
  document.addEventListener('visibilitychange', readWhatIsSeen);
  window.addEventListener('online', connectNow);

  async function call(method, path, body) {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.message), { status: response.status });
    return answer;
  }

  async function connect() {
    if (closed) return;
    options.onState?.('connecting');
    try {
      token = await options.token();
      await call('POST', '/register');
      await readInbox();
      if (!closed) openStream();
    } catch (error) {
      connectLater(error);
    }
  }

  async function readInbox() {
    for (let more = true; more;) {
      const { messages } = await call('GET', `/messages?limit=${PAGE}${place ? `&after=${place}` : ''}`);
      more = place > 0 && messages.length === PAGE;
      messages.forEach(receive);
    }
    for (const [id, state] of owed) tell(id, state);
  }

  function openStream() {
    // A new one each time, rather than the browser's own reconnecting: the token in its address may have ended.
    stream = new EventSource(`${base}/stream?${new URLSearchParams({ after: String(place), token })}`);
    stream.addEventListener('ready', () => {
      failures = 0;
      options.onState?.('connected');
    });
    stream.addEventListener('message', ({ data }) => receive(JSON.parse(data)));
    stream.addEventListener('error', () => {
      stream?.close();
      connectLater();
    });
  }

  function connectLater(error) {
    if (closed) return;
    if (error) options.onError?.(error);
    clearTimeout(retry);
    const ms = Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS);
    // Not all at once when a server is back.
    retry = setTimeout(connectNow, ms * (0.5 + Math.random() / 2));
    options.onState?.('connecting');
  }

  function connectNow() {
    clearTimeout(retry);
    stream?.close();
    void connect();
  }

  /** From the inbox or the stream, which go in order. */
  function receive(message) {
    place = Math.max(place, message.place);
    show(message);
  }

  function show(message) {
    if (closed || shown.has(message.id)) return;
    shown.set(message.id, message);
    const element = options.onMessage(message);
    if (message.from === 'user') return;
    if (!message.deliveredAt) tell(message.id, 'delivered');
    if (!element || message.readAt) return;
    ids.set(element, message.id);
    sight.observe(element);
  }

  function readWhatIsSeen() {
    if (document.visibilityState !== 'visible') return;
    for (const element of inSight) {
      inSight.delete(element);
      sight.unobserve(element);
      read(ids.get(element));
    }
  }

  function read(id) {
    const message = shown.get(id);
    if (!message || message.readAt) return;
    message.readAt = new Date().toISOString();
    tell(id, 'read');
  }

  function tell(id, state) {
    owed.set(id, state);
    call('POST', `/messages/${id}/${state}`).then(
      () => owed.get(id) === state && owed.delete(id),
      (error) => (error.status === 404 ? owed.delete(id) : options.onError?.(error)),
    );
  }

  async function send(text) {
    const id = newId();
    for (let tries = 1; ; tries++) {
      try {
        const message = await call('POST', '/messages', { id, text });
        show(message);
        return message;
      } catch (error) {
        if (tries === SEND_TRIES || (error.status >= 400 && error.status < 500)) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_RETRY_MS * 2 ** (tries - 1)));
      }
    }
  }

  void connect();
  return {
    /** Writes to the brand. Tried again while the network is away; the message is taken once. @param {string} text */
    send,
    /** The user has read it: for messages whose `onMessage` returned no element. @param {string} id */
    read,
    /** The user signs out, or the page ends. */
    close() {
      closed = true;
      clearTimeout(retry);
      stream?.close();
      sight.disconnect();
      document.removeEventListener('visibilitychange', readWhatIsSeen);
      window.removeEventListener('online', connectNow);
      options.onState?.('closed');
    },
  };
}

/** A UUID also where the page has no https, and so no `crypto.randomUUID`. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) =>
    ((at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte) + 256).toString(16).slice(1),
  );
  return hex.join('').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
