// A link means what it means in the repository: to a page, it stays on the site; to any other file or folder, it leads to the
// repository. A link to what is not there fails the build.
import { existsSync, statSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { copies, pages, repository, root, url } from './pages.mjs'

const known = new Set(pages)

function target(href, page) {
  const [, path, rest] = /^([^#?]*)(.*)$/.exec(href)
  const file = posix.normalize(posix.join(dirname(page), decodeURIComponent(path)))
  if (!existsSync(join(root, file))) {
    throw new Error(`${page} links to ${href}, and ${file} is not there`)
  }
  const folder = statSync(join(root, file)).isDirectory()
  const to = folder ? posix.join(file, 'README.md') : file
  if (known.has(to)) {
    const way = posix.relative(dirname(page), url(to))
    return (way.startsWith('.') ? way : './' + way) + rest
  }
  return `${repository}/${folder ? 'tree' : 'blob'}/main/${file}${rest}`
}

export function repositoryLinks(md) {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const page = relative(copies, env.realPath ?? env.path)
    for (const link of tokens.flatMap((token) => token.children ?? []).filter((token) => token.type === 'link_open')) {
      const href = link.attrGet('href')
      if (!/^(#|\/|[a-z][a-z0-9+.-]*:)/i.test(href)) {
        link.attrSet('href', target(href, page))
      }
    }
  })
}

/** The name of a heading's anchor: GitHub's, so that a link to it works in both places. */
export const slug = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')
