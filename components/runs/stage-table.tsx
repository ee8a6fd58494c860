import type { StageFigures } from '#components/charts/prepare-stages.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './stage-table.module.css';

/** The stages in figures: how far, how fast, how long still, and what had to be tried again. */
export function StageTable({ stages }: { stages: readonly StageFigures[] }) {
  const t = useTexts();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('run.progressOf')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('run.stageLabel')}</th>
          <th scope="col">{t('run.progress')}</th>
          <th scope="col">{t('run.took')}</th>
          <th scope="col">{t('run.rate')}</th>
          <th scope="col">{t('run.left')}</th>
          <th scope="col">{t('run.retries')}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.stage} data-state={stage.state}>
            <th scope="row">{t(`run.stage.${stage.stage}`)}</th>
            <td data-name={t('run.progress')}>
              <div className={styles.progress}>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.fill} style={{ '--progress': stage.progress }} />
                </span>
                <span>{progressOf(stage, t)}</span>
              </div>
            </td>
            <td data-name={t('run.took')}>{stage.durationMs === null ? '–' : t.duration(stage.durationMs)}</td>
            <td data-name={t('run.rate')}>{stage.ratePerSecond === null ? '–' : rateOf(stage.ratePerSecond, t)}</td>
            <td data-name={t('run.left')}>
              {stage.leftMs === null ? '–' : t('run.about', { duration: t.duration(stage.leftMs) })}
            </td>
            <td data-name={t('run.retries')}>{retriesOf(stage, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function progressOf({ stage, state, done, total }: StageFigures, t: Texts): string {
  if (stage === 'notify' || total === 0 || state === 'skipped' || state === 'pending')
    return t(`run.stageState.${state}`);
  const words = state === 'succeeded' ? '' : `, ${t(`run.stageState.${state}`)}`;
  return `${t('run.doneOf', { done, total })}${words}`;
}

function rateOf(perSecond: number, t: Texts): string {
  return t('run.ratePerSecond', { rate: perSecond >= 10 ? t.count(perSecond) : t.fixed(perSecond, 1) });
}

function retriesOf({ attempts, failedAttempts }: StageFigures, t: Texts): string {
  if (attempts === 0) return '–';
  return failedAttempts === 0 ? t('run.noRetries') : t('units.failedAttempt', { count: failedAttempts });
}
