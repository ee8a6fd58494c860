import { z } from 'zod';
import { parseCron } from '#domain/schedule.ts';

/** When the day before is run: cron's five fields by the plant's own clock, or `off`. */
export const scheduleTextSchema = z.string().superRefine((text, context) => {
  try {
    if (text !== 'off') parseCron(text, 0);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

export const tariffTextSchema = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})? [A-Z]{3}$/, 'must be like "0.11 EUR": an amount for a kWh and a currency');

export const TOPIC_PATTERN = /^[A-Za-z0-9._-]{1,249}$/;

const retentionDays = z.int('must be a whole number of days').min(1).max(36_500);

/**
 * What a plant has for itself in the place of the installation's setting, which holds where it says nothing:
 * KAFKA_TOPICS, HELIOGRAPH_SCHEDULE, HELIOGRAPH_TARIFF, SILVER_RETENTION_DAYS, GOLD_RETENTION_DAYS; and where it stands.
 */
export const plantSettingsSchema = z.strictObject({
  kafkaTopics: z
    .array(z.string().regex(TOPIC_PATTERN, 'must be names of topics'))
    .min(1, 'must name at least one topic')
    .max(20, 'must name at most 20 topics')
    .optional(),
  schedule: scheduleTextSchema.optional(),
  tariff: tariffTextSchema.optional(),
  silverRetentionDays: retentionDays.optional(),
  goldRetentionDays: retentionDays.optional(),
  /** Degrees north of the equator, and east of Greenwich. */
  latitude: z.number().min(-90, 'must be from -90 to 90').max(90, 'must be from -90 to 90').optional(),
  longitude: z.number().min(-180, 'must be from -180 to 180').max(180, 'must be from -180 to 180').optional(),
});

export type PlantSettings = z.infer<typeof plantSettingsSchema>;

/** A change of them: what is null is the installation's again, what is left out stays. */
export const plantSettingsChangeSchema = z
  .strictObject(
    Object.fromEntries(
      Object.entries(plantSettingsSchema.shape).map(([name, schema]) => [name, schema.nullable()]),
    ) as { [Name in keyof typeof plantSettingsSchema.shape]: z.ZodNullable<(typeof plantSettingsSchema.shape)[Name]> },
  )
  .refine((change) => Object.keys(change).length > 0, 'must name at least one setting')
  .meta({ example: { tariff: '0.11 EUR' } });

export type PlantSettingsChange = z.infer<typeof plantSettingsChangeSchema>;
