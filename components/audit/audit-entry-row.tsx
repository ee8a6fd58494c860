import { useTexts } from '#components/texts/texts-provider.tsx';
import { type AuditEntry, differencesOf } from '#domain/audit.ts';
import styles from './audit-page.module.css';

/** One change: when, who, what, and each field that it touched. All of it is text, whatever somebody has typed. */
export function AuditEntryRow({ entry, utcOffsetMinutes }: { entry: AuditEntry; utcOffsetMinutes: number }) {
  const t = useTexts();
  const { actor, address, action, target, before, after, at, requestId } = entry;
  const from = [actor.kind === 'user' ? '' : t(`audit.kind.${actor.kind}`), address].filter(Boolean).join(', ');
  return (
    <li className={styles.row}>
      <div className={styles.when}>
        <time dateTime={at}>{t.instant(at, utcOffsetMinutes)}</time>
        <div className={styles.who}>
          {actor.name}
          {from !== '' && <span className={styles.dim}> ({from})</span>}
        </div>
        {requestId !== null && <div className={styles.dim}>{t('audit.request', { id: requestId })}</div>}
      </div>
      <div className={styles.what}>
        <div>
          <span className={styles.verb}>{action}</span> <span className={styles.dim}>{target.kind}</span> {target.id}
        </div>
        <Differences before={before} after={after} />
      </div>
    </li>
  );
}

function Differences({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  const differences = differencesOf(before, after);
  if (differences.length === 0) return null;
  return (
    <dl className={styles.differences}>
      {differences.map((difference) => (
        <div key={difference.field} className={styles.difference}>
          <dt>{difference.field}</dt>
          <dd>
            {difference.before !== null && <del>{difference.before}</del>}
            {difference.before !== null && difference.after !== null && <span aria-hidden="true"> → </span>}
            {difference.after !== null && <ins>{difference.after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
