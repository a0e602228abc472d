import {setCustomElementsManifest, type Preview} from '@storybook/web-components-vite';
import {html} from 'lit';
import customElements from '../custom-elements.json' with {type: 'json'};

setCustomElementsManifest(customElements);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: {test: 'error'},
    docs: {source: {excludeDecorators: true}},
    controls: {expanded: true},
    options: {storySort: {order: ['Introduction', '*']}},
  },
  globalTypes: {
    colorScheme: {
      description: 'Light or dark page',
      toolbar: {
        title: 'Colours',
        icon: 'mirror',
        items: [
          {value: 'light dark', title: 'As the system', icon: 'browser'},
          {value: 'light', title: 'Light', icon: 'sun'},
          {value: 'dark', title: 'Dark', icon: 'moon'},
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: {colorScheme: 'light dark'},
  decorators: [
    (story, {globals, viewMode}) => {
      const colorScheme = String(globals.colorScheme);
      const colors = {colorScheme, background: 'Canvas', color: 'CanvasText'};
      if (viewMode !== 'docs') {
        Object.assign(document.documentElement.style, colors);
        return story();
      }
      // A page of documentation keeps its own colours around the story.
      return html`<div
        style=${`color-scheme: ${colorScheme}; background: Canvas; color: CanvasText; padding: 1rem`}
      >
        ${story()}
      </div>`;
    },
  ],
};

export default preview;
