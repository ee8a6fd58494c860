import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { ownSessionSchema, signedOutSchema, userChangeSchema, userListSchema } from '#domain/users.ts';

const tag = 'People and sessions';
const params = z.object({
  userId: z
    .uuid('must be the id of a user')
    .meta({ description: 'A user.', example: '019abc00-0000-7000-8000-000000000000' }),
});

export const getSession = operation({
  id: 'getSession',
  method: 'GET',
  path: '/api/v1/session',
  tag,
  action: 'session.own',
  of: 'installation',
  summary: 'Show who you are, and what you may do',
  answers: { 200: jsonAnswer('You.', ownSessionSchema) },
});

export const endSession = operation({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/v1/session',
  tag,
  action: 'session.own',
  of: 'installation',
  summary: 'Sign out',
  description: 'Ends the session of the cookie; a token has none to end.',
  answers: { 200: jsonAnswer('Where the browser goes on.', signedOutSchema) },
  errors: ['conflict'],
});

export const listUsers = operation({
  id: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  tag,
  action: 'users.manage',
  of: 'installation',
  summary: 'List people',
  description: 'Everybody who has signed in, with their open sessions.',
  answers: { 200: jsonAnswer('The people.', userListSchema) },
});

export const changeUser = operation({
  id: 'changeUser',
  method: 'PATCH',
  path: '/api/v1/users/{userId}',
  tag,
  action: 'users.manage',
  of: 'installation',
  summary: 'Disable or enable somebody',
  description: 'Who is disabled is out with the next request. Nobody can disable themselves.',
  params,
  body: userChangeSchema,
  answers: { 200: jsonAnswer('The people as they are now.', userListSchema) },
  errors: ['not_found', 'conflict'],
});

export const endUserSessions = operation({
  id: 'endUserSessions',
  method: 'DELETE',
  path: '/api/v1/users/{userId}/sessions',
  tag,
  action: 'users.manage',
  of: 'installation',
  summary: 'Sign somebody out everywhere',
  params,
  answers: { 200: jsonAnswer('The people as they are now.', userListSchema) },
  errors: ['not_found'],
});
