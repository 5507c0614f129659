/* global document, fetch */
import { CHANNELS, formatDay, formatNumber, formatStatus, formatTime, formatWhole, isLost } from './format.js';

const KEPT = 50;

/** One consumer's phone: its messages, and a box to answer. */
export class Phone {
  constructor(number, onMessageShown) {
    this.number = number;
    this.messages = [];
    this.rows = new Map();
    this.onMessageShown = onMessageShown;
    const label = formatNumber(number);
    this.screen = element('div', { class: 'screen', tabindex: '0', role: 'log', 'aria-label': `Messages of ${label}` });
    this.screen.setAttribute('aria-live', 'off');
    this.to = element('select', { class: 'to', 'aria-label': 'Conversation to answer in' });
    this.box = element('input', { type: 'text', maxlength: '1600', autocomplete: 'off' });
    this.box.setAttribute('aria-label', `Answer as ${label}`);
    this.button = element(
      'button',
      { type: 'submit', 'aria-label': 'Send', title: 'Send' },
      icon('M3 4l18 8-18 8 3.5-8L3 4Z'),
    );
    this.form = element('form', { class: 'answer' }, this.to, element('div', { class: 'line' }, this.box, this.button));
    this.problem = element('p', { class: 'problem', role: 'alert' });
    this.element = element(
      'article',
      { class: 'phone', 'aria-label': `Phone ${label}` },
      element('header', { class: 'phone-top' }, element('span', { class: 'camera' }), element('h2', {}, label)),
      this.screen,
      this.problem,
      this.form,
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.answer(this.box.value.trim());
    });
    this.to.addEventListener('change', () => this.chosen(this.to.value));
  }

  /** Takes in messages, new or changed. */
  update(messages) {
    for (const message of messages) {
      const index = this.messages.findIndex((each) => each.id === message.id);
      if (index >= 0) this.messages[index] = message;
      else this.messages.push(message);
    }
    this.messages.splice(0, this.messages.length - KEPT);
    const lost = this.messages.find((message) => message.id === this.lostReply);
    if (lost?.status === 'taken') this.say('');
    this.render();
  }

  /** Scrolls to the last message, once, when the phone is first on the page. */
  showEnd() {
    if (this.hasShownEnd) return;
    this.hasShownEnd = true;
    this.screen.scrollTop = this.screen.scrollHeight;
  }

  /** Says why a reply did not get through; or nothing. */
  say(problem, lostReply) {
    this.problem.textContent = problem;
    this.lostReply = lostReply;
  }

  render() {
    const atEnd = this.screen.scrollHeight - this.screen.scrollTop - this.screen.clientHeight < 40;
    const wanted = [...this.wantedRows()];
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    let before = null;
    for (const row of wanted) {
      const present = this.rows.get(row.key);
      const current = present?.signature === row.signature ? present.element : row.build();
      if (present && present.element !== current) present.element.replaceWith(current);
      const place = before ? before.nextElementSibling : this.screen.firstElementChild;
      if (place !== current) this.screen.insertBefore(current, place);
      this.rows.set(row.key, { element: current, signature: row.signature });
      before = current;
    }
    this.renderConversations();
    this.screen.dataset.channel = this.messages.at(-1)?.channel ?? '';
    if (atEnd) this.screen.scrollTop = this.screen.scrollHeight;
  }

  /** The rows of the screen in order: days, the app that a conversation is in, and bubbles. */
  *wantedRows() {
    let lastDay = '';
    let lastConversation = '';
    for (const message of this.messages) {
      const conversation = conversationOf(message);
      const day = formatDay(message.acceptedAt);
      if (conversation !== lastConversation) {
        yield { key: `app ${message.id}`, signature: conversation, build: () => appRow(message) };
      }
      if (day !== lastDay) {
        yield { key: `day ${message.id}`, signature: day, build: () => dayRow(message, day) };
      }
      yield { key: message.id, signature: JSON.stringify(message), build: () => this.bubbleRow(message) };
      lastDay = day;
      lastConversation = conversation;
    }
  }

  bubbleRow(message) {
    const mine = message.direction === 'inbound';
    const side = mine ? 'mine' : 'theirs';
    const time = element('time', { datetime: message.acceptedAt, title: formatWhole(message.acceptedAt) });
    time.textContent = formatTime(message.acceptedAt);
    const state = element('span', { class: `state ${message.status}` }, formatStatus(message));
    if (message.problem) state.title = message.problem;
    const row = element(
      'div',
      { class: `row ${message.channel} ${side}${isLost(message) ? ' lost' : ''}${message.problem ? ' troubled' : ''}` },
      element('div', { class: 'bubble' }, ...templateTop(message), text(message), ...templateFoot(message)),
      ...this.quickReplies(message),
      element('p', { class: 'meta' }, time, ' · ', state),
    );
    if (!mine) this.onMessageShown(row, message);
    return row;
  }

  quickReplies(message) {
    return (message.template?.buttons ?? []).map((each) => {
      if (each.type !== 'QUICK_REPLY') return element('span', { class: 'choice' }, each.text);
      const button = element('button', { class: 'choice', type: 'button' }, each.text);
      button.addEventListener('click', () => {
        this.chosen(conversationOf(message));
        void this.answer(each.text, { answers: message.id, button: true });
      });
      return button;
    });
  }

  /** The conversations that can be answered in, the latest first; the one that was chosen stays until a newer message comes. */
  renderConversations() {
    const known = [...new Set(this.messages.map(conversationOf).reverse())];
    if (known.join() === this.known?.join()) return;
    const isNew = known[0] !== this.known?.[0];
    this.known = known;
    this.to.replaceChildren(...known.map((each) => element('option', { value: each }, conversationLabel(each))));
    this.to.disabled = known.length < 2;
    this.chosen(isNew && this.box.value === '' ? known[0] : this.conversation);
  }

  chosen(conversation) {
    this.conversation = conversation;
    this.to.value = conversation;
    const [channel] = conversation.split(' ');
    this.form.dataset.channel = channel;
    this.box.placeholder = channel === 'wa' ? 'Answer on WhatsApp' : 'Answer by SMS';
  }

  async answer(words, more = {}) {
    if (words === '' || this.form.ariaBusy === 'true') return;
    this.form.ariaBusy = 'true';
    this.say('');
    const [channel, to] = this.conversation.split(' ');
    try {
      const response = await fetch('/sandbox/replies', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ channel, from: this.number, to, text: words, ...more }),
      });
      const said = await response.json();
      if (response.ok && !more.button) this.box.value = '';
      if (!response.ok || !said.delivered) this.say(said.message, said.id);
    } catch {
      this.say('The sandbox did not answer. Is it still running?');
    } finally {
      this.form.ariaBusy = 'false';
    }
  }
}

