// Runs in the report: draws the results in the page.
import type {Result} from '../results.js';
import {datasetSection} from './dataset-section.js';

// `buildReport` writes this data, from results.
const results = JSON.parse(document.getElementById('results')!.textContent) as Result[];
const datasets = [...new Set(results.map(({dataset}) => dataset))];
document.querySelector('main')!.append(
  ...datasets.map((dataset) =>
    datasetSection(
      dataset,
      results.filter((each) => each.dataset === dataset),
    ),
  ),
);
