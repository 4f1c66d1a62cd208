import type { KubernetesObject } from '../domain/manifest.ts';

export type ExpressionVerdict =
  | { readonly type: 'true' }
  | { readonly type: 'false' }
  /** It failed while it ran, as a server counts for a refusal; or it is no expression. In its own words. */
  | { readonly type: 'error'; readonly message: string };

/** What admission policies say of an object, evaluated in this process: CEL with Kubernetes' functions. */
export interface Expressions {
  /** Why the text is no expression that gives true or false; undefined when it is. */
  problem(expression: string): string | undefined;
  /**
   * `object` is what a server would admit. `variables` are expressions by name, each of which may use
   * those before it as `variables.NAME`.
   */
  evaluate(
    expression: string,
    given: {
      readonly object: KubernetesObject;
      readonly variables?: Readonly<Record<string, string>>;
    },
  ): ExpressionVerdict;
}