function conversationOf(message) {
  return `${message.channel} ${message.brand}`;
}

function conversationLabel(conversation) {
  const [channel, brand] = conversation.split(' ');
  return `${channel === 'wa' ? 'WhatsApp' : 'SMS'} · ${formatNumber(brand)}`;
}

function appRow(message) {
  return element(
    'div',
    { class: `app ${message.channel}` },
    icon(
      message.channel === 'wa'
        ? 'M4 20l1.2-4A8 8 0 1 1 8.300 19Zm5-11.500c0 4 3 7 7 7l1-2-2.200-1.300-1.200 1c-1.300-.6-2.200-1.500-2.800-2.800l1-1.200L10.500 7Z'
        : 'M4 6.500A2.500 2.500 0 0 1 6.500 4h11A2.500 2.500 0 0 1 20 6.500v7a2.500 2.500 0 0 1-2.500 2.500H10l-4.500 4V16A2 2 0 0 1 4 14Z',
    ),
    element('b', {}, CHANNELS[message.channel]),
    element('span', {}, formatNumber(message.brand)),
  );
}

function dayRow(message, day) {
  return element('div', { class: `day ${message.channel}` }, element('span', {}, day));
}

function text(message) {
  return element('p', { class: 'text' }, message.text);
}

function templateTop({ template }) {
  const parts = [];
  if (template?.media) {
    parts.push(
      element('p', { class: 'media', title: template.media.link }, `${template.media.type}: ${template.media.link}`),
    );
  }
  if (template?.header) parts.push(element('p', { class: 'headline' }, template.header));
  return parts;
}

function templateFoot({ template }) {
  return template?.footer ? [element('p', { class: 'footer' }, template.footer)] : [];
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
