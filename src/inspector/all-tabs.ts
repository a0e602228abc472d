import {ControlsView} from './controls-view.js';
import {DatasetView} from './dataset-view.js';
import {DecisionsView} from './decisions-view.js';
import {EvaluationView} from './evaluation-view.js';
import {HabitsView} from './habits-view.js';
import type {InspectorHost, InspectorTab} from './inspector-view.js';
import {LogView} from './log-view.js';
import {ModelFilesView} from './model-files-view.js';
import {ModelView} from './model-view.js';
import {NextPressView} from './next-press-view.js';
import {PageFiguresView} from './page-figures-view.js';
import {PredictionsView} from './predictions-view.js';
import {PreloadsView} from './preloads-view.js';
import {TrainingView} from './training-view.js';

export interface AllTabsOptions {
  root: ShadowRoot;
  /** Ends the timers and charts of the views. */
  signal: AbortSignal;
  /** Turns the drawing over the page on and off. */
  setDrawing: (isOn: boolean) => void;
}

/** The tabs of the panel; the first one shows the present prediction. */
export function allTabs(host: InspectorHost, {root, signal, setDrawing}: AllTabsOptions): InspectorTab[] {
  const model = new ModelView(host);
  return [
    {
      title: 'Live',
      views: [
        new NextPressView(host),
        new DecisionsView(host, {signal}),
        new PageFiguresView(host),
        new ControlsView(host, {setDrawing}),
        new LogView(host),
      ],
    },
    {
      title: 'Learn',
      views: [new DatasetView(host), new TrainingView(host, {root, signal}), new HabitsView(host)],
    },
    {
      title: 'Model',
      views: [model, new ModelFilesView(host, {onLoad: () => model.read()}), new EvaluationView(host)],
    },
    {
      title: 'Score',
      views: [new PageFiguresView(host), new PredictionsView(host), new PreloadsView(host)],
    },
  ];
}
