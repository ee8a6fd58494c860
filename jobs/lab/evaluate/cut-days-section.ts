import type { CutHour } from '#domain/evaluation.ts';
import { markdownTable, perThousand, rangeOf } from './markdown.ts';

/** What is known of a day while it goes on, hour by hour, as Markdown. */
export function cutDaysSection(hours: readonly CutHour[]): string {
  return `## Days that are not over

The same array-days known until some hour of plant time: of the faults begun by then, those named rightly, and those named as another
fault; of the arrays still healthy, those named a fault.

${markdownTable(
  ['Known until', 'Faults begun', 'Named right', 'Named another', 'Healthy', 'False alarms per 1,000'],
  hours.map(({ hour, right, wrong, falseAlarms }) => [
    `${hour}:00`,
    right.of,
    rangeOf(right),
    rangeOf(wrong),
    falseAlarms.of,
    perThousand(falseAlarms),
  ]),
)}`;
}
