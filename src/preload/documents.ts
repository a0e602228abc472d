// What only preloaded documents need; loaded with the first of them.
export {onCopiesLost} from './copies-lost.js';
export {onFollowed} from './followed.js';
export {warnOfRouter} from './router-warning.js';
