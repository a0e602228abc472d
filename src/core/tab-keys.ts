/** Where `sessionStorage` has the latest requests, for the next page. */
export const requestsKey = 'predictive-buttons:preloads';

/** Where it has how long origins took to answer. */
export const answersKey = 'predictive-buttons:answers';
