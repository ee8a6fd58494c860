/** What actions mean to who gives a token; one that is not here yet is shown by its name alone. */
export const SCOPE_WORDS: Record<string, string> = {
  'plant.read': 'Read the plant, verdicts, series and scalograms',
  'runs.read': 'Read runs and their logs',
  'runs.request': 'Request runs',
  'runs.cancel': 'Cancel runs',
  'faults.read': 'Read faults',
  'faults.triage': 'Acknowledge, assign, snooze and resolve faults',
  'notes.write': 'Write notes',
  'exports.read': 'Download Parquet and exports',
  'model.read': 'Read about models',
  'model.use': 'Take a model into use',
  'settings.read': 'Read settings',
  'settings.write': 'Change settings',
  'tokens.own': 'Make and revoke personal tokens',
  'tokens.manage': 'Make and revoke all tokens',
  'users.manage': 'Manage users',
  'audit.read': 'Read the audit log',
};
