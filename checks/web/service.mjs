// The processes that the page is tested with: a fake issuer, and the page of it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The command line, with what comes before its own arguments. */
export const PROGRAM = (process.env.JWKS4J ?? '../../jwks4j').split(' ');
const [program, ...programArguments] = PROGRAM;

/** A running command, whose lines can be waited for. */
class Command {
  constructor(...args) {
    this.process = spawn(program, [...programArguments, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = [];
    this.waiting = [];
    this.process.on('exit', (code) => {
      this.ended = `${args[0]} ended with ${code}`;
      this.waiting.splice(0).forEach((wake) => wake());
    });
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.waiting.splice(0).forEach((wake) => wake());
    });
  }

  /** The next line that has this in it; all before it are passed over. */
  async line(pattern) {
    for (;;) {
      while (this.lines.length > 0) {
        const match = this.lines.shift().match(pattern);
        if (match) return match;
      }
      if (this.ended) throw new Error(this.ended);
      await new Promise((wake) => this.waiting.push(wake));
    }
  }

  press(key) {
    this.process.stdin.write(`${key}\n`);
  }

  stop() {
    this.process.kill();
  }
}

export class Issuer {
  static async start() {
    const issuer = new Issuer();
    issuer.command = new Command('issuer', '--audience', 'orders', '--life', '1h');
    issuer.name = (await issuer.command.line(/^issuer +(http\S+)/))[1];
    issuer.firstToken = (await issuer.command.line(/^(?:token +)?(ey\S+)/))[1];
    return issuer;
  }

  async token() {
    this.command.press('t');
    return (await this.command.line(/(ey\S+\.\S+\.\S+)/))[1];
  }

  press(key) {
    this.command.press(key);
  }

  rotate() {
    this.command.press('r');
  }

  stop() {
    this.command.stop();
  }
}

export class Page {
  static async start(issuer) {
    const page = new Page();
    page.command = new Command('web', issuer.name, '--audience', 'orders', '--http-on-loopback', '--json');
    return page;
  }

  /** The address that was printed last: each is good once. */
  async address() {
    return JSON.parse((await this.command.line(/^\{.*/))[0]).address;
  }

  stop() {
    this.command.stop();
  }
}
