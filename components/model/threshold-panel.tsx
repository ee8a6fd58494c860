import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ModelView } from '#domain/model-view.ts';
import { MIN_COVERAGE } from '#domain/verdict.ts';
import styles from './model-page.module.css';

/** When the model says nothing: its thresholds and its guard, in words. */
export function ThresholdPanel({ model }: { model: ModelView }) {
  const t = useTexts();
  const { threshold, normalThreshold, checksFamiliarity, temperature } = model;
  return (
    <Panel title={t('model.when')}>
      <dl className={styles.words}>
        <dt>{t('model.faultFrom', { share: t.share(threshold) })}</dt>
        <dd>{t('model.faultFromText')}</dd>
        <dt>{t('model.normalFrom', { share: t.share(normalThreshold) })}</dt>
        <dd>{t('model.normalFromText')}</dd>
        <dt>{t('model.coverageFrom', { share: t.share(MIN_COVERAGE) })}</dt>
        <dd>{t('model.coverageFromText')}</dd>
        <dt>{checksFamiliarity ? t('model.familiarOnly') : t('model.everyImage')}</dt>
        <dd>{checksFamiliarity ? t('model.familiarText') : t('model.everyImageText')}</dd>
        <dt>{t('model.physics')}</dt>
        <dd>{t('model.physicsText')}</dd>
        <dt>{t('model.temperature', { value: t.fixed(temperature, 2) })}</dt>
        <dd>
          {temperature > 1 ? t('model.over') : ''}
          {temperature < 1 ? t('model.under') : ''}
          {temperature === 1 ? t('model.one') : ''}
        </dd>
      </dl>
    </Panel>
  );
}
