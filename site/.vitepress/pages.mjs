// Which pages there are, and in which group of the sidebar each is found. A new page of a folder is in its group by itself.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const repository = 'https://github.com/jwks4j/jwks4j'

export const copies = fileURLToPath(new URL('../target/pages/', import.meta.url))

/** All pages, by their paths in the repository. */
export const pages = readdirSync(copies, { recursive: true }).filter((file) => file.endsWith('.md')).sort()

/** A page's path on the site: that of the repository, with a README for its folder. */
export const url = (page) => page.replace(/(^|\/)README\.md$/, '$1index.md')

const title = (page) => /^#\s+(.+)$/m.exec(readFileSync(copies + page, 'utf8'))?.[1].replace(/[`*]/g, '') ?? page

const item = (page) => ({ text: title(page), link: '/' + url(page).replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '') })

const group = (text, matches, collapsed) => ({ text, collapsed, items: pages.filter(matches).map(item) })

const within = (folder) => (page) => page.startsWith(folder)
const beside = (folder) => (page) => page.startsWith(folder) && !page.slice(folder.length).includes('/')

const readers = ['application-developer', 'library-migrator', 'operator', 'security-reviewer', 'contributor']
const grouped = [
  { text: 'Where to start', items: readers.map((reader) => item(`docs/readers/${reader}.md`)) },
  group('Guides', beside('docs/'), false),
  group('Benchmarks', within('docs/benchmarks/'), true),
  group('Decisions', within('docs/adr/'), true),
]
const known = new Set(grouped.flatMap((each) => each.items.map((page) => page.link)))

export const sidebar = [
  { text: 'Start', link: '/' },
  ...grouped,
  group('Modules and checks', (page) => page.includes('/') && !known.has(item(page).link), true),
  group('Project', (page) => !page.includes('/') && page !== 'README.md', false),
]
