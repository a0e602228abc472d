import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import {middleOf} from './family.js';

/** What the pointer and the keyboard make of a control, each entered from the one before it. */
export const pressableStates = ['at rest', 'hovered', 'pressed', 'focused'] as const;
export type PressableState = (typeof pressableStates)[number];

/** Brings an element into a state by real input. A press ends elsewhere, so that it does nothing. */
export async function enter(element: HTMLElement, state: PressableState): Promise<void> {
  if (state === 'at rest') await resetMouse();
  else if (state === 'hovered') await sendMouse({type: 'move', position: middleOf(element)});
  else if (state === 'pressed') await sendMouse({type: 'down'});
  else {
    await sendMouse({type: 'move', position: [0, 0]});
    await sendMouse({type: 'up'});
    // Firefox shows the focus that a script gives only if asked to, and if the pointer did not give it before; elsewhere
    // any key makes it visible.
    element.blur();
    element.focus({focusVisible: true});
    await sendKeys({press: 'Shift'});
  }
}
