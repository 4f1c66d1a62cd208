import { useMemo } from 'react';
import { yamlLines } from './yaml-tokens.ts';

interface YamlTextProps {
  readonly yaml: string;
  readonly label: string;
}

/** YAML in colours; scrolls in itself, also by keyboard. */
export function YamlText({ yaml, label }: YamlTextProps) {
  const lines = useMemo(() => yamlLines(yaml.trimEnd()), [yaml]);
  return (
    <pre className="yaml" role="region" aria-label={label} tabIndex={0}>
      {lines.map((line, row) => (
        <div key={row} className="yaml-line">
          {line.length === 0
            ? '\n'
            : line.map(({ kind, text }, column) => (
                <span key={column} className={`yaml-${kind}`}>
                  {text}
                </span>
              ))}
        </div>
      ))}
    </pre>
  );
}
