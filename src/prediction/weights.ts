// Written by `npm run pretrain` from simulated movement only; not edited by hand.
import {unpackWeights} from './packed-weights.js';

/** The network that predicts before it has learned anything of a person. */
export const shippedWeights = /* @__PURE__ */ unpackWeights({
  widths: [24, 16, 8, 1],
  steps: [0.0625, 0.0625, 0.0463],
  text: '3I222F3KI@A@32<<4H>K369K+<*//:=><1??0,88,=9@,/92:(9<=/:7:@38+8,05.5=7*258?75>8D(>8;A494.9-(B=//6@F>CB526EH8>9H076878:>05;4>-86:3*/106G4;4D86A78*26*67-4>/:6<=>400@8:=46A;E9775C2>3D9?E22744A>79*28.55<38668;G8:8/48;099A:54C5;A166583D888:</1792;<H31:G5:889779-3<5998<-7E=,(33<59/>>/>:88<H970-@8E14B47(98)<8+=<,;A;H=38;1B8?@,6G,9<54?7:><15(7;*5B2/=73>F:?621H=B656-H;>.-54.5;,*8/B<8627?9838:19984;:7A6<755483A6@:;2:7;:<:4;<7=9?AH975>*=>4D*0/((0;D+0@+>6A25C6/:0,*<H8>;392<<90576=HBA(-(6(7B=8<9633,6;495=?F,F=8;03/?/@.<7D7H)H0(025=H06:5:H@=9<B=7=30=64489<<0<:@B<A:81:>0??,>:<9<675?8587;.E6:BC@;=4;H)18',
});
