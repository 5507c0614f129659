/* global document, fetch, window, URLSearchParams, EventSource, IntersectionObserver, requestAnimationFrame, setTimeout, clearTimeout */
import { Phone } from './phone.js';

const STEP = 30;
const MOST = 300;
const READ_AFTER_MS = 800;

const wall = document.querySelector('#wall');
const filter = document.querySelector('#filter');
const live = document.querySelector('#live');
const note = document.querySelector('#note');
const empty = document.querySelector('#empty');
const more = document.querySelector('#more');
const moreFrame = document.querySelector('#more-frame');

/** Phones on the page by number; the order of the keys is that of the last activity, the last one at the end. */
let phones = new Map();
let limit = STEP;
let total = 0;
let matching = 0;
let asked = 0;
let changedSinceAsked = [];
let loading = true;
let loadTimer;

/** Reads the phones that match, and puts them on the wall. What changed meanwhile is applied on top. */
async function load() {
  const mine = ++asked;
  loading = true;
  changedSinceAsked = [];
  const query = new URLSearchParams({ find: wantedDigits(), limit: String(limit) });
  const answer = await fetch(`/sandbox/phones?${query}`)
    .then((response) => response.json())
    .catch(() => undefined);
  if (mine !== asked) return;
  loading = false;
  if (!answer) return show('lost', 'No connection');
  ({ total, matching } = answer);
  const kept = phones;
  phones = new Map();
  for (const { phone, messages } of answer.phones.reverse()) {
    const shown = kept.get(phone) ?? new Phone(phone, watch);
    shown.update(messages);
    phones.set(phone, shown);
  }
  apply(changedSinceAsked);
  arrange();
}

function loadSoon() {
  loadTimer ??= setTimeout(() => {
    loadTimer = undefined;
    if (isBusy()) loadSoon();
    else void load();
  }, 1000);
}

function apply(changes) {
  const find = wantedDigits();
  for (const [number, messages] of Map.groupBy(changes, (change) => change.phone)) {
    if (!number.includes(find)) continue;
    const known = phones.get(number);
    if (!known && ((isBusy() && phones.size >= limit) || find !== '')) {
      loadSoon();
      continue;
    }
    const phone = known ?? new Phone(number, watch);
    const isNews = messages.some((message) => !phone.messages.some((each) => each.id === message.id));
    phone.update(messages);
    if (!isNews) continue;
    phones.delete(number);
    phones.set(number, phone);
  }
  if (find === '') matching = total;
}

/** Whether somebody is at a phone: then none may move. */
function isBusy() {
  return document.activeElement !== wall && wall.contains(document.activeElement);
}

/** Puts the phones in order, the last active first; while somebody is at one, new ones come last, and none goes. */
function arrange() {
  if (isBusy()) {
    wall.append(...[...phones.values()].map((phone) => phone.element).filter((element) => !element.isConnected));
  } else {
    for (const number of [...phones.keys()].slice(0, Math.max(phones.size - limit, 0))) phones.delete(number);
    const wanted = [...phones.values()].reverse().map((phone) => phone.element);
    for (const old of [...wall.children]) if (!wanted.includes(old)) old.remove();
    wanted.forEach((element, index) => {
      if (wall.children[index] !== element) wall.insertBefore(element, wall.children[index] ?? null);
    });
  }
  for (const phone of phones.values()) phone.showEnd();
  describe();
}

/** Says how many phones there are, and how many of them are here. */
function describe() {
  const find = wantedDigits();
  empty.hidden = total > 0;
  moreFrame.hidden = phones.size >= matching || limit >= MOST;
  if (total === 0) note.textContent = '';
  else if (matching === 0) note.textContent = `No phone’s number contains ${find}.`;
  else {
    const part = phones.size < matching ? `${phones.size} of ` : '';
    note.textContent = `${part}${count(matching)}${find ? ` with ${find}` : ''}, the last active first`;
  }
}

function count(number) {
  return number === 1 ? '1 phone' : `${number.toLocaleString()} phones`;
}

function wantedDigits() {
  return filter.value.replace(/\D/g, '');
}

/** A WhatsApp message that stays in sight for a moment has been read. */
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inSight.set(target.dataset.id, target);
      else inSight.delete(target.dataset.id);
    }
    noteReadSoon();
  },
  { threshold: 0.6 },
);
const inSight = new Map();
let readTimer;

function watch(row, message) {
  if (message.channel !== 'wa' || message.status !== 'delivered') return;
  row.dataset.id = message.id;
  observer.observe(row);
}

function noteReadSoon() {
  clearTimeout(readTimer);
  readTimer = setTimeout(() => {
    if (document.visibilityState !== 'visible' || inSight.size === 0) return;
    const ids = [...inSight.keys()].slice(0, 1000);
    for (const row of inSight.values()) observer.unobserve(row);
    inSight.clear();
    const headers = { 'content-type': 'application/json' };
    fetch('/sandbox/reads', { method: 'POST', headers, body: JSON.stringify({ ids }) }).catch(() => undefined);
  }, READ_AFTER_MS);
}

function connect() {
  const events = new EventSource('/sandbox/events');
  let waiting = [];
  events.addEventListener('open', () => {
    show('live', 'Live');
    void load();
  });
  events.addEventListener('error', () => {
    show('lost', 'No connection');
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
  });
  events.addEventListener('message', (event) => {
    const { total: now, changes } = JSON.parse(event.data);
    total = now;
    if (loading) return void changedSinceAsked.push(...changes);
    if (waiting.length === 0) {
      requestAnimationFrame(() => {
        const batch = waiting;
        waiting = [];
        apply(batch);
        arrange();
      });
    }
    waiting.push(...changes);
  });
}

function show(state, text) {
  live.dataset.state = state;
  live.textContent = text;
}

let filterTimer;
filter.addEventListener('input', () => {
  clearTimeout(filterTimer);
  filterTimer = setTimeout(() => {
    limit = STEP;
    void load();
  }, 150);
});
more.addEventListener('click', () => {
  limit = Math.min(limit + STEP, MOST);
  void load();
});
wall.addEventListener('focusout', () => setTimeout(arrange));
document.addEventListener('visibilitychange', noteReadSoon);
window.addEventListener('keydown', (event) => {
  const typing = event.target instanceof window.HTMLInputElement;
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    filter.focus();
  } else if (event.key === 'Escape' && event.target === filter) {
    filter.value = '';
    void load();
  }
});
connect();
