'use strict';
// Polls the server and draws what it says. Everything from outside goes into the page as text, never as markup.

const PAUSE = 1000;
const PATIENCE = 4000;
const WIDTH = 300;
const HEIGHT = 60;

const at = id => document.getElementById(id);
const show = (id, text) => { at(id).textContent = text; };
let lastAnswer = null;
let currency = { code: '', decimals: 0 };

/** Groups the digits of a whole number, given as text, since it may be larger than a script can count. */
function amount(text) {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.slice(sign.length).padStart(currency.decimals + 1, '0');
  const whole = digits.slice(0, digits.length - currency.decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = currency.decimals ? '.' + digits.slice(-currency.decimals) : '';
  return sign + currency.code + (/\w$/.test(currency.code) ? ' ' : '') + whole + rest;
}

function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function duration(seconds) {
  if (seconds === null) return '–';
  const millis = seconds * 1000;
  return millis < 10 ? millis.toFixed(1) + ' ms' : millis < 1000 ? Math.round(millis) + ' ms' : seconds.toFixed(1) + ' s';
}

function drawRate(perSecond) {
  const peak = Math.max(...perSecond);
  const x = i => (i * WIDTH / (perSecond.length - 1)).toFixed(1);
  const y = value => (HEIGHT - 1 - (HEIGHT - 4) * value / Math.max(peak, 1)).toFixed(1);
  const line = perSecond.map((value, i) => (i ? 'L' : 'M') + x(i) + ' ' + y(value)).join('');
  document.querySelector('#spark .line').setAttribute('d', line);
  document.querySelector('#spark .area').setAttribute('d', line + 'L' + WIDTH + ' ' + HEIGHT + 'L0 ' + HEIGHT + 'Z');
  show('rate', count(perSecond[perSecond.length - 1]));
  show('peak', count(peak));
}

function clockTime(text) {
  return new Date(text).toLocaleTimeString([], { hour12: false });
}

function drawSum(ledger) {
  const isZero = ledger.sum === '0';
  at('sum-box').className = isZero ? 'good' : 'bad';
  show('sum', isZero ? '0' : amount(ledger.sum));
  show('sum-note', (isZero ? 'as it has to be, at ' : 'has to be zero: audit this ledger! At ') + clockTime(ledger.sum_at));
}

function drawLedger(ledger) {
  drawSum(ledger);
  show('held', amount(ledger.held));
  show('holds', count(ledger.open_holds));
  show('entries', count(ledger.entries));
  show('accounts', count(ledger.accounts));
  show('checkpoint', ledger.checkpoint ? '#' + count(ledger.checkpoint) : 'none yet');
  show('digest', ledger.checkpoint_digest || '–');
  at('digest').title = ledger.checkpoint_digest || '';
}

function cell(text, className) {
  const made = document.createElement('td');
  made.textContent = text;
  made.className = className;
  return made;
}

function drawJournal(entries) {
  at('journal').replaceChildren(...entries.map(entry => {
    const row = document.createElement('tr');
    row.append(
      cell(count(entry.sequence), 'number'),
      cell(clockTime(entry.time), ''),
      cell(entry.kind, entry.kind === 'rejection' ? 'rejection' : ''),
      cell(entry.payer, 'name'),
      cell(entry.payee, 'name'),
      cell(amount(entry.amount), 'number'));
    return row;
  }));
}

function trouble(status) {
  if (!status.accepting) return 'the server takes no connections';
  if (!status.ledger_readable) return 'the ledger cannot be read';
  return 'the ledger cannot be written';
}

function draw(status) {
  currency = { code: status.currency, decimals: status.decimals };
  for (const name of ['connected', 'online', 'waiting', 'queued', 'settled', 'rejected']) {
    show(name, count(status[name]));
  }
  drawRate(status.per_second);
  show('median', duration(status.latency_median));
  show('p99', duration(status.latency_p99));
  if (status.ledger) {
    drawLedger(status.ledger);
    drawJournal(status.journal);
  }
  document.body.dataset.state = status.well ? 'live' : 'failing';
  show('state', status.well ? 'live' : trouble(status));
}

/** What is still shown is old, and says so. */
function drawSilence() {
  document.body.dataset.state = 'stale';
  show('state', lastAnswer
    ? 'no answer since ' + lastAnswer.toLocaleTimeString([], { hour12: false }) + '; these figures are old'
    : 'the server does not answer');
}

async function poll() {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), PATIENCE);
  try {
    const answer = await fetch('status.json', { signal: silence.signal, cache: 'no-store' });
    if (!answer.ok) throw new Error('status ' + answer.status);
    draw(await answer.json());
    lastAnswer = new Date();
  } catch (failure) {
    drawSilence();
  } finally {
    clearTimeout(timer);
    setTimeout(poll, PAUSE);
  }
}

poll();
