import type { ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import './alert-block.css';
import type { BlockOf } from './block-of.ts';
import { TextObject } from './text-object.tsx';

type Level = NonNullable<BlockOf<'alert'>['level']>;

const SIGNS: Readonly<Record<Level, { readonly name: string; readonly sign: ReactNode }>> = {
  default: { name: 'Note', sign: <Icon name="info" /> },
  info: { name: 'Information', sign: <Icon name="info" /> },
  warning: { name: 'Warning', sign: <Icon name="warning" /> },
  error: { name: 'Error', sign: <Icon name="error" /> },
  success: { name: 'Success', sign: <Icon name="success" /> },
};

/** A sentence in a coloured frame. */
export function AlertBlock({ block }: { readonly block: BlockOf<'alert'> }) {
  const { level = 'default', text } = block;
  const { name, sign } = SIGNS[level];
  return (
    <div className={`alert-block alert-block-${level}`} role="status">
      <span className="alert-block-sign" role="img" aria-label={name}>
        {sign}
      </span>
      <div className="alert-block-text">
        <TextObject text={text} />
      </div>
    </div>
  );
}
