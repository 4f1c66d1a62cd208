import type { ReactNode } from 'react';
import './alert-block.css';
import type { BlockOf } from './block-of.ts';
import { ErrorSign, InfoSign, SuccessSign, WarningSign } from './icons.tsx';
import { TextObject } from './text-object.tsx';

type Level = NonNullable<BlockOf<'alert'>['level']>;

const SIGNS: Readonly<Record<Level, { readonly name: string; readonly sign: ReactNode }>> = {
  default: { name: 'Note', sign: <InfoSign /> },
  info: { name: 'Information', sign: <InfoSign /> },
  warning: { name: 'Warning', sign: <WarningSign /> },
  error: { name: 'Error', sign: <ErrorSign /> },
  success: { name: 'Success', sign: <SuccessSign /> },
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
