import type { Condition } from '#domain/conditions.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { type ArrayToSimulate, dealOut, type SimulatedFile } from './definition.ts';
import { demoConditions } from './demo-conditions.ts';

/** Where the demo plant stands: central Europe, modules tilted by 30°. */
const DEMO_SITE = { latitude: 47, tilt: 30, noonShiftMinutes: 0 };

/** The files of a demo plant's day below `root`. The same plant, day and arrays give the same readings. */
export function demoDayFiles(options: {
  root: string;
  plantId: string;
  day: string;
  dayStartMs: number;
  arrays: readonly { deviceId: string; nameplate: Nameplate }[];
  /** Of each array; default those of the demo plant, in which every condition is to be seen. */
  conditions?: readonly Condition[] | undefined;
}): SimulatedFile[] {
  const { root, plantId, day, dayStartMs, arrays, conditions } = options;
  const states = conditions?.map((condition) => ({ condition, linkDown: false })) ?? demoConditions(arrays.length);
  const toSimulate = arrays.map(({ deviceId, nameplate: { modulesInSeries, strings } }, index): ArrayToSimulate => {
    const { condition = 'normal', linkDown = false } = states[index] ?? {};
    const array = { ...DEFAULT_ARRAY, modulesInSeries, strings };
    return { deviceId, array, condition, linkDown, arraySeed: deviceId, seed: `${deviceId} ${day}` };
  });
  return dealOut(toSimulate).map(
    (dealt, partition): SimulatedFile => ({
      file: scadaFile(root, plantId, day, partition),
      format: 'avro',
      day,
      dayStartMs,
      weatherSeed: `${plantId} ${day}`,
      site: DEMO_SITE,
      arrays: dealt,
    }),
  );
}
