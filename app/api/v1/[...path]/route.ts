import { answerApi } from '#server/http/answer-api.ts';

// Every operation of the API; which, and what is refused, is found out behind this door.
export { answerApi as DELETE, answerApi as GET, answerApi as PATCH, answerApi as POST, answerApi as PUT };
