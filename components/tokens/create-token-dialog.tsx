'use client';

import { Button, Checkbox, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCreateToken } from '#components/data/token-queries.ts';
import { CreatedTokenView } from '#components/tokens/created-token-view.tsx';
import { SCOPE_WORDS } from '#components/tokens/scope-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { ROLES } from '#domain/roles.ts';
import { DEFAULT_TOKEN_DAYS, MOST_TOKEN_DAYS, newTokenSchema, type TokenList } from '#domain/token.ts';
import styles from './tokens.module.css';

type May = TokenList['mayCreate'];

interface CreateTokenDialogProps {
  opened: boolean;
  onClose: () => void;
  may: May;
}

/** Takes what a token is for and may do, then shows it, this once. */
export function CreateTokenDialog({ opened, onClose, may }: CreateTokenDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="New token"
      centered
      size="lg"
      // A stray click must not take away what is shown only once.
      closeOnClickOutside={false}
      classNames={{ title: styles.dialogTitle ?? '' }}
    >
      <CreateTokenForm onClose={onClose} may={may} />
    </Modal>
  );
}

function CreateTokenForm({ onClose, may }: { onClose: () => void; may: May }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'personal' | 'service'>('personal');
  const [role, setRole] = useState<(typeof ROLES)[number]>('viewer');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState<number | string>(DEFAULT_TOKEN_DAYS);
  const create = useCreateToken();
  if (create.data) return <CreatedTokenView created={create.data} onClose={onClose} />;
  const wanted = { name, kind, scopes, days, ...(kind === 'service' ? { role } : {}) };
  const parsed = newTokenSchema.safeParse(wanted);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) create.mutate(parsed.data);
      }}
    >
      <TextInput
        label="Name"
        description="What it is for"
        placeholder="Nightly report"
        required
        maxLength={80}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {may.service && (
        <SegmentedControl
          aria-label="Acts for"
          value={kind}
          onChange={(value) => setKind(value === 'service' ? 'service' : 'personal')}
          data={[
            { value: 'personal', label: 'Acts for me' },
            { value: 'service', label: 'Acts for a service' },
          ]}
        />
      )}
      {kind === 'service' && (
        <Select
          label="Role"
          description="What it may do at most"
          allowDeselect={false}
          value={role}
          data={[...ROLES]}
          onChange={(value) => setRole(ROLES.find((known) => known === value) ?? 'viewer')}
        />
      )}
      <Checkbox.Group label="May do" required value={scopes} onChange={setScopes}>
        <div className={styles.choices}>
          {may.scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={SCOPE_WORDS[scope] ?? scope} description={scope} />
          ))}
        </div>
      </Checkbox.Group>
      <NumberInput
        label="Works for, days"
        min={1}
        max={MOST_TOKEN_DAYS}
        allowDecimal={false}
        required
        value={days}
        onChange={setDays}
      />
      {create.error && (
        <Notice tone="bad" title="The token was not made">
          {create.error.message}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" loading={create.isPending} disabled={!parsed.success}>
          Make token
        </Button>
      </div>
    </form>
  );
}
