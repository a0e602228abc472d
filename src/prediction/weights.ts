// Written by `npm run pretrain` from simulated movement only; not edited by hand.
import {unpackWeights} from './packed-weights.js';

/** The network that predicts before it has learned anything of a person. */
export const shippedWeights = /* @__PURE__ */ unpackWeights({
  widths: [24, 16, 8, 1],
  steps: [0.0625, 0.0625, 0.03585],
  text: '3H222D2KHB@?23;;4D=G36:H+=*//9:?=3@?/-77,=9?,/<09/7:@.757A5:43-294=>300:=>65<9A49;:A0:9193*<9015=@;CH219F:2=8H0;64<6A=(:=7E.97>3)6-/:H1@4@;4D78(54486-64/?4>A?;5/<8<@/4?==65<684;8D;=E1:7/4C;67/*2+2.;4362:0H;98118;+55E:;6B1:?6;8591;7A6:>137=37<H5-9H8;8526;955:59959/792023/:6719C/<B79:B4415D<94-=74(89/49:8<(>?9D6/7559595;:;/:915C8HA:49(>@-?><-8H2DE6<9B3H9>5476;=1(/971=:43:4?4743;>6739;:87;8<;5:6>)63846<6E761697>A69939;7H7>;84;(=39A.71(169<(7F-53@;8?;):4/0<H;E;.0(;:7(6/:;E=E04(8*8=?9;875106/678;=?(<;4;+98;??6C8HA>*H4(9568G0?7759=<:CH=5762<(1273<817=?B<>A>,;>/>;/?:A:>855B>.05.0E68G9H>>0@A1/8',
});
