import { describe, expect, it } from 'vitest';
import { addressOf } from './client.ts';

describe('the address of Qdrant', () => {
  it.each([
    ['http://qdrant:6333', { url: 'http://qdrant:6333' }],
    ['https://qdrant.example.org', { url: 'https://qdrant.example.org' }],
    ['https://qdrant.example.org:443/', { url: 'https://qdrant.example.org', port: null }],
    ['http://qdrant:80/vectors/', { url: 'http://qdrant', prefix: '/vectors', port: null }],
  ])('of %s keeps path and port', (url, expected) => {
    expect(addressOf(url)).toEqual(expected);
  });
});
