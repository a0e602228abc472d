/** The parts of https://github.com/photopea/UPNG.js that scripts/docs/picture.ts uses. */
declare module 'upng-js' {
  interface Image {
    width: number;
    height: number;
  }
  const UPNG: {
    decode(png: ArrayBuffer): Image;
    toRGBA8(image: Image): ArrayBuffer[];
    /** `colours` 0 is lossless; `delays` in ms make an animated PNG. */
    encode(
      frames: ArrayBuffer[],
      width: number,
      height: number,
      colours: number,
      delays?: number[],
    ): ArrayBuffer;
  };
  export default UPNG;
}
