/* global fetch, EventSource, IntersectionObserver, document, crypto, setTimeout, clearTimeout, URLSearchParams */

/**
 * @typedef {{ id: string, place: number, from: 'brand' | 'user', text: string, createdAt: string,
 *   deliveredAt: string | null, readAt: string | null }} InboxMessage
 * @typedef {object} InAppOptions
 * @property {string} url Where the API is, such as https://messaging.example.com, without a slash at its end.
 * @property {string} account
 * @property {string} app The app's name.
 * @property {() => string | Promise<string>} token Gets a token of the user from the brand's backend, at each connection.
 * @property {(message: InboxMessage) => Element | void} onMessage Shows a message, the user's own too, and returns its
 *   element: in sight, it is read. Each comes once; sort by `place`.
 * @property {(state: 'connecting' | 'connected' | 'closed') => void} [onState]
 * @property {(error: Error) => void} [onError] Something did not work, and is tried again.
 */

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const SEND_TRIES = 4;
/**
 * Connects the user's inbox and keeps it connected, until `close()`.
 * @param {InAppOptions} options
 */
export function connectInApp(options) {
  const base = [options.url, 'inapp/v1', ...[options.account, options.app].map(encodeURIComponent)].join('/');
  const shown = new Map();
  /** What the server has not been told yet. */
  const owed = new Map();
  /** Elements in sight, as soon as the page is. */
  const inSight = new Set();
  const ids = new WeakMap();
  let [token, place, failures, closed] = ['', 0, 0, false];
  let retry, stream;

  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inSight[isIntersecting ? 'add' : 'delete'](target);
    readWhatIsSeen();
  });
  document.addEventListener('visibilitychange', readWhatIsSeen);

  async function call(method, path, body) {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    const answer = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.message), { status: response.status });
    return answer;
  }

  async function connect() {
    try {
      token = await options.token();
      await call('POST', '/register');
      owed.forEach((state, id) => tell(id, state));
      for (let more = true; more;) {
        const { messages } = await call('GET', `/messages?limit=200${place ? `&after=${place}` : ''}`);
        more = place > 0 && messages.length === 200;
        messages.forEach(receive);
      }
      if (closed) return;
      stream = new EventSource(`${base}/stream?${new URLSearchParams({ after: String(place), token })}`);
      stream.addEventListener('ready', () => {
        failures = 0;
        options.onState?.('connected');
      });
      stream.addEventListener('message', ({ data }) => receive(JSON.parse(data)));
      // Not the browser's own reconnecting: the token in the address may have ended.
      stream.addEventListener('error', () => connectLater());
    } catch (error) {
      connectLater(error);
    }
  }

  function connectLater(error) {
    stream?.close();
    if (closed) return;
    if (error) options.onError?.(error);
    options.onState?.('connecting');
    // Not all at once when a server is back.
    const ms = Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS) * (0.5 + Math.random() / 2);
    retry = setTimeout(connect, ms);
  }

  /** From the inbox or the stream: they go in order, so what is missing comes after the last of them. */
  function receive(message) {
    place = Math.max(place, message.place);
    show(message);
  }

  function show(message) {
    if (closed || shown.has(message.id)) return;
    shown.set(message.id, message);
    const element = options.onMessage(message);
    if (message.from === 'brand' && !message.deliveredAt) tell(message.id, 'delivered');
    if (!element || message.from === 'user' || message.readAt) return;
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

  /** The user has read it: for a message whose `onMessage` returned no element. */
  function read(/** @type {string} */ id) {
    if (shown.get(id)?.readAt !== null) return;
    shown.get(id).readAt = new Date().toISOString();
    tell(id, 'read');
  }

  function tell(id, state) {
    owed.set(id, state);
    const settle = () => owed.get(id) === state && owed.delete(id);
    const fail = (error) => (error.status === 404 ? settle() : options.onError?.(error));
    call('POST', `/messages/${id}/${state}`).then(settle, fail);
  }

  /** Writes to the brand; tried again while the network is away, and taken once. */
  async function send(/** @type {string} */ text, id = crypto.randomUUID(), tries = 1) {
    try {
      token ||= await options.token();
      const message = await call('POST', '/messages', { id, text });
      show(message);
      return message;
    } catch (error) {
      if (tries === SEND_TRIES || error.status < 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_RETRY_MS * 2 ** (tries - 1)));
      return send(text, id, tries + 1);
    }
  }

  /**
   * Has this browser nudged, by the token that Firebase's `getToken()` gave. Returns what forgets it, for when the user signs out.
   */
  async function registerDevice(/** @type {string} */ pushToken) {
    token = await options.token();
    await call('POST', '/register');
    const { id } = await call('PUT', '/devices', { platform: 'fcm', token: pushToken });
    return async () => {
      token = await options.token();
      await call('DELETE', `/devices/${id}`);
    };
  }

  /** The user signs out, or the page ends. */
  function close() {
    closed = true;
    clearTimeout(retry);
    stream?.close();
    sight.disconnect();
    document.removeEventListener('visibilitychange', readWhatIsSeen);
    options.onState?.('closed');
  }

  options.onState?.('connecting');
  void connect();
  return { send, read, registerDevice, close };
}
