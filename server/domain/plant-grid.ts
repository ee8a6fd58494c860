import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { isWithinUncertainty } from '#domain/energy.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { type GridCell, type PlantDayView, plantViewSchema, runViewSchema } from '#domain/views.ts';

// The overview of a large plant in columns: where its arrays stand (rarely changes) and one day's outcome of each.

/** Meaning of the lower seven bits of a byte of `codes`: the place in this list. */
export const OUTCOMES = [...CONDITIONS, ...NO_VERDICT_REASONS] as const;
const NO_OUTCOME = 255;
/** The upper bit: the loss lies within the uncertainty of the energy model. */
const WITHIN_UNCERTAINTY = 0x80;
const SHARE_STEPS = 10_000;
const NO_SHARE = 65_535;
const NO_LOSS = -2_147_483_648;

/** Entry k of every column is the same array; arrays are in physical order, row by row. */
export const plantLayoutViewSchema = z.object({
  /** Changes when an array comes, goes or moves. */
  version: z.string(),
  deviceIds: z.array(z.string()),
  rows: z.array(z.number().int()),
  columns: z.array(z.number().int()),
});

export const plantGridViewSchema = z.object({
  plant: plantViewSchema,
  day: plantDaySchema,
  run: runViewSchema.nullable(),
  newerRun: runViewSchema.nullable(),
  /** Version of the layout whose order the columns follow. */
  layout: z.string(),
  /**
   * Base64 of one byte an array: its outcome, plus 128 where its loss lies within the uncertainty of the energy model; 255 for an
   * array that is not in the result.
   */
  codes: z.base64(),
  /** Base64 of little-endian uint16: ten-thousandths; 65,535 for unknown. */
  confidence: z.base64(),
  coverage: z.base64(),
  /** Base64 of little-endian int32: watt hours; -2^31 for unknown. */
  loss: z.base64(),
});

export type PlantLayoutView = z.infer<typeof plantLayoutViewSchema>;
export type PlantGridView = z.infer<typeof plantGridViewSchema>;

/** One array's outcome of a day, as the index holds it; null where there is none. */
export interface Outcome {
  outcome: string | null;
  confidence: number | null;
  coverage: number | null;
  lossKwh: number | null;
  lossUncertaintyKwh: number | null;
}

/** The outcomes of a day as the bytes behind the four columns of `plantGridViewSchema`. */
export interface OutcomeColumns {
  codes: Uint8Array<ArrayBuffer>;
  confidence: Uint8Array<ArrayBuffer>;
  coverage: Uint8Array<ArrayBuffer>;
  loss: Uint8Array<ArrayBuffer>;
}

/** The four columns of outcomes that come in the layout's order. */
export function encodeOutcomes(outcomes: readonly Outcome[]): OutcomeColumns {
  const codes = new Uint8Array(outcomes.length);
  const [confidence, coverage] = [column(outcomes.length, 2), column(outcomes.length, 2)];
  const loss = column(outcomes.length, 4);
  outcomes.forEach((of, index) => {
    const code = (OUTCOMES as readonly (string | null)[]).indexOf(of.outcome);
    const doubtful = isWithinUncertainty({ lossKwh: of.lossKwh, uncertaintyKwh: of.lossUncertaintyKwh });
    codes[index] = code < 0 ? NO_OUTCOME : code + (doubtful ? WITHIN_UNCERTAINTY : 0);
    confidence.setUint16(2 * index, shareCode(of.confidence), true);
    coverage.setUint16(2 * index, shareCode(of.coverage), true);
    loss.setInt32(4 * index, of.lossKwh === null ? NO_LOSS : Math.round(of.lossKwh * 1000), true);
  });
  return { codes, confidence: bytesOf(confidence), coverage: bytesOf(coverage), loss: bytesOf(loss) };
}

/** The outcome of the array at a place of the columns; both null where it is not in the result. */
export function outcomeAt({ codes, confidence }: Pick<OutcomeColumns, 'codes' | 'confidence'>, index: number) {
  const code = (codes[index] ?? NO_OUTCOME) & ~WITHIN_UNCERTAINTY;
  const isNone = codes[index] === undefined || codes[index] === NO_OUTCOME;
  const { buffer, byteOffset, byteLength } = confidence;
  const share = isNone ? NO_SHARE : new DataView(buffer, byteOffset, byteLength).getUint16(2 * index, true);
  return {
    condition: isNone ? null : (CONDITIONS[code] ?? null),
    reason: isNone ? null : (NO_VERDICT_REASONS[code - CONDITIONS.length] ?? null),
    confidence: shareOf(share),
  };
}

/** The day as its cells. Throws RangeError when the layout is not the one the grid was made for. */
export function decodePlantDay(grid: PlantGridView, layout: PlantLayoutView): PlantDayView {
  const arrays = layout.deviceIds.length;
  const codes = fromBase64(grid.codes);
  if (grid.layout !== layout.version || codes.length !== arrays) {
    throw new RangeError(`the grid of ${codes.length} arrays is of another layout than that of ${arrays}`);
  }
  const [confidence, coverage, loss] = [grid.confidence, grid.coverage, grid.loss].map(
    (text) => new DataView(fromBase64(text).buffer),
  ) as [DataView, DataView, DataView];
  const cells = layout.deviceIds.map((deviceId, index): GridCell => {
    const byte = codes[index] as number;
    const code = byte === NO_OUTCOME ? byte : byte & ~WITHIN_UNCERTAINTY;
    const lossWh = loss.getInt32(4 * index, true);
    return {
      deviceId,
      row: layout.rows[index] as number,
      column: layout.columns[index] as number,
      condition: CONDITIONS[code] ?? null,
      reason: NO_VERDICT_REASONS[code - CONDITIONS.length] ?? null,
      confidence: shareOf(confidence.getUint16(2 * index, true)),
      coverage: shareOf(coverage.getUint16(2 * index, true)),
      lossKwh: lossWh === NO_LOSS ? null : lossWh / 1000,
      withinUncertainty: byte !== code,
    };
  });
  const { plant, day, run, newerRun } = grid;
  return { plant, day, run, newerRun, cells };
}

const column = (entries: number, bytes: number) => new DataView(new ArrayBuffer(entries * bytes));
const bytesOf = (view: DataView<ArrayBuffer>) => new Uint8Array(view.buffer);
const shareCode = (share: number | null) => (share === null ? NO_SHARE : Math.round(share * SHARE_STEPS));
const shareOf = (code: number) => (code === NO_SHARE ? null : code / SHARE_STEPS);

interface DecodesBase64 {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  // Browsers of today have it: by hand 90 kB are a tenth of the time from the day's arrival to its map.
  const native = (Uint8Array as DecodesBase64).fromBase64?.(text);
  if (native) return native;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  // Not Uint8Array.from: it walks the text by code points, several times as slowly.
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
