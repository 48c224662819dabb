// The site is the repository's own Markdown: every page of it, under the path that it has there. scripts/site copies the pages to
// target/pages, where the build finds its modules.
import { defineConfig } from 'vitepress'
import { pages, repository, sidebar, url } from './pages.mjs'
import { repositoryLinks, slug } from './links.mjs'

export default defineConfig({
  title: 'jwks4j',
  description: "The issuer's own public key for a JSON Web Token, for services on the JVM.",
  base: process.env.SITE_BASE ?? '/',
  srcDir: 'target/pages',
  outDir: './target/site',
  cacheDir: './target/cache',
  rewrites: Object.fromEntries(pages.map((page) => [page, url(page)])),
  vite: { publicDir: false, build: { chunkSizeWarningLimit: 2000 } },
  markdown: { config: (md) => md.use(repositoryLinks), anchor: { slugify: slug } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/' },
      { text: 'Where to start', items: sidebar.find((group) => group.text === 'Where to start').items },
      { text: 'Changelog', link: '/CHANGELOG' },
    ],
    sidebar,
    socialLinks: [{ icon: 'github', link: repository }],
    footer: { message: 'Apache License 2.0' },
  },
})
