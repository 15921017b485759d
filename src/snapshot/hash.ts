// A fingerprint of bytes as they arrive, hashed beside the reading: SHA-256 of the hashes of each MiB. What browsers
// offer hashes only what is in memory as a whole.

export interface Hashing {
  readonly add: (bytes: Uint8Array) => void;
  /** Hex. */
  readonly end: () => Promise<string>;
}

const blockSize = 2 ** 20;

export function hashing(): Hashing {
  const hashes: Promise<ArrayBuffer>[] = [];
  let block = new Uint8Array(blockSize);
  let filled = 0;
  const hash = () => {
    hashes.push(crypto.subtle.digest('SHA-256', block.subarray(0, filled)));
    block = new Uint8Array(blockSize);
    filled = 0;
  };
  return {
    add: (bytes) => {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + blockSize - filled);
        block.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === blockSize) hash();
      }
    },
    end: async () => {
      hash();
      const all = await Promise.all(hashes);
      const whole = await new Blob(all).arrayBuffer();
      return hex(await crypto.subtle.digest('SHA-256', whole));
    },
  };
}

export function hex(hash: ArrayBuffer): string {
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
