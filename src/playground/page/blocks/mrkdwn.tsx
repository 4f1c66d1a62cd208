import { memo, useMemo } from 'react';
import { parseMrkdwn } from './parse-mrkdwn.ts';
import { RichText } from './rich-text.tsx';

/** Slack's markup: the text of a message, or a `mrkdwn` text object. */
export const Mrkdwn = memo(function Mrkdwn({
  text,
  isVerbatim = false,
}: {
  readonly text: string;
  readonly isVerbatim?: boolean;
}) {
  const parts = useMemo(() => parseMrkdwn(text, isVerbatim), [text, isVerbatim]);
  return <RichText parts={parts} />;
});
