import { z } from 'zod';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { ClusterContent, documentsOf } from './cluster-documents.ts';

const SchemaIndex = z.object({ paths: z.record(z.string(), z.unknown()) });

// The cluster runs in a process of its own, so that its memory and its work are not the bot's. It
// prints its kubeconfig as one line of JSON once it listens, and its schema documents are made: a
// real server has them ready.
const content = ClusterContent.parse(JSON.parse(process.argv[2] ?? ''));
const cluster = await startDemoCluster({ documents: documentsOf(content), pace: 60 });
const headers = { authorization: `Bearer ${Object.values(cluster.tokens)[0]}` };
const answer = await fetch(`${cluster.url}/openapi/v3`, { headers });
SchemaIndex.parse(await answer.json());
console.log(JSON.stringify({ kubeconfig: cluster.kubeconfig() }));
