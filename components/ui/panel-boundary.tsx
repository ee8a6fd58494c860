'use client';

import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Notice } from '#components/ui/notice.tsx';

/** A panel that cannot be drawn says so in its place and can be tried again; the page around it lives on. */
export class PanelBoundary extends Component<{ what: string; children: ReactNode }, { error: Error | null }> {
  override readonly state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const retry = (
      <Button variant="default" size="xs" onClick={() => this.setState({ error: null })}>
        Retry
      </Button>
    );
    return (
      <Notice tone="bad" title={`${this.props.what} could not be shown`} action={retry}>
        The console ran into a fault of its own; no data was changed. The fault: {error.message || 'unknown'}
      </Notice>
    );
  }
}
