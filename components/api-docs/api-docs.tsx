import type { Texts } from '#components/texts/texts.ts';
import { addressOf } from '#domain/api/address.ts';
import { getOpenapi } from '#domain/api/administration.ts';
import styles from './api-docs.module.css';
import { type ApiDocument, groupsOf } from './document.ts';
import { OperationSection } from './operation-section.tsx';
import { Prose } from './prose.tsx';

const anchorOf = (tag: string) => tag.toLowerCase().replaceAll(/\W+/g, '-');

/** The API on one page, so that the browser's own search finds everything. */
export function ApiDocs({ document, t }: { document: ApiDocument; t: Texts }) {
  const groups = groupsOf(document);
  const lines = (document.info.description ?? '').split('\n').filter((line) => line !== '');
  return (
    <div className={styles.page}>
      <nav className={styles.nav} aria-label={t('api.operations')}>
        {groups.map(({ tag, operations }) => (
          <div key={tag}>
            <a className={styles.navTag} href={`#${anchorOf(tag)}`}>
              {tag}
            </a>
            <ul className={styles.navList}>
              {operations.map(({ operationId, summary, method }) => (
                <li key={operationId}>
                  <a className={styles.navLink} href={`#${operationId}`}>
                    <span className={styles.navMethod} data-method={method}>
                      {method}
                    </span>
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={styles.main}>
        <header className={styles.head}>
          <h1 className={styles.title}>{t('pages.api')}</h1>
          <a className={styles.download} href={addressOf(getOpenapi, {})}>
            openapi.json
          </a>
          <a className={styles.download} href="/tokens">
            {t('pages.tokens')}
          </a>
        </header>
        <div className={styles.intro}>
          {lines
            .filter((line) => !line.startsWith('- '))
            .map((line) => (
              <p key={line}>
                <Prose text={line} />
              </p>
            ))}
          <ul>
            {lines
              .filter((line) => line.startsWith('- '))
              .map((line) => (
                <li key={line}>
                  <Prose text={line.slice(2)} />
                </li>
              ))}
          </ul>
        </div>
        {groups.map(({ tag, operations }) => (
          <section key={tag} aria-labelledby={anchorOf(tag)}>
            <h2 id={anchorOf(tag)} className={styles.tag}>
              {tag}
            </h2>
            {operations.map((operation) => (
              <OperationSection key={operation.operationId} operation={operation} t={t} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
