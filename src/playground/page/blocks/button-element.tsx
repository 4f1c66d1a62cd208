import type { MouseEvent } from 'react';
import { usePlayground } from '../context.ts';
import './button-element.css';
import type { ElementOf, ElementProps } from './element-props.ts';
import { ElementProblem } from './element-problem.tsx';
import { plainTextOf } from './text-object.tsx';
import { useElement } from './use-element.tsx';

/** A button. One with an address opens it as well, and the app is told of either. */
export function ButtonElement(props: ElementProps<ElementOf<'button'>>) {
  const { element, describedBy } = props;
  const { text, style, url, accessibility_label: label } = element;
  const playground = usePlayground();
  const { tell, isBusy, problem, confirmation } = useElement(props);
  const shared = {
    className: `button-element ${style === undefined ? '' : `button-element-${style}`}`,
    'aria-label': label === '' ? undefined : label,
    'aria-describedby': describedBy,
    'aria-busy': isBusy,
    // Stays in the order of focus while it is busy.
    'aria-disabled': isBusy,
  };
  const content = (
    <>
      <span className="button-element-text">{plainTextOf(text)}</span>
      {isBusy ? <span className="spinner button-element-spinner" aria-hidden="true" /> : null}
    </>
  );

  function follow(event: MouseEvent, address: string) {
    if (isBusy) {
      event.preventDefault();
    } else if (element.confirm) {
      event.preventDefault();
      tell(undefined, () => {
        if (!playground.follow(address)) window.open(address, '_blank', 'noreferrer');
      });
    } else {
      tell();
      if (playground.follow(address)) event.preventDefault();
    }
  }

  return (
    <span className="button-element-frame">
      {url === undefined || !/^https?:/iu.test(url) ? (
        <button {...shared} type="button" onClick={() => (isBusy ? undefined : tell())}>
          {content}
        </button>
      ) : (
        <a
          {...shared}
          href={playground.addressOf(url)}
          target="_blank"
          rel="noreferrer"
          onClick={(event) => follow(event, url)}
        >
          {content}
        </a>
      )}
      <ElementProblem problem={problem} />
      {confirmation}
    </span>
  );
}
