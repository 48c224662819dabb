// Records a terminal session: real commands at a real fake issuer, and what they print, as docs/pictures/session.svg.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { Issuer, PROGRAM } from './service.mjs';

const PICTURE = new URL('../../docs/pictures/session.svg', import.meta.url).pathname;
const LINE = 17;
const CHARACTER = 7.25;
const COLOURS = [
  [/^\$ /, '#e6edf3', 'bold'],
  [/^ *✗|REFUSED|^refused/, '#ff7b72'],
  [/^ *!|^ *next|^grade/, '#e3b341'],
  [/^ *✓/, '#7ee787'],
];

/** Runs a command, and gives it its input. */
async function said(args, input = '') {
  const [program, ...first] = PROGRAM;
  const running = spawn(program, [...first, ...args], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  let text = '';
  running.stdout.on('data', (data) => (text += data));
  running.stderr.on('data', (data) => (text += data));
  running.stdin.end(input);
  await once(running, 'close');
  return text.trimEnd().split('\n');
}

async function session() {
  const issuer = await Issuer.start();
  try {
    const at = ['--issuer', issuer.name, '--http-on-loopback'];
    const later = new Date(Date.now() + 7_200_000).toISOString().replace(/\.\d+/, '');
    issuer.press('n');
    const token = await issuer.token();
    const commands = [
      ['verify', '-', ...at, '--audience', 'payments'],
      ['explain', '-', ...at, '--audience', 'orders', '--at', later],
      ['doctor', issuer.name, '--http-on-loopback'],
    ];
    const lines = [];
    for (const command of commands) {
      const piped = command.includes('-') ? ' < token.txt' : '';
      lines.push(`$ ./jwks4j ${command.join(' ')}${piped}`, ...(await said(command, token)), '');
    }
    return lines.slice(0, -1);
  } finally {
    issuer.stop();
  }
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function drawn(line, index) {
  const [, fill, weight] = COLOURS.find(([pattern]) => pattern.test(line)) ?? [null, '#adbac7'];
  const style = `fill="${fill}"${weight ? ` font-weight="${weight}"` : ''}`;
  return `<text x="14" y="${LINE * (index + 1) + 8}" ${style} xml:space="preserve">${escaped(line)}</text>`;
}

function picture(lines) {
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 28;
  const height = LINE * lines.length + 24;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"`,
    '  font-family="ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="12">',
    '<title>A terminal: a token for another service is refused, an expired one explained, an issuer examined.</title>',
    '<rect width="100%" height="100%" rx="6" fill="#161b22"/>',
    ...lines.map(drawn),
    '</svg>',
    '',
  ].join('\n');
}

await mkdir(new URL('.', `file://${PICTURE}`), { recursive: true });
await writeFile(PICTURE, picture(await session()));
