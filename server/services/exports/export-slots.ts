import { HeliographError } from '#server/errors.ts';

/** Each holds a temporary file and a group of rows; more at once would only make every one slower. */
const MAX_EXPORTS_AT_ONCE = 4;

let taken = 0;

/** Room for one more export in this process until the function it gives is called. Throws `busy` when there is none. */
export function takeExportSlot(): () => void {
  if (taken >= MAX_EXPORTS_AT_ONCE) {
    const message = `${taken} exports are under way on this server: try again when one has ended`;
    throw new HeliographError('busy', message);
  }
  taken += 1;
  let free = false;
  return () => {
    if (!free) taken -= 1;
    free = true;
  };
}
