import type { Texts } from '#components/texts/texts.ts';
import { ACTIONS } from '#domain/actions.ts';

/** What an action means to who gives a token; one that is not known here is shown by its name alone. */
export function scopeWords(scope: string, t: Texts): string {
  const action = ACTIONS.find((known) => known === scope);
  return action ? t(`scope.${action}`) : scope;
}
