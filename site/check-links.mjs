// Each link of the built site leads to a file of it, and to a place in that file if it names one. Links elsewhere are not asked.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const site = fileURLToPath(new URL('target/site', import.meta.url))
const base = process.env.SITE_BASE ?? '/'
const htmlFiles = readdirSync(site, { recursive: true })
  .filter((file) => file.endsWith('.html') && file !== '404.html')
  .map((file) => join(site, file))
const contents = new Map(htmlFiles.map((file) => [file, readFileSync(file, 'utf8')]))

function fileOf(path, from) {
  const file = path === '' ? from : path.startsWith('/') ? join(site, path.slice(base.length)) : join(dirname(from), path)
  return existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file
}

function isDead(link, from) {
  const [, path, fragment] = /^([^#?]*)(?:\?[^#]*)?#?(.*)$/.exec(link)
  const file = fileOf(decodeURIComponent(path), from)
  return !existsSync(file) || (fragment !== '' && !contents.get(file)?.includes(`id="${decodeURIComponent(fragment)}"`))
}

let links = 0
const dead = []
for (const [file, html] of contents) {
  for (const [, link] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    if (!/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) {
      links++
      if (isDead(link.replaceAll('&amp;', '&'), file)) {
        dead.push(`${relative(site, file)}: ${link}`)
      }
    }
  }
}
if (links === 0 || dead.length > 0) {
  console.error(`dead links of the site:\n${dead.join('\n') || 'there is no link at all'}`)
  process.exit(1)
}
console.log(`${htmlFiles.length} pages, ${links} links within the site, none dead`)
