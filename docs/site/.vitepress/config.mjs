import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The site of the documents: all Markdown of the tree, which npm run docs copies into pages/, with a search that needs no
// server.
const root = fileURLToPath(new URL('../pages/', import.meta.url));
const page = (file) => ({ text: /^# (.+)$/m.exec(readFileSync(root + file, 'utf8'))?.[1] ?? file, link: `/${file}` });

/** What a browser cannot follow on the site, a folder or a source file, stays as words. */
function withoutLinksToSources(md) {
  md.core.ruler.push('links-to-sources', (state) => {
    for (const { children } of state.tokens) {
      let open = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const target = token.attrGet('href') ?? '';
          open = !/^([a-z]+:|#)/.test(target) && !/\.md(#.*)?$/.test(target);
          if (open) Object.assign(token, { type: 'em_open', tag: 'em', attrs: null });
        } else if (token.type === 'link_close' && open) Object.assign(token, { type: 'em_close', tag: 'em' });
      }
    }
  });
}

export default {
  title: 'Heliograph',
  description: 'Finds electrical faults in solar plants',
  srcDir: root,
  rewrites: { 'README.md': 'index.md' },
  markdown: { config: withoutLinksToSources },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      {
        text: 'Begin',
        items: ['docs/own-plant.md', 'docs/readings.md', 'docs/pictures.md', 'docs/glossary.md'].map(page),
      },
      {
        text: 'Run it',
        items: [
          'docs/operation.md',
          'docs/settings.md',
          'docs/commands.md',
          'docs/sign-in.md',
          'SECURITY.md',
          'docs/upgrades.md',
          'CHANGELOG.md',
        ].map(page),
      },
      { text: 'Build on it', items: ['docs/api-clients.md', 'docs/models-and-data.md', 'docs/library.md'].map(page) },
      {
        text: 'Change it',
        items: ['ARCHITECTURE.md', 'docs/adr/README.md', 'CONTRIBUTING.md', 'CODE_OF_CONDUCT.md'].map(page),
      },
    ],
  },
};
