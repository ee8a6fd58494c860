import { Panel } from '#components/ui/panel.tsx';
import type { RegistrationPreview } from '#domain/registration.ts';
import styles from './registration.module.css';

/** Every problem of a file, with its line and column. */
export function ProblemList({ preview: { problems, problemsLeftOut } }: { preview: RegistrationPreview }) {
  const all = problems.length + problemsLeftOut;
  return (
    <Panel className={styles.list}>
      <h2 className={styles.heading}>{all === 1 ? '1 problem' : `${all} problems`}: nothing can be registered yet</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Column</th>
              <th scope="col">Problem</th>
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
      {problemsLeftOut > 0 && <p className={styles.more}>and {problemsLeftOut} more</p>}
    </Panel>
  );
}
