// Written by `npm run pretrain` from simulated movement only; not edited by hand.
import {unpackWeights} from './packed-weights.js';

/** The network that predicts before it has learned anything of a person. */
export const shippedWeights = /* @__PURE__ */ unpackWeights({
  widths: [23, 16, 8, 1],
  steps: [0.0625, 0.0625, 0.04294],
  text: '3I222F1LJAAA22;;4E>H36:+=*//::>=2@@/-77,=9?,/<=2/(9/9:,:,3;=:=0<976;14;0@8:=0:D5(/=;3<7;28:773D>F5463>1H8:H;?,22<976==@7>->6CG)1-?@/A=H1H52=;F(4+:6;;5F/990759>753699:<:806H?=75F+=-5;1338/4:753?0;40::<=33104;4.E8<=8:50/9C*66?4@9:C4<20+8>8>;H9:8>97@96499BH2>6*8=<69;=78A020327B779-7167C444;2=2B=(7.9H8=04.4887(A<:A<8?(0,3)5-=H1853,4@C;;/118)@(2@8C:7GHD;FH4574:91@:=;6?,7?=>72568:::4;20:7:(8D790.>5<4B-7>H7/<54=@>34A4/0<A<3;6=<:00G?;;7:24-48H-C2:*7F>4H:987914?:;67<480=8/4=B<9;5=9/;68<463?8(D((/(H193:8:9;A53<6.:<;94>72;A@7912(38><C0924.3;492;;@8:;<4@:/9<<6;6:049+B7=<C@1<,(2/18',
});
