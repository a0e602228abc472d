import * as colours from '../core/default-colours.js';

/** Text of an outlined or plain control, by its variant; a neutral one has the text colour of the page. */
export const variantTexts = {
  brand: `var(--predictive-brand-text, ${colours.brandText})`,
  success: `var(--predictive-success-text, ${colours.successText})`,
  warning: `var(--predictive-warning-text, ${colours.warning})`,
  danger: `var(--predictive-danger-text, ${colours.danger})`,
};
