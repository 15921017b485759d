// Compares text with a file of test/golden/cli, which people read and review. UPDATE_GOLDENS=1 writes them anew.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const folder = new URL('../golden/cli/', import.meta.url);

export function expectGolden(name: string, text: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_GOLDENS === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text, name).toBe(existsSync(file) ? readFileSync(file, 'utf8') : 'no such golden file');
}
