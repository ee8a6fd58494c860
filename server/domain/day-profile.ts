/**
 * How an array did on a day against its nameplate (and its neighbours, where it has some): medians of the logarithms of its ratios in
 * each half hour, NaN where it did not run. What is usual for it is learnt from the days' profiles.
 */
export interface OwnDayProfile {
  photocurrent: Float32Array;
  voltage: Float32Array;
}
