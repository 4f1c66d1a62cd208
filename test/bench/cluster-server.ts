import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { ClusterContent, documentsOf } from './cluster-documents.ts';

// The cluster runs in a process of its own, so that its memory and its work are not the bot's. It
// prints its kubeconfig as one line of JSON once it listens.
const content = ClusterContent.parse(JSON.parse(process.argv[2] ?? ''));
const cluster = await startDemoCluster({ documents: documentsOf(content), pace: 60 });
console.log(JSON.stringify({ kubeconfig: cluster.kubeconfig() }));
