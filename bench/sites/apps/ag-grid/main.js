import {AllCommunityModule, createGrid, ModuleRegistry} from 'ag-grid-community';
import pages from './pages.json';

ModuleRegistry.registerModules([AllCommunityModule]);
// More rows than fit, so that the grid adds and removes rows as it scrolls.
const rowData = Array.from({length: 1000}, (_, row) => ({...pages[row % pages.length], row}));
createGrid(document.querySelector('#grid'), {
  rowData,
  rowHeight: 30,
  columnDefs: [
    {field: 'row', width: 90},
    {
      field: 'title',
      cellRenderer: ({data}) => {
        const link = document.createElement('a');
        link.href = `/p/${data.slug}`;
        link.textContent = data.title;
        return link;
      },
    },
    {field: 'text', flex: 1},
  ],
});
if (!window.withoutKit) void import('predictive-buttons');
