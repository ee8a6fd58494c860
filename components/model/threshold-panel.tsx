import { formatShare } from '#components/format/numbers.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { ModelView } from '#domain/model-view.ts';
import { MIN_COVERAGE } from '#domain/verdict.ts';
import styles from './model-page.module.css';

/** When the model says nothing: its thresholds and its guard, in words. */
export function ThresholdPanel({ model }: { model: ModelView }) {
  const { threshold, normalThreshold, checksFamiliarity, temperature } = model;
  return (
    <Panel title="When there is no verdict">
      <dl className={styles.words}>
        <dt>Names a fault from {formatShare(threshold)}</dt>
        <dd>
          A fault that the model holds for less likely is “uncertain”: its best guesses are shown, none is claimed.
        </dd>
        <dt>Says normal from {formatShare(normalThreshold)}</dt>
        <dd>An array that is less surely healthy is “uncertain”, never normal.</dd>
        <dt>Judges from {formatShare(MIN_COVERAGE)} of the daylight readings</dt>
        <dd>With fewer, or without daylight, there is “not enough data” to ask the model.</dd>
        <dt>{checksFamiliarity ? 'Judges only what it has seen the like of' : 'Judges every image'}</dt>
        <dd>
          {checksFamiliarity
            ? 'Before its answer counts, what the network makes of the image is held against the training days. One that is unlike all of them is “unfamiliar”, however sure the answer: outside what it has learned, the model’s confidence means nothing.'
            : 'This version has no record of what its training days looked like: it cannot tell that an array-day is unlike all of them.'}
        </dd>
        <dt>Asks physics before and after</dt>
        <dd>
          An array whose converter was off or limited for most of the light gets no verdict, nor is one called normal
          whose own past contradicts its nameplate: “check registration”.
        </dd>
        <dt>Calibrated with a temperature of {temperature.toFixed(2)}</dt>
        <dd>
          {temperature > 1 ? 'Over 1: the network was surer than it was right, and is toned down.' : ''}
          {temperature < 1 ? 'Under 1: the network was right more often than it was sure, and is sharpened.' : ''}
          {temperature === 1 ? 'The network’s own probabilities, as they are.' : ''}
        </dd>
      </dl>
    </Panel>
  );
}
