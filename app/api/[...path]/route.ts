import { HeliographError } from '#server/errors.ts';
import { problemResponse } from '#server/http/problem.ts';

/** An address of the API that there is not: a problem document as for every other refusal, and no page. */
function nothingHere(): Response {
  return problemResponse(new HeliographError('not_found', 'there is nothing at this address of the API'));
}

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
