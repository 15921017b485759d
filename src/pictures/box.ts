// Cards in columns, columns in boxes, boxes in stacks: what a plan is made of, before anything has a place.

import type { Unit } from './units.ts';

/** 'frame': a namespace drawn around its cards. 'bare': one card that stands for itself. */
export interface Box {
  readonly key: string;
  readonly kind: 'frame' | 'bare';
  readonly name: string;
  readonly columns: readonly (readonly Unit[])[];
}

export function boxKey(namespace: string): string {
  return `box ${namespace}`;
}

/** Boxes from left to right; those of one stack stand above each other. */
export type Stacks = readonly (readonly Box[])[];

export interface Size {
  readonly width: number;
  readonly height: number;
}
/** Of one stack of boxes, with the gaps around it. */
export type SizeOf = (stack: readonly Box[]) => Size;
