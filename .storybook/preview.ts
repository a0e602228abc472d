import {setCustomElementsManifest, type Preview} from '@storybook/web-components-vite';
import customElements from '../custom-elements.json' with {type: 'json'};

setCustomElementsManifest(customElements);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: {test: 'error'},
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
    (story, {globals}) => {
      const {style} = document.documentElement;
      style.colorScheme = String(globals.colorScheme);
      style.background = 'Canvas';
      style.color = 'CanvasText';
      return story();
    },
  ],
};

export default preview;
