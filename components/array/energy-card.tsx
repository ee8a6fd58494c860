import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { type Energy, isWithinUncertainty } from '#domain/energy.ts';
import energyStyles from './energy-card.module.css';
import styles from './facts-cards.module.css';

const EXPECTED_POWER = (
  <>
    V<sub>mp</sub> I<sub>mp</sub> · p((G + 2 W/m²) · 0.965, T) · (1 − 0.0053 · G/1000) · 0.998
  </>
);

/** What the array should have given, what it gave, and how sure one can be of the loss. */
export function EnergyCard({ energy }: { energy: Energy | null }) {
  const t = useTexts();
  return (
    <Panel title={t('array.energy')}>
      {energy === null ? (
        <p className={styles.none}>{t('array.energyUnknown')}</p>
      ) : (
        <>
          <dl className={styles.facts}>
            <dt>{t('array.expected')}</dt>
            <dd>{t.fixed(energy.expectedKwh, 2)} kWh</dd>
            <dt>{t('array.measured')}</dt>
            <dd>{t.fixed(energy.measuredKwh, 2)} kWh</dd>
            <dt>{t('array.loss')}</dt>
            <dd>
              {t.fixed(energy.lossKwh, 2)} kWh{' '}
              <span className={styles.note}>± {t.fixed(energy.uncertaintyKwh, 2)}</span>
            </dd>
          </dl>
          <p className={energyStyles.words}>{lossWords(energy, t)}</p>
        </>
      )}
      <details className={energyStyles.help}>
        <summary>{t('array.howComputed')}</summary>
        <p>{t.rich('array.energyExpected', { formula: () => EXPECTED_POWER })}</p>
        <p>{t('array.energyMeasured')}</p>
        <p>{t('array.energyUncertainty')}</p>
      </details>
    </Panel>
  );
}

function lossWords({ expectedKwh, lossKwh, uncertaintyKwh }: Energy, t: Texts): string {
  if (isWithinUncertainty({ lossKwh, uncertaintyKwh }) && lossKwh >= -uncertaintyKwh) {
    return t('array.lossUncertain');
  }
  if (lossKwh < 0) return t('array.moreThanExpected');
  return t('array.missingShare', { share: t.share(lossKwh / expectedKwh) });
}
