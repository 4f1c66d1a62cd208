import { useMemo } from 'react';
import { usePlayground } from '../context.ts';
import { clusterTree, countsInWords, type NamespaceGroup, objectsIn } from './cluster-tree.ts';
import { STREAM_WORDS } from './event-stream.ts';
import { NowContext, useClock } from './now.ts';
import { ObjectBranch } from './object-branch.tsx';
import { PanelFrame } from './panel-frame.tsx';
import type { ClusterWatch } from './timeline.ts';
import { useCluster } from './use-cluster.ts';
import './cluster-panel.css';

/** The objects that were written to the demo cluster, and how they come to be ready. */
export function ClusterPanel({ onClose }: { readonly onClose: () => void }) {
  const { about } = usePlayground().snapshot;
  return about.isDemoCluster ? (
    <WatchedCluster onClose={onClose} />
  ) : (
    <PanelFrame title="Cluster" note="" onClose={onClose}>
      <p className="panel-sentence">
        The cluster is your own: {about.cluster}. Only the demo’s cluster can be watched here; look
        at yours with kubectl.
      </p>
    </PanelFrame>
  );
}

function WatchedCluster({ onClose }: { readonly onClose: () => void }) {
  const { watch, stream } = useCluster();
  const count = watch.objects?.length ?? 0;
  const note =
    stream === 'connected' && count > 0 ? countsInWords(watch.objects ?? []) : STREAM_WORDS[stream];
  return (
    <PanelFrame title="Cluster" note={note} onClose={onClose}>
      <Objects watch={watch} />
    </PanelFrame>
  );
}

function Objects({ watch: { objects, histories } }: { readonly watch: ClusterWatch }) {
  const nowMs = useClock();
  const groups = useMemo(() => clusterTree(objects ?? []), [objects]);
  if (!objects) return <p className="panel-sentence">Reading the cluster…</p>;
  if (groups.length === 0) {
    return (
      <p className="panel-sentence">
        Nothing has been applied yet. Ask dotai for something and approve it.
      </p>
    );
  }
  return (
    <NowContext value={nowMs}>
      <div className="cluster" role="region" aria-label="Objects by namespace" tabIndex={0}>
        {groups.map((group) => (
          <Namespace key={group.namespace ?? ''} group={group} histories={histories} />
        ))}
      </div>
    </NowContext>
  );
}

interface NamespaceProps {
  readonly group: NamespaceGroup;
  readonly histories: ClusterWatch['histories'];
}

function Namespace({ group: { namespace, roots }, histories }: NamespaceProps) {
  return (
    <section aria-label={namespace ?? 'Whole cluster'}>
      <h3 className="cluster-namespace">
        <span className="cluster-namespace-name">{namespace ?? 'Whole cluster'}</span>
        <span className="cluster-namespace-counts">{countsInWords(objectsIn(roots))}</span>
      </h3>
      <ul className="cluster-objects">
        {roots.map((node) => (
          <ObjectBranch
            key={node.object.id}
            node={node}
            namespace={namespace}
            histories={histories}
          />
        ))}
      </ul>
    </section>
  );
}
