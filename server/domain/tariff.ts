import { z } from 'zod';

/** What a kWh is worth. */
export const tariffSchema = z.object({ perKwh: z.number(), currency: z.string() });

export type Tariff = z.infer<typeof tariffSchema>;

/** "0.11 EUR", as the setting is written. */
export function parseTariff(text: string): Tariff {
  const [amount = '', currency = ''] = text.split(' ');
  return { perKwh: Number(amount), currency };
}
