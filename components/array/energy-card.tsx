import { formatShare, WITHIN_UNCERTAINTY_WORDS } from '#components/format/numbers.ts';
import { Panel } from '#components/ui/panel.tsx';
import { type Energy, isWithinUncertainty } from '#domain/energy.ts';
import energyStyles from './energy-card.module.css';
import styles from './facts-cards.module.css';

const kwh = (value: number) => `${value.toFixed(2)} kWh`;

/** What the array should have given, what it gave, and how sure one can be of the loss. */
export function EnergyCard({ energy }: { energy: Energy | null }) {
  return (
    <Panel title="Energy">
      {energy === null ? (
        <p className={styles.none}>Not known: no reading by day in all four channels, or published without it.</p>
      ) : (
        <>
          <dl className={styles.facts}>
            <dt>Expected</dt>
            <dd>{kwh(energy.expectedKwh)}</dd>
            <dt>Measured</dt>
            <dd>{kwh(energy.measuredKwh)}</dd>
            <dt>Loss</dt>
            <dd>
              {kwh(energy.lossKwh)} <span className={styles.note}>± {energy.uncertaintyKwh.toFixed(2)}</span>
            </dd>
          </dl>
          <p className={energyStyles.words}>{lossWords(energy)}</p>
        </>
      )}
      <details className={energyStyles.help}>
        <summary>How this is computed</summary>
        <p>
          Expected power is V<sub>mp</sub> I<sub>mp</sub> · p((G + 2 W/m²) · 0.965, T) · (1 − 0.0053 · G/1000) · 0.998.
          G is the measured irradiance, T the measured module temperature, and p the power of a crystalline module as a
          part of its power at 1000 W/m² and 25 °C, by De Soto’s single-diode model. The factors are what a healthy
          array loses: 3.5 % to dirt, the wiring, mismatch and tracking; 2 W/m² is the pyranometer’s offset.
        </p>
        <p>
          Measured power is V · I. Both are summed over the slots by day with a received reading in all four channels,
          within its limits, of no sensor that repeats one value for half an hour. Hours without readings are no loss.
        </p>
        <p>
          The uncertainty is two standard deviations: 95 of 100 healthy arrays lie within it. It joins the gains of the
          sensors (voltage 0.4 %, current 0.8 %, pyranometer 1.7 %), the thermometer’s offset of 1 K, dirt between 0 and
          7 %, and the module’s shape (1.5 %). A converter that limits its power or stands still is not part of it: that
          is a loss.
        </p>
      </details>
    </Panel>
  );
}

function lossWords({ expectedKwh, lossKwh, uncertaintyKwh }: Energy): string {
  if (isWithinUncertainty({ lossKwh, uncertaintyKwh }) && lossKwh >= -uncertaintyKwh) {
    return `The loss lies ${WITHIN_UNCERTAINTY_WORDS}: a healthy array may show as much.`;
  }
  if (lossKwh < 0) return 'More than expected: look at its pyranometer and its nameplate.';
  return `${formatShare(lossKwh / expectedKwh)} of the expected energy is missing.`;
}
