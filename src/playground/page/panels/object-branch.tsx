import { useState } from 'react';
import type { ObjectOnPage } from '../../page-protocol.ts';
import { Caret } from './caret.tsx';
import { type ObjectNode, READINESS_WORDS } from './cluster-tree.ts';
import { ConditionChips } from './condition-chips.tsx';
import { useNow } from './now.ts';
import { ObjectDetails } from './object-details.tsx';
import type { ClusterWatch, ObjectHistory } from './timeline.ts';
import { ageInWords } from './times.ts';

interface ObjectBranchProps {
  readonly node: ObjectNode;
  /** Under which namespace it stands: an object of another one says so. */
  readonly namespace: string | undefined;
  readonly histories: ClusterWatch['histories'];
}

const NO_HISTORY: ObjectHistory = { entries: [], changes: {} };

/** One object and, indented, what it owns. */
export function ObjectBranch({ node, namespace, histories }: ObjectBranchProps) {
  const { object, owned } = node;
  const [isOpen, setIsOpen] = useState(false);
  const history = histories.get(object.id) ?? NO_HISTORY;
  const { conditions, readiness, reason } = object;
  return (
    <li className="object">
      <div className="object-row">
        <button
          type="button"
          className="object-head"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Caret isOpen={isOpen} />
          <span className="object-kind">{object.kind}</span>
          <span className="object-name">{object.name}</span>
          <span className={`object-readiness object-${readiness}`}>
            <span className="object-dot" aria-hidden="true" />
            {READINESS_WORDS[readiness]}
          </span>
        </button>
        <Age object={object} />
      </div>
      {object.namespace !== namespace && <p className="object-elsewhere">{placeOf(object)}</p>}
      {reason !== '' && <p className="object-reason">{reason}</p>}
      <ConditionChips conditions={conditions} readiness={readiness} changes={history.changes} />
      {isOpen && <ObjectDetails object={object} history={history} />}
      {owned.length > 0 && (
        <ul className="object-owned" aria-label={`Owned by ${object.kind} ${object.name}`}>
          {owned.map((child) => (
            <ObjectBranch
              key={child.object.id}
              node={child}
              namespace={namespace}
              histories={histories}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function placeOf({ namespace }: ObjectOnPage): string {
  return namespace === undefined ? 'belongs to the whole cluster' : `in namespace ${namespace}`;
}

function Age({ object: { createdAt } }: { readonly object: ObjectOnPage }) {
  const nowMs = useNow();
  return (
    <time className="object-age" dateTime={createdAt} title={`created ${createdAt}`}>
      {ageInWords(createdAt, nowMs)}
    </time>
  );
}
