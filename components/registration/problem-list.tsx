import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { RegistrationPreview } from '#domain/registration.ts';
import styles from './registration.module.css';

/** Every problem of a file, with its line and column. */
export function ProblemList({ preview: { problems, problemsLeftOut } }: { preview: RegistrationPreview }) {
  const t = useTexts();
  const all = problems.length + problemsLeftOut;
  return (
    <Panel className={styles.list}>
      <h2 className={styles.heading}>{t('registration.problems', { count: all })}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('registration.line')}</th>
              <th scope="col">{t('registration.column')}</th>
              <th scope="col">{t('registration.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, column, message }) => (
              <tr key={`${line} ${column} ${message}`}>
                <td>{line ?? ''}</td>
                <td>{column ?? ''}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problemsLeftOut > 0 && (
        <p className={styles.more}>{t('registration.moreProblems', { count: problemsLeftOut })}</p>
      )}
    </Panel>
  );
}
