/** Where the card goes: beside what it speaks of, never over it, inside the window. All in CSS pixels of the window. */

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
export type Size = { readonly width: number; readonly height: number };

/** Distances from the edges of the window. The card hangs by its top below the target, or stands on its bottom above it. */
export type Placing = {
  readonly left: number;
  readonly top: number | undefined;
  readonly bottom: number | undefined;
  /** It scrolls inside when it is higher than this. */
  readonly 'max-height': number;
};

/** Between the target and the card: a pointer on its way over it is still with them (WCAG 2.2, 1.4.13). */
export const gap = 6;
/** Between the card and the edge of the window. */
const margin = 8;
/** The usual card has room in this. */
const enough = 340;

/**
 * Below if there is room for the usual card, else on the side with more of it. `rtl`: right edges are lined up instead
 * of left ones.
 */
export function place(target: Box, width: number, view: Size, rtl: boolean): Placing {
  const below = view.height - target.bottom;
  const under = below > Math.min(enough, target.top);
  const start = rtl ? target.right - width : target.left;
  return {
    left: Math.max(margin, Math.min(start, view.width - margin - width)),
    top: under ? target.bottom + gap : undefined,
    bottom: under ? undefined : view.height - target.top + gap,
    'max-height': (under ? below : target.top) - gap - margin,
  };
}

/** Whether a point lies in a box, edges included, or at most `slack` outside it. */
export function within(x: number, y: number, { left, top, right, bottom }: Box, slack = 0): boolean {
  return x >= left - slack && x <= right + slack && y >= top - slack && y <= bottom + slack;
}

/** Whether any of it is in the window. */
export function isInWindow(box: Box): boolean {
  return box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
}
