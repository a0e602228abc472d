/** Text of an outlined or plain control, by its variant; a neutral one has the text colour of the page. */
export const variantTexts = {
  brand: 'var(--predictive-brand-text, light-dark(#4338ca, #b3aeff))',
  success: 'var(--predictive-success-text, light-dark(#0f6b45, #4cc38a))',
  warning: 'var(--predictive-warning-text, light-dark(#8a5a00, #f0b84a))',
  danger: 'var(--predictive-danger-text, light-dark(#c2273d, #ff8a94))',
};
