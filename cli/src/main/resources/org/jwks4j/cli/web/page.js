'use strict';

// What comes from tokens and issuers is only ever set as text.
const byId = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function ask(path, body) {
  const options = body === undefined
    ? {}
    : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, { cache: 'no-store', credentials: 'same-origin', ...options });
  const object = await answer.json();
  if (!answer.ok) throw new Error(object.message);
  return object;
}

function span(seconds) {
  const total = Math.abs(Math.floor(seconds));
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const parts = [];
  let rest = total;
  for (const [size, unit] of units) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)} ${unit}`);
    rest %= size;
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}

const millis = (value) => (value === undefined ? '–' : span(value / 1000));

// --- the token

const MARKS = { ok: ['✓ ok', 'good'], failed: ['✗ failed', 'bad'], unchecked: ['– not checked', 'quiet'] };
let asked = 0;
let waiting;
let expiry;

byId('token').addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(explain, 150);
});

async function explain() {
  const token = byId('token').value;
  const mine = ++asked;
  if (token.trim() === '') {
    show(null);
    return;
  }
  try {
    const explained = await ask('/api/explain', { token });
    if (mine === asked) show(explained);
  } catch (error) {
    if (mine === asked) showFailure(error);
  }
}

function showFailure(error) {
  show(null);
  byId('verdict').textContent = `No answer: ${error.message}. Is jwks4j web still running?`;
  byId('verdict').className = 'bad';
}

function show(explained) {
  const verdict = byId('verdict');
  byId('explanation').hidden = explained === null;
  byId('notes').textContent = explained === null ? '' : explained.notes.join('; ');
  expiry = undefined;
  if (explained === null) {
    verdict.textContent = 'Paste a token to see what it says.';
    verdict.className = '';
    tick();
    return;
  }
  const good = explained.verified;
  verdict.textContent = good
    ? '✓ Valid: signed by its issuer, at this time'
    : explained.status === 503
      ? `✗ Unknown, as the keys are unavailable (503 ${explained.reason})`
      : `✗ Refused (401 ${explained.reason})`;
  verdict.className = good ? 'good' : 'bad';
  byId('next').textContent = explained.next;
  byId('header').textContent = pretty(explained.header);
  byId('claims').textContent = pretty(explained.claims);
  byId('checks').replaceChildren(...explained.checks.map(checkRow));
  const seconds = explained.claims?.exp;
  if (typeof seconds === 'number') expiry = { seconds, skew: explained.now - Date.now() / 1000 };
  tick();
}

const pretty = (object) => (object === undefined ? '(cannot be read)' : JSON.stringify(object, null, 2));

function checkRow(check) {
  const row = element('tr');
  const [words, className] = MARKS[check.result];
  row.append(
    element('td', words, className),
    element('th', check.check),
    element('td', check.expected),
    element('td', check.found));
  row.children[1].scope = 'row';
  return row;
}

function tick() {
  const line = byId('time-left');
  if (expiry === undefined) {
    line.textContent = '';
    return;
  }
  const left = expiry.seconds - (Date.now() / 1000 + expiry.skew);
  line.textContent = left >= 0 ? `expires in ${span(left)}` : `expired ${span(left)} ago`;
}

setInterval(tick, 1000);

// --- the issuers

const GOOD = ['FIXED', 'FRESH', 'DUE'];

async function look() {
  try {
    const { issuers, changes } = await ask('/api/issuers');
    issuers.forEach(showIssuer);
    byId('changes').replaceChildren(...(changes.length === 0 ? [element('li', 'none yet')] : changes.map(change)));
  } catch (error) {
    byId('changes').replaceChildren(element('li', `no answer: ${error.message}`, 'bad'));
  }
  setTimeout(look, 1000);
}

function rowOf(issuer) {
  let row = [...byId('issuers').children].find((one) => one.dataset.issuer === issuer);
  if (row === undefined) {
    row = element('tr');
    row.dataset.issuer = issuer;
    const name = element('th', issuer);
    name.scope = 'row';
    const button = element('button', 'Examine');
    button.type = 'button';
    button.setAttribute('aria-label', `Examine ${issuer}`);
    button.addEventListener('click', () => examine(issuer, button));
    const last = element('td');
    last.append(button);
    row.append(name, ...Array.from({ length: 6 }, () => element('td')), last);
    byId('issuers').append(row);
    const details = element('details');
    details.dataset.issuer = issuer;
    details.append(element('summary', `Keys of ${issuer}`), element('ul'));
    byId('keys').append(details);
  }
  return row;
}

function setText(cell, text, className) {
  if (cell.textContent !== text) cell.textContent = text;
  if (className !== undefined && cell.className !== className) cell.className = className;
}

function showIssuer(issuer) {
  const cells = rowOf(issuer.issuer).children;
  const good = GOOD.includes(issuer.state) && issuer.lastFailure === undefined;
  const cold = issuer.state === 'COLD' && issuer.lastFailure === undefined;
  const text = issuer.state.toLowerCase() + (issuer.lastFailure === undefined ? '' : `: ${issuer.lastFailure}`);
  setText(cells[1], `${good ? '✓' : cold ? '–' : '!'} ${text}`, good ? 'good' : cold ? 'quiet' : 'warning');
  setText(cells[2], millis(issuer.ageMillis));
  setText(cells[3], issuer.nextRequestMillis === undefined ? '–' : `in ${millis(issuer.nextRequestMillis)}`);
  setText(cells[4], String(issuer.keys));
  setText(cells[5], String(issuer.requests));
  setText(cells[6], String(issuer.failedRequests));
  showKeys(issuer);
}

function showKeys(issuer) {
  const details = [...byId('keys').children].find((one) => one.dataset.issuer === issuer.issuer);
  const lines = issuer.publishedKeys.map(keyInWords);
  const list = details.querySelector('ul');
  if (list.dataset.shown !== JSON.stringify(lines)) {
    list.dataset.shown = JSON.stringify(lines);
    list.replaceChildren(...lines.map(([words, className]) => element('li', words, className)));
  }
}

function keyInWords(key) {
  const name = key.keyId === undefined ? 'without kid' : JSON.stringify(key.keyId);
  return key.usable
    ? [`✓ ${name}: ${key.description}, for ${key.algorithms.join(', ')}, thumbprint ${key.thumbprint}`, '']
    : [`✗ ${name}: not used: ${key.reason}, ${key.detail}`, 'bad'];
}

function change({ time, issuer, added, removed }) {
  const words = (label, kids) => (kids.length === 0 ? '' : `; ${label} ${kids.map((kid) => JSON.stringify(kid)).join(', ')}`);
  return element('li', `${time} ${issuer}${words('added', added)}${words('removed', removed)}`);
}

// --- the doctor

const LEVELS = { OK: ['✓', 'good'], NOTE: ['–', 'quiet'], WARNING: ['!', 'warning'], ERROR: ['✗', 'bad'] };

async function examine(issuer, button) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  byId('diagnosis').textContent = `Examining ${issuer}…`;
  byId('findings').replaceChildren();
  try {
    const diagnosis = await ask('/api/doctor', { issuer });
    byId('diagnosis').textContent =
      `${issuer}: grade ${diagnosis.grade}, ${diagnosis.errors} errors, ${diagnosis.warnings} warnings`;
    byId('findings').replaceChildren(...diagnosis.findings.map(finding));
  } catch (error) {
    byId('diagnosis').textContent = `No diagnosis: ${error.message}`;
  }
  button.removeAttribute('aria-disabled');
}

function finding({ level, message, next }) {
  const [mark, className] = LEVELS[level.toUpperCase()] ?? ['–', 'quiet'];
  return element('li', `${mark} ${message}${next === undefined ? '' : `. ${next}`}`, className);
}

look();
