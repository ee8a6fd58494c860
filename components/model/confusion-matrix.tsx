import { useTexts } from '#components/texts/texts-provider.tsx';
import { CONDITIONS } from '#domain/conditions.ts';
import styles from './confusion-matrix.module.css';

/** From this part on white reads better on the cell than black; both then have a contrast of 4.5 (WCAG AA). */
const DEEP_PART = 0.885;

/** Rows the truth, columns what operators are told; the depth of a cell is its part of the row. */
export function ConfusionMatrix({ confusion }: { confusion: readonly (readonly number[])[] }) {
  const t = useTexts();
  const columns = [...CONDITIONS.map((condition) => ({ key: condition, label: t(`kinds.${condition}`) }))];
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix} aria-label={t('model.confusionLabel')}>
        <thead>
          <tr>
            <td />
            {[...columns, { key: 'no_verdict', label: t('kinds.no_verdict') }].map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ key, label }, row) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <Cells counts={confusion[row] ?? []} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ counts }: { counts: readonly number[] }) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, column) => {
    const part = total > 0 ? count / total : 0;
    const key = CONDITIONS[column] ?? 'no_verdict';
    return (
      <td
        key={key}
        className={styles.cell}
        data-deep={part > DEEP_PART}
        data-none={count === 0}
        style={{ '--part': part }}
      >
        {count}
      </td>
    );
  });
}
