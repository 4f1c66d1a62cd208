import { useId, useState } from 'react';
import { Icon } from '../icon.tsx';
import type { BlockOf } from './block-of.ts';
import { PageLink } from './page-link.tsx';
import './plan-block.css';
import { RichText } from './rich-text.tsx';

type Task = BlockOf<'task_card'>;

const STATES: Readonly<Record<Task['status'], string>> = {
  pending: 'Pending',
  in_progress: 'In progress',
  complete: 'Complete',
  error: 'Failed',
};

/** Tasks in the order in which an app does them. */
export function PlanBlock({ block }: { readonly block: BlockOf<'plan'> }) {
  const id = useId();
  return (
    <section className="plan-block" aria-labelledby={id}>
      <div className="plan-block-title" id={id}>
        {block.title}
      </div>
      <ol className="plan-block-tasks">
        {(block.tasks ?? []).map((task) => (
          <li key={task.task_id}>
            <TaskCardBlock block={task} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One task with its state; what it did, and what came of it, unfold below. */
export function TaskCardBlock({ block }: { readonly block: Task }) {
  const { title, status, details, output, sources } = block;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const hasMore = Boolean(details ?? output ?? sources);
  const head = (
    <>
      <span
        className={`plan-block-sign plan-block-${status}`}
        role="img"
        aria-label={STATES[status]}
      >
        {status === 'complete' ? (
          <Icon name="check" />
        ) : status === 'error' ? (
          <Icon name="close" size={14} />
        ) : null}
      </span>
      <span className="plan-block-name">{title}</span>
    </>
  );

  return (
    <div className="plan-block-task">
      {hasMore ? (
        <button
          type="button"
          className="plan-block-head"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {head}
          <Icon name="down" size={16} />
        </button>
      ) : (
        <div className="plan-block-head">{head}</div>
      )}
      <div id={id} className="plan-block-more" hidden={!isOpen}>
        {details ? <RichText parts={details.elements} /> : null}
        {output ? <RichText parts={output.elements} /> : null}
        {sources ? (
          <div className="plan-block-sources">
            {sources.map(({ url, text }) => (
              <PageLink key={url} href={url}>
                {text}
              </PageLink>
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}
