import { useState } from 'react';
import { Caret } from './caret.tsx';
import { CopyButton } from './copy-button.tsx';
import './json-tree.css';

interface JsonTreeProps {
  /** What the JSON is: `Parameters`. */
  readonly title: string;
  readonly value: unknown;
}

/** JSON that folds; the inside of what is folded is not drawn. */
export function JsonTree({ title, value }: JsonTreeProps) {
  return (
    <section className="json" aria-label={title}>
      <div className="json-head">
        <h3 className="json-title">{title}</h3>
        <CopyButton what={title} text={() => JSON.stringify(value, undefined, 2)} />
      </div>
      <ul className="json-list json-list-outermost">
        <JsonNode name="" value={value} depth={0} />
      </ul>
    </section>
  );
}

interface NodeProps {
  readonly name: string;
  readonly value: unknown;
  readonly depth: number;
}

/** Levels that are open at first. */
const OPEN_LEVELS = 2;

function JsonNode({ name, value, depth }: NodeProps) {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return <JsonBranch name={name} value={value} depth={depth} />;
  }
  return (
    <li className="json-leaf">
      <Name name={name} />
      <Leaf value={value} />
    </li>
  );
}

/** Members of one level that are drawn at a time. */
const PAGE_LENGTH = 100;

function JsonBranch({ name, value, depth }: NodeProps & { readonly value: object }) {
  const [isOpen, setIsOpen] = useState(depth < OPEN_LEVELS);
  const [shown, setShown] = useState(PAGE_LENGTH);
  const members = Object.entries(value);
  const isList = Array.isArray(value);
  const left = members.length - shown;
  return (
    <li>
      <button
        type="button"
        className="json-branch"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Caret isOpen={isOpen} />
        <Name name={name} />
        <span className="json-size">{isList ? `[${members.length}]` : `{${members.length}}`}</span>
      </button>
      {isOpen && (
        <ul className="json-list">
          {members.slice(0, shown).map(([key, member]) => (
            <JsonNode key={key} name={key} value={member} depth={depth + 1} />
          ))}
          {left > 0 && (
            <li className="json-leaf">
              <button
                type="button"
                className="panel-link"
                onClick={() => setShown(shown + PAGE_LENGTH)}
              >
                {left} more
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Name({ name }: { readonly name: string }) {
  if (name === '') return null;
  return (
    <>
      <span className="json-name">{name}</span>
      <span className="json-colon">: </span>
    </>
  );
}

/** Characters of a text that are drawn before the person asks for all. */
const TEXT_LENGTH = 600;

function Leaf({ value }: { readonly value: unknown }) {
  const [isWhole, setIsWhole] = useState(false);
  if (typeof value !== 'string') {
    const kind = typeof value === 'number' ? 'number' : 'word';
    return <span className={`json-${kind}`}>{JSON.stringify(value) ?? 'nothing'}</span>;
  }
  if (isWhole || value.length <= TEXT_LENGTH)
    return <span className="json-text">&quot;{value}&quot;</span>;
  return (
    <>
      <span className="json-text">&quot;{value.slice(0, TEXT_LENGTH)}…</span>{' '}
      <button type="button" className="panel-link" onClick={() => setIsWhole(true)}>
        all {value.length} characters
      </button>
    </>
  );
}
