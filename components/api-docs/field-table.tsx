import type { Texts } from '#components/texts/texts.ts';
import styles from './api-docs.module.css';
import type { Field } from './fields.ts';
import { Prose } from './prose.tsx';

/** Names, types and meanings; what must be there is marked. */
export function FieldTable({ fields, label, t }: { fields: readonly Field[]; label: string; t: Texts }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.fields} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('api.name')}</th>
            <th scope="col">{t('api.type')}</th>
            <th scope="col">{t('api.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, note }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
                {required && <span className={styles.required}>{t('api.required')}</span>}
              </th>
              <td className={styles.type}>{type}</td>
              <td>
                <Prose text={note} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
