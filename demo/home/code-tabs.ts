import {PredictiveButton} from '../../src/index.js';
import {part} from '../part.js';

/** Time for which the button says that it has copied, ms. */
const saidMs = 2000;

/** Tabs by the pattern of the ARIA Authoring Practices, chosen as the arrow keys reach them; and a copy button. */
export function codeTabs(): void {
  const tabs = [...part('code-tabs', HTMLElement).querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const copy = part('copy', PredictiveButton);
  let shown = panelOf(tabs[0]!);
  const choose = (chosen: HTMLButtonElement): void => {
    for (const tab of tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panelOf(tab).hidden = tab !== chosen;
    }
    shown = panelOf(chosen);
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', (event) => {
      const last = tabs.length - 1;
      const next = {
        ArrowRight: index === last ? 0 : index + 1,
        ArrowLeft: index === 0 ? last : index - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      choose(tabs[next]!);
      tabs[next]!.focus();
    });
  });
  copy.addEventListener('click', () => {
    void copyText(shown).then((isCopied) => {
      const line = part('copy-message', HTMLElement);
      line.textContent = isCopied ? 'Copied' : 'Selected: press Ctrl or ⌘ and C';
      setTimeout(() => (line.textContent = ''), saidMs);
    });
  });
}

function panelOf(tab: HTMLButtonElement): HTMLElement {
  return part(tab.getAttribute('aria-controls') ?? '', HTMLElement);
}

/** Copies the text, or selects it where the browser allows no more, as in a file. */
async function copyText(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
