/** Where the card goes: beside what it speaks of, never over it, inside the window. All in CSS pixels of the window. */

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
export type Size = { readonly width: number; readonly height: number };

export type Placing = {
  readonly left: number;
  readonly top: number;
  /** The card scrolls inside when it is higher than this. */
  readonly maxHeight: number;
};

/** Between the target and the card. */
const gap = 6;
/** Between the card and the edge of the window. */
const margin = 8;

/** Kept free below the pointer, on a target that is higher. */
const free = 60;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/**
 * Below if there is room, else above, else on the side with more of it, cut to fit. `rtl`: right edges are lined up
 * instead of left ones.
 */
export function place(target: Box, card: Size, view: Size, rtl: boolean): Placing {
  const below = view.height - margin - (target.bottom + gap);
  const above = target.top - gap - margin;
  const left = clamp(
    rtl ? target.right - card.width : target.left,
    margin,
    Math.max(margin, view.width - margin - card.width),
  );
  const under = card.height <= below || below >= above;
  const maxHeight = Math.max(0, under ? below : above);
  const height = Math.min(card.height, maxHeight);
  return { left, top: under ? target.bottom + gap : target.top - gap - height, maxHeight };
}

/** Whether a point lies in a box, edges included. */
export function within(x: number, y: number, box: Box): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** Whether a point is on the way from the target to the card: it is still with them (WCAG 2.2, 1.4.13). */
export function isBetween(x: number, y: number, target: Box, card: Box): boolean {
  return within(x, y, {
    left: Math.min(target.left, card.left),
    right: Math.max(target.right, card.right),
    top: Math.min(target.bottom, card.bottom),
    bottom: Math.max(target.top, card.top),
  });
}

/** Whether any of it is in the window. */
export function isInWindow(box: Box): boolean {
  return box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
}

/** What a card keeps free of a target: all of it, or of a high one what lies above the pointer and a little more. */
export function kept({ left, top, right, bottom }: Box, pointerY: number): Box {
  return { left, top, right, bottom: Math.min(bottom, Math.max(pointerY, top) + free) };
}
