import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { TextToCopy } from '../shell/text-to-copy';

/** The role that gives rights that are missing, to be handed to who may give them. */
export function RoleToGive({
  role,
  trans
}: {
  readonly role: string;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <TextToCopy
      what={trans.__(
        'Whoever looks after the cluster can give the missing rights with kubectl apply:'
      )}
      label={trans.__('The role that gives the missing rights')}
      text={role}
      trans={trans}
    />
  );
}
