import Quill from 'quill';
import 'quill/dist/quill.snow.css';

window.editor = new Quill('.editor', {theme: 'snow', modules: {toolbar: '.tools'}});
window.textAtFirst = window.editor.root.innerHTML;
if (!window.withoutKit) void import('predictive-buttons');
