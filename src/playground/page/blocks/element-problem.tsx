import { Icon } from '../icon.tsx';
import './element-problem.css';

/** What the person is told below an element that the app did not answer for. */
export function ElementProblem({ problem }: { readonly problem: string | undefined }) {
  // Always there, so that screen readers hear what comes into it.
  return (
    <span className="element-problem" role="alert">
      {problem === undefined ? null : (
        <>
          <Icon name="warning" size={16} />
          {problem}
        </>
      )}
    </span>
  );
}
