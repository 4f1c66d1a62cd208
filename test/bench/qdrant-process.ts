import { startQdrant } from '../qdrant/qdrant-server.ts';

// The double of Qdrant runs in a process of its own, so that its memory and its work are nobody else's. It
// checks no exchange against Qdrant's description here, and prints its address once it listens.
const server = await startQdrant();
console.log(server.url);
