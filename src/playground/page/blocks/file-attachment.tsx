import { useId, useState } from 'react';
import type { FileOnPage } from '../../page-protocol.ts';
import { Icon } from '../icon.tsx';
import { type ColouredLine, colouredLines } from './coloured-lines.ts';
import './file-attachment.css';
import { fileAddress, useFileText } from './use-file-text.ts';

/** Lines that are shown before a preview is expanded. */
const FIRST_LINES = 8;

/** A file below a message: its name, its first lines if it has any, and a way to download it. */
export function FileAttachment({ file }: { readonly file: FileOnPage }) {
  const content = useFileText(file);
  const isReadable = content.state !== 'unreadable';
  const [isOpen, setIsOpen] = useState(true);
  const id = useId();

  return (
    <section className="file-attachment" aria-label={`File ${file.name}`}>
      <div className="file-attachment-head">
        <span className="file-attachment-name">{file.title || file.name}</span>
        {isReadable ? (
          <button
            type="button"
            className="icon-button icon-button-small"
            aria-label={`${isOpen ? 'Hide' : 'Show'} ${file.name}`}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? <Icon name="down" size={16} /> : <Icon name="forward" size={14} />}
          </button>
        ) : null}
      </div>
      <div className="file-attachment-body" id={id} hidden={!isOpen}>
        <div className="file-attachment-about">
          <FileSign />
          <span className="file-attachment-words">
            <span className="file-attachment-file">{file.name}</span>
            <span className="file-attachment-kind">
              {kindOf(file)} · {sizeInWords(file.size)}
            </span>
          </span>
          <a
            className="icon-button icon-button-small"
            href={`${fileAddress(file.id)}?download`}
            download={file.name}
            aria-label={`Download ${file.name}`}
            title="Download"
          >
            <Icon name="download" />
          </a>
        </div>
        {content.state === 'loading' ? <p className="file-attachment-wait">Loading…</p> : null}
        {content.state === 'ready' ? (
          <Preview lines={colouredLines(content.text, languageOf(file))} name={file.name} />
        ) : null}
      </div>
    </section>
  );
}

function Preview({
  lines,
  name,
}: {
  readonly lines: readonly ColouredLine[];
  readonly name: string;
}) {
  const [isWhole, setIsWhole] = useState(false);
  const id = useId();
  const isLong = lines.length > FIRST_LINES + 1;
  const shown = isLong && !isWhole ? lines.slice(0, FIRST_LINES) : lines;

  return (
    <>
      <div
        className={`file-attachment-code ${isLong && !isWhole ? 'file-attachment-cut' : ''}`}
        id={id}
        role="region"
        aria-label={`Contents of ${name}`}
        // Reached by the keyboard, to be scrolled where its lines are wide.
        tabIndex={0}
      >
        <ol>
          {shown.map((line, index) => (
            <li key={index} className={`file-attachment-line file-attachment-${line.kind}`}>
              <code>
                {line.pieces.map(({ kind, text }, piece) => (
                  <span key={piece} className={`file-attachment-piece-${kind}`}>
                    {text}
                  </span>
                ))}
              </code>
            </li>
          ))}
        </ol>
      </div>
      {isLong ? (
        <button
          type="button"
          className="file-attachment-more"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Collapse' : `Expand inline (${lines.length} lines)`}
        </button>
      ) : null}
    </>
  );
}

function FileSign() {
  return (
    <svg className="file-attachment-sign" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect width="36" height="36" rx="8" fill="currentColor" />
      <path
        d="M12 9h8l5 5v13H12zM19.5 9v5.500H25M15 18.500h7M15 22h7"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  );
}

function languageOf({ filetype, name }: FileOnPage): string {
  return /\.(?<ending>ya?ml|diff|patch)$/u.exec(name)?.groups?.['ending'] ?? filetype;
}

function kindOf(file: FileOnPage): string {
  const language = languageOf(file);
  return language === '' || language === 'text' ? 'Plain Text' : language.toUpperCase();
}

function sizeInWords(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${sizeBytes} B`;
  if (sizeBytes < 1_000_000) return `${Math.round(sizeBytes / 1_000)} kB`;
  return `${(sizeBytes / 1_000_000).toFixed(1)} MB`;
}
