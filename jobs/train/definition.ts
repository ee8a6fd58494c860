/** A batch of simulated array-days to make into images, or into normalised scalograms when preprocessing is not fixed yet. */
export interface DatasetBatch {
  seed: number;
  split: Split;
  /** Index of the first array-day; day i is of condition i mod 6. */
  first: number;
  count: number;
  preprocessingJson: string | null;
}

export type Split = 'train' | 'validation' | 'test';

export interface DatasetBatchResult {
  first: number;
  images: Uint8Array | null;
  /** [array-day][scale][bin][channel]; only without preprocessing. */
  scalograms: Float32Array | null;
}
