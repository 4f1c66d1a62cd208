import { type ChangeEvent, useId, useState } from 'react';
import type { InteractiveElement } from '../../slack/validate/elements.ts';
import type { ElementProps } from '../blocks/element-props.ts';
import { useViewScope } from './entering-scope.tsx';
import './file-input.css';

type FileElement = Extract<InteractiveElement, { readonly type: 'file_input' }>;

/**
 * A field for files. The server is told which are chosen; where it does not take them its sentence
 * shows and nothing stays chosen.
 */
export function FileInput(props: ElementProps<FileElement>) {
  const { element, blockId, shown, describedBy, labelledBy } = props;
  const { entering } = useViewScope();
  const refusalId = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<string>();
  const { filetypes, max_files: most = 10 } = element;

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const files = [...(target.files ?? [])].map(({ name, size }) => ({ name, size }));
    const field = target;
    if (files.length > most) {
      field.value = '';
      setRefusal(`Please choose no more than ${most} ${most === 1 ? 'file' : 'files'}.`);
      return;
    }
    const state = { type: element.type, files };
    const actionId = element.action_id ?? '';
    const enter = { type: 'enter' as const, shown, blockId, actionId, state };
    const answer = await entering.act(enter, { isQuiet: true });
    if (answer.ok) {
      setChosen(files.map(({ name }) => name));
      setRefusal(undefined);
      return;
    }
    entering.forget(enter);
    field.value = '';
    setChosen([]);
    setRefusal(answer.error);
  }

  return (
    <div className="file-input">
      <input
        className="file-input-field"
        type="file"
        multiple={most > 1}
        accept={filetypes?.map((type) => `.${type}`).join(',')}
        aria-labelledby={labelledBy}
        aria-describedby={
          [describedBy, refusal && refusalId].filter(Boolean).join(' ') || undefined
        }
        aria-invalid={props.invalid === true || refusal !== undefined ? true : undefined}
        onChange={(event) => void choose(event)}
      />
      {chosen.length === 0 ? null : (
        <ul className="file-input-chosen">
          {chosen.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <p className="file-input-refusal" id={refusalId} role="alert">
        {refusal}
      </p>
    </div>
  );
}
