import { underSky } from './draw-plan.ts';
import type { FieldKind } from './kind.ts';
import type { SkyClass } from './plan.ts';

const MEANINGS: Record<SkyClass, string> = {
  clear: 'no cloud all day',
  scattered: 'a fifth of the sky or so is cloud',
  broken: 'about half of the sky is cloud, bright edges',
  overcast: 'no sun, slow light',
  changing: 'two to four covers follow each other',
  plateaus: 'flat levels of cloud for 5 min to 1.5 h, edges of 0, 20 s, 1 or 3 min between them',
  flicker: 'small dense clouds at speed: strong steps from sample to sample',
};

const CLASSES = ['clear', 'scattered', 'broken', 'overcast', 'changing', 'plateaus', 'flicker'] as const;

export const SKY_KINDS: readonly FieldKind[] = CLASSES.map((skyClass) => ({
  name: skyClass,
  meaning: MEANINGS[skyClass],
  reach: 'plant',
  change: (plan, random) => underSky(plan, skyClass, random),
}));
