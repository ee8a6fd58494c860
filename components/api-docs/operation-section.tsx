import type { Texts } from '#components/texts/texts.ts';
import styles from './api-docs.module.css';
import { curlOf } from './curl.ts';
import type { ApiParameter, PlacedOperation } from './document.ts';
import { FieldTable } from './field-table.tsx';
import { fieldsOf, typeOf } from './fields.ts';
import { Prose } from './prose.tsx';

/** One operation: what it does, what it takes, what it answers, and a command to try it with. */
export function OperationSection({ operation, t }: { operation: PlacedOperation; t: Texts }) {
  const { operationId, method, path, summary, description, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content['application/json']?.schema;
  return (
    <article id={operationId} className={styles.operation} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`} className={styles.summary}>
        {summary}
      </h3>
      <p className={styles.place}>
        <span className={styles.method} data-method={method}>
          {method}
        </span>
        <code>{path}</code>
        <span className={styles.action}>{t('api.scope', { scope: operation['x-action'] ?? '' })}</span>
        {operation.deprecated && <span className={styles.action}>{t('api.deprecated')}</span>}
      </p>
      {description !== undefined && (
        <p className={styles.text}>
          <Prose text={description} />
        </p>
      )}
      {parameters.length > 0 && (
        <>
          <h4 className={styles.part}>{t('api.parameters')}</h4>
          <FieldTable t={t} label={t('api.parametersOf', { operationId })} fields={parameters.map(parameterField)} />
        </>
      )}
      {body && (
        <>
          <h4 className={styles.part}>{t('api.body')}</h4>
          <FieldTable t={t} label={t('api.bodyOf', { operationId })} fields={fieldsOf(body)} />
        </>
      )}
      <h4 className={styles.part}>{t('api.responses')}</h4>
      <Answers t={t} operationId={operationId} responses={responses} />
      <h4 className={styles.part}>{t('api.tryIt')}</h4>
      <pre className={styles.curl}>{curlOf(operation)}</pre>
    </article>
  );
}

function parameterField({ name, in: place, required = false, description = '', schema }: ApiParameter) {
  const usual = schema.default === undefined ? '' : ` Otherwise ${JSON.stringify(schema.default)}.`;
  return { name, type: `${typeOf(schema)} (${place})`, required, note: `${description}${usual}` };
}

type AnswersProps = Pick<PlacedOperation, 'operationId' | 'responses'> & { t: Texts };

function Answers({ operationId, responses, t }: AnswersProps) {
  return (
    <ul className={styles.answers}>
      {Object.entries(responses).map(([status, { description, content = {} }]) => {
        const types = Object.keys(content);
        const fields = fieldsOf(content['application/json']?.schema ?? {});
        const line = (
          <>
            <span className={styles.status} data-good={Number(status) < 400}>
              {status}
            </span>
            <span>
              <Prose text={description} />
              {Number(status) < 300 && <span className={styles.types}> {types.join(' or ')}</span>}
            </span>
          </>
        );
        return (
          <li key={status}>
            {fields.length === 0 ? (
              <div className={styles.answer}>{line}</div>
            ) : (
              <details>
                <summary className={styles.answer}>{line}</summary>
                <FieldTable t={t} label={t('api.responseOf', { status, operationId })} fields={fields} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
