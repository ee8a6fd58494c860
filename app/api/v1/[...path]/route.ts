import { HeliographError } from '#server/errors.ts';
import { problemResponse } from '#server/http/problem.ts';

const nowhere = async () =>
  problemResponse(new HeliographError('not_found', 'nothing is at this address; /api-docs lists what there is'));

// Whoever asks: it says nothing of what there is.
export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
