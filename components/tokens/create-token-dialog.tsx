'use client';

import { Button, Checkbox, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCreateToken } from '#components/data/token-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CreatedTokenView } from '#components/tokens/created-token-view.tsx';
import { scopeWords } from '#components/tokens/scope-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { ROLES } from '#domain/roles.ts';
import { DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS, newTokenSchema, type TokenList } from '#domain/token.ts';
import styles from './tokens.module.css';

type May = TokenList['mayCreate'];

interface CreateTokenDialogProps {
  opened: boolean;
  onClose: () => void;
  may: May;
}

/** Takes what a token is for and may do, then shows it, this once. */
export function CreateTokenDialog({ opened, onClose, may }: CreateTokenDialogProps) {
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('token.new')}
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
  const t = useTexts();
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
        label={t('token.name')}
        description={t('token.nameHint')}
        placeholder={t('token.example')}
        required
        maxLength={80}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {may.service && (
        <SegmentedControl
          aria-label={t('token.actsFor')}
          value={kind}
          onChange={(value) => setKind(value === 'service' ? 'service' : 'personal')}
          data={[
            { value: 'personal', label: t('token.actsForMe') },
            { value: 'service', label: t('token.actsForService') },
          ]}
        />
      )}
      {kind === 'service' && (
        <Select
          label={t('token.role')}
          description={t('token.roleHint')}
          allowDeselect={false}
          value={role}
          data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(value) => setRole(ROLES.find((known) => known === value) ?? 'viewer')}
        />
      )}
      <Checkbox.Group label={t('token.mayDo')} required value={scopes} onChange={setScopes}>
        <div className={styles.choices}>
          {may.scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scopeWords(scope, t)} description={scope} />
          ))}
        </div>
      </Checkbox.Group>
      <NumberInput
        label={t('token.days')}
        min={1}
        max={MAX_TOKEN_DAYS}
        allowDecimal={false}
        required
        value={days}
        onChange={setDays}
      />
      {create.error && (
        <Notice tone="bad" title={t('token.notCreated')}>
          {create.error.message}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button type="submit" loading={create.isPending} disabled={!parsed.success}>
          {t('token.create')}
        </Button>
      </div>
    </form>
  );
}
