import type { RegistrationPreview } from '#domain/registration.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';
import { HeliographError } from '#server/errors.ts';
import { readArrayRows } from '#server/gateways/registration/read-array-rows.ts';
import type { InstallationContext } from '#server/services/context.ts';
import {
  applyRegistration,
  previewRegistration,
  type RegistrationInput,
} from '#server/services/plants/register-arrays.ts';

/** A file of arrays, CSV or JSON, and what is said beside it; what the file itself says of the plant comes second. */
export interface RegistrationFileInput extends Omit<RegistrationInput, 'rows' | 'problems' | 'plantId' | 'source'> {
  plantId: string;
  file: { name: string; text: string };
}

/** What registering a file would do. */
export async function previewFile(
  context: InstallationContext,
  input: RegistrationFileInput,
): Promise<RegistrationPreview> {
  return previewRegistration(context, registrationOf(input));
}

/** Registers what a file says: all of it, or nothing. */
export async function registerFile(
  context: InstallationContext,
  input: RegistrationFileInput,
): Promise<RegistrationPreview> {
  return applyRegistration(context, registrationOf(input));
}

function registrationOf({ file, ...said }: RegistrationFileInput): RegistrationInput {
  const { plant, rows, problems } = readArrayRows(file.text, file.name);
  if (plant.id !== undefined && plant.id !== said.plantId) {
    throw new HeliographError('invalid_input', `${file.name} is of plant "${plant.id}", not "${said.plantId}"`);
  }
  return {
    ...said,
    source: file.name,
    rows,
    problems,
    name: said.name ?? plant.name,
    utcOffsetMinutes:
      said.utcOffsetMinutes ?? (plant.utcOffset === undefined ? undefined : offsetOf(plant.utcOffset, file.name)),
  };
}

function offsetOf(text: string, name: string): number {
  const minutes = parseUtcOffset(text);
  if (minutes !== null) return minutes;
  throw new HeliographError(
    'invalid_input',
    `${name}: plant.utcOffset must be like +01:00, not "${text.slice(0, 20)}"`,
  );
}
