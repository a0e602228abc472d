import {setCustomElementsManifest, type Preview} from '@storybook/web-components-vite';
import {html} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';
import {componentManifest} from './manifest.js';
import {siteTheme} from './theme.js';

setCustomElementsManifest(componentManifest);

/** That of the documentation around a story, in either scheme. */
const docsGround = 'light-dark(#fff, #1b1b22)';

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'centered',
    a11y: {test: 'error'},
    docs: {source: {excludeDecorators: true}, theme: siteTheme},
    controls: {expanded: true},
    options: {
      storySort: {
        order: [
          'Introduction',
          'Guides',
          ['Start', 'Theming', 'Preloading', 'Habits', 'Input', 'Inspector', 'Frameworks', 'Recipes', '*'],
          'PredictiveButton',
          'PredictiveLinkCard',
          'PredictiveNav',
          'PredictiveRegion',
          ['Layouts', 'Pages', 'Menu', 'Hints', 'Settings'],
          '*',
        ],
      },
    },
  },
  // Members without a control are described in the table.
  argTypesEnhancers: [
    ({argTypes}) =>
      Object.fromEntries(
        Object.entries(argTypes).map(([name, argType]) => [
          name,
          argType.control === undefined && argType.table?.category !== 'attributes'
            ? {...argType, control: false}
            : argType,
        ]),
      ),
  ],
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
      const look = {
        colorScheme,
        background: 'Canvas',
        color: 'CanvasText',
        font: '1rem/1.5 system-ui, sans-serif',
      };
      if (viewMode !== 'docs') {
        Object.assign(document.documentElement.style, look);
        return story();
      }
      // A page of documentation keeps its own colours around the story.
      return html`<div
        class="sb-unstyled"
        style=${styleMap({...look, background: docsGround, padding: '1rem'})}
      >
        ${story()}
      </div>`;
    },
  ],
};

export default preview;
