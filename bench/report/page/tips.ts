import {element} from '../../../src/inspector/element.js';

/** The text about a point of the plot, px. */
export interface Tip {
  x: number;
  y: number;
  text: string;
}

/** Greatest distance between the pointer and a point, px. */
const reachPx = 20;

/** Names the point under the mouse. The tables beside the charts have the same information. */
export function showTips(): {
  element: HTMLElement;
  take: (tips: Tip[]) => void;
  follow: (plane: HTMLElement) => void;
} {
  const box = element('div', {class: 'tip', hidden: ''});
  let tips: Tip[] = [];
  const show = ({offsetX, offsetY, currentTarget}: PointerEvent): void => {
    const distance = ({x, y}: Tip): number => Math.hypot(x - offsetX, y - offsetY);
    const [nearest] = tips
      .filter((tip) => distance(tip) <= reachPx)
      .sort((a, b) => distance(a) - distance(b));
    box.hidden = nearest === undefined;
    if (nearest === undefined) return;
    box.textContent = nearest.text;
    // An element has these listeners.
    const {clientWidth} = currentTarget as HTMLElement;
    const left = Math.min(Math.max(0, nearest.x - box.offsetWidth / 2), clientWidth - box.offsetWidth);
    const top = nearest.y - box.offsetHeight - 12;
    box.style.translate = `${left}px ${top < 0 ? nearest.y + 12 : top}px`;
  };
  return {
    element: box,
    take: (now) => void (tips = now),
    follow(plane) {
      plane.addEventListener('pointermove', show);
      plane.addEventListener('pointerleave', () => (box.hidden = true));
    },
  };
}
