import {PredictiveError, type PredictiveErrorCode} from './errors.js';

/**
 * What `read` finds in a chosen file. Throws an error of this code, with the file's name, if the browser cannot read it:
 * it has been changed, moved or deleted since it was chosen.
 */
export async function readChosen<Content>(
  read: Promise<Content>,
  {code, name}: {code: PredictiveErrorCode; name: string},
): Promise<Content> {
  try {
    return await read;
  } catch (cause) {
    throw new PredictiveError(code, `${name}: could not be read; it may have changed since it was chosen.`, {
      cause,
    });
  }
}
