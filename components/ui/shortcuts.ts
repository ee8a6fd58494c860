'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { usePageKeys } from '#components/ui/use-page-keys.ts';

/** A key that works on the page at hand: what it does, in words, and the doing; null while there is nothing to do. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names it. */
  key: string;
  words: string;
  run: (() => void) | null;
}

/** What the sheet of keys lists: a control's own keys (`run` is its own affair) or a page's. */
export interface ListedKeys {
  /** The keys as printed: "j", "← →". */
  keys: string;
  words: string;
}

const registered = new Map<object, readonly ListedKeys[]>();
const listeners = new Set<() => void>();
const NONE: readonly ListedKeys[] = [];
let listed: readonly ListedKeys[] = NONE;

/** Each key once, however many parts of the page name it. */
function relist(): void {
  const byKeys = new Map([...registered.values()].flat().map((entry) => [`${entry.keys} ${entry.words}`, entry]));
  listed = [...byKeys.values()];
  for (const listener of listeners) listener();
}

/** Lists keys in the sheet for as long as the component is on the page. */
export function useListedKeys(entries: readonly ListedKeys[]): void {
  const text = JSON.stringify(entries);
  useEffect(() => {
    const owner = {};
    registered.set(owner, JSON.parse(text) as ListedKeys[]);
    relist();
    return () => {
      registered.delete(owner);
      relist();
    };
  }, [text]);
}

/** Binds keys of a page and lists them in the sheet. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  usePageKeys(Object.fromEntries(shortcuts.map(({ key, run }) => [key, run])));
  useListedKeys(shortcuts.map(({ key, words }) => ({ keys: printedKey(key), words })));
}

/** The keys of the page at hand, in the order its parts named them. */
export function useAllListedKeys(): readonly ListedKeys[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
    () => NONE,
  );
}

const PRINTED: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

export function printedKey(key: string): string {
  return PRINTED[key] ?? key;
}
