// What a region learns with before there is a learner, as one part: a page that nobody moves over loads none of it.
export {LearningLink} from './learning-feature.js';
export {SampleCapture} from './sample-capture.js';
