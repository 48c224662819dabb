// The page in a real browser: what a person does, with nothing loaded from elsewhere, no rule of its own broken, and for those who
// use a keyboard or a screen reader too. PICTURES=1 draws the pictures of the documentation anew.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Issuer, Page } from './service.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = new URL('../../docs/pictures/', import.meta.url).pathname;

let issuer;
let service;
let browser;
let context;
let page;
let origin;
let requests;
let complaints;

before(async () => {
  issuer = await Issuer.start();
  service = await Page.start(issuer);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  service?.stop();
  issuer?.stop();
});

beforeEach(async () => {
  await open({});
});

afterEach(async () => {
  await close();
});

/** Opens the page as a person does, by the address in the terminal. */
async function open(options) {
  context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  requests = [];
  complaints = [];
  page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const address = await service.address();
  origin = new URL(address).origin;
  await page.goto(address);
}

/** Each test ends with it: nothing was asked of anybody else, and the browser found nothing to complain of. */
async function close() {
  await context.close();
  assert.deepEqual(requests.filter((url) => new URL(url).origin !== origin), [], 'requests to elsewhere');
  assert.deepEqual(complaints, [], 'what the browser complained of');
}

async function paste(text) {
  await page.getByLabel('A token, or what surrounds it').fill(text);
}

const verdict = () => page.getByRole('status').first();

async function says(locator, text) {
  await locator.filter({ hasText: text }).first().waitFor({ timeout: 15_000 });
}

async function axe() {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
}

test('a token is valid, and its time is counted', async () => {
  await paste(await issuer.token());
  await says(verdict(), 'Valid: signed by its issuer');
  const left = page.locator('#time-left');
  await says(left, /expires in 59 min/);
  await says(page.locator('#checks tr'), /ok.*signature/);
  await says(page.locator('#claims'), '"aud": "orders"');
});

test('the time left goes down while nobody types', async () => {
  await paste(await issuer.token());
  await says(page.locator('#time-left'), /expires in/);
  await page.clock.install();
  const before = await page.locator('#time-left').textContent();
  await page.clock.fastForward('01:00:00');
  await page.waitForFunction((text) => document.getElementById('time-left').textContent !== text, before);
});

test('what surrounds a token is left out, and said', async () => {
  await paste(`Authorization: Bearer ${await issuer.token()}`);
  await says(page.locator('#notes'), '"Authorization:" before it was left out');
  await says(verdict(), 'Valid');
});

test('a changed token is refused, with what to do next', async () => {
  const [header, , signature] = (await issuer.token()).split('.');
  const claims = Buffer.from(JSON.stringify({ iss: issuer.name, aud: 'orders', exp: 4102444800 })).toString('base64url');
  await paste(`${header}.${claims}.${signature}`);
  await says(verdict(), 'Refused (401 INVALID_SIGNATURE)');
  await says(page.locator('#next'), 'The token was changed after it was signed');
});

test('typing explains each state, and an empty field says how to begin', async () => {
  const field = page.getByLabel('A token, or what surrounds it');
  await field.pressSequentially('eyJhbGciOi');
  await says(verdict(), 'Refused (401 MALFORMED_TOKEN)');
  await field.fill('');
  await says(verdict(), 'Paste a token');
  assert.equal(await page.locator('#explanation').isVisible(), false);
});

test('text of a token stays text', async () => {
  const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');
  const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await paste(`${part({ alg: 'ES256', kid: evil })}.${part({ iss: evil, sub: evil })}.AAAA`);
  await says(page.locator('#claims'), '<img src=x onerror=alert(1)>');
  assert.equal(await page.locator('main img, main script').count(), 0);
});

test('the token is in no URL, no history and no storage', async () => {
  const token = await issuer.token();
  await paste(token);
  await says(verdict(), 'Valid');
  const kept = await page.evaluate(() => JSON.stringify([
    location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, history.length, history.state]));
  for (const text of [kept, ...requests]) {
    assert.ok(!text.includes(token.slice(0, 30)), text);
  }
  await page.reload();
  assert.equal(await page.getByLabel('A token, or what surrounds it').inputValue(), '');
});

test('the address opens the page once', async () => {
  const used = requests[0];
  const other = await browser.newContext();
  const answer = await (await other.newPage()).goto(used);
  assert.equal(answer.status(), 403);
  await other.close();
});

test('keys and rotations are shown as they come', async () => {
  await paste(await issuer.token());
  await says(verdict(), 'Valid');
  await says(page.locator('#issuers tr'), /fresh/);
  await page.getByText('Keys of').click();
  await says(page.locator('#keys li'), 'for ES256');
  issuer.rotate();
  const rotated = await issuer.token();
  await paste(rotated);
  await says(verdict(), 'Valid');
  const { kid } = JSON.parse(Buffer.from(rotated.split('.')[0], 'base64url'));
  await says(page.locator('#changes li'), `added "${kid}"`);
});

test('the doctor is reached with the keyboard alone', async () => {
  const button = page.getByRole('button', { name: `Examine ${issuer.name}` });
  await button.waitFor();
  await page.getByLabel('A token, or what surrounds it').focus();
  for (let tabs = 0; tabs < 10 && !(await button.evaluate((it) => it === document.activeElement)); tabs++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await says(page.locator('#diagnosis'), /grade [ABF]/);
  assert.ok((await page.locator('#findings li').count()) > 3);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1100, 360]) {
    test(`nothing is in the way of anybody: ${colorScheme}, ${width} px`, async () => {
      await context.close();
      await open({ colorScheme, viewport: { width, height: 800 } });
      await axe();
      await paste(await issuer.token());
      await says(verdict(), 'Valid');
      await says(page.locator('#issuers tr'), /fresh/);
      await page.getByText('Keys of').click();
      await page.getByRole('button', { name: 'Examine' }).click();
      await says(page.locator('#diagnosis'), /grade/);
      await axe();
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, 'it scrolls sideways');
      if (process.env.PICTURES) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: `${PICTURES}web-${colorScheme}-${width}.png` });
      }
      await paste(`${(await issuer.token()).slice(0, -20)}`);
      await says(verdict(), 'Refused');
      await axe();
    });
  }
}
