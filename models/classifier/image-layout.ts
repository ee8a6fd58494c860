import { CHANNELS, type ImageChannel } from '#domain/channels.ts';
import { IMAGE_SHAPE, type Preprocessing } from './preprocessing.ts';

const [ROWS] = IMAGE_SHAPE;

/** What the rows and channels of an image are. */
export interface ImageLayout {
  /** In the order of the image's last axis. */
  channels: readonly ImageChannel[];
  /** Rows at the end that hold means over the time bins rather than a wavelet scale; they have no period. */
  levelRows: number;
}

export function layoutOf(preprocessing: Preprocessing): ImageLayout {
  if (preprocessing.version === 1) return { channels: CHANNELS, levelRows: 0 };
  return { channels: preprocessing.channels.map(({ name }) => name), levelRows: preprocessing.levelRows };
}

/** Channels whose last level rows say what the image was made with rather than how the day went. */
const CONTEXT_CHANNELS: readonly ImageChannel[] = ['operating_state', 'irradiance'];

/** The first row of a channel that tells nothing of the day; the number of rows where all do. See `ratioImageOf`. */
export function firstContextRow({ levelRows }: Pick<ImageLayout, 'levelRows'>, channel: ImageChannel): number {
  return CONTEXT_CHANNELS.includes(channel) ? ROWS - 2 * Math.floor(levelRows / 4) : ROWS;
}
