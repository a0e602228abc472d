import type {Choices} from './choices.js';

/**
 * The choices of people at work among many targets: nine people of `balabit`, each counting alike. Measured by `npm run
 * pretrain:measure -- --windows FILE,FILE --trials FILE`.
 */
export const recordedChoices: Choices = {
  scale: 0.64,
  coefficients: {
    distance: 0.26,
    inside: -0.122,
    cosine50: 0.507,
    cosine120: -0.928,
    angularMiss: -0.522,
    closing120: 0.278,
    timeToContact: 0.0672,
    distanceIn120: -0.228,
    size: 1.41,
    distanceLead: -0.205,
    extrapolatedLead: 0.0109,
    covered: -0.152,
    dwell: 0.33,
  },
};
