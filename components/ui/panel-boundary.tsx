'use client';

import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import type { Texts } from '#components/texts/texts.ts';
import { TextsContext } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** A panel that cannot be drawn says so in its place and can be tried again; the page around it lives on. */
export class PanelBoundary extends Component<
  { what: string | undefined; children: ReactNode },
  { error: Error | null }
> {
  static override readonly contextType = TextsContext;
  declare context: Texts | null;
  override readonly state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const t = this.context;
    if (t === null) throw error;
    const retry = (
      <Button variant="default" size="xs" onClick={() => this.setState({ error: null })}>
        {t('common.retry')}
      </Button>
    );
    return (
      <Notice tone="bad" title={t('common.notDrawn', { what: this.props.what ?? t('common.thisPart') })} action={retry}>
        {t('common.internalError', { message: error.message || t('common.unknown') })}
      </Notice>
    );
  }
}
