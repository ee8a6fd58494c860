/** The one client that the development provider knows. */
export const CLIENT_ID = 'heliograph-console';
