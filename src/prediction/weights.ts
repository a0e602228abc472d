// Written by `npm run pretrain` from simulated movement only; not edited by hand.
import {unpackWeights} from './packed-weights.js';

/** The network that predicts before it has learned anything of a person. */
export const shippedWeights = /* @__PURE__ */ unpackWeights({
  widths: [28, 16, 8, 1],
  steps: [0.04, 0.04, 0.01239],
  text: '3J2222F1MJB@@@2?2::4D>G936<H+=*///:9==27@@/<-66,=9?+,/>/E=D8H?D<0A=;H*LF@G?CHFA5IAMECO8AA89@?LEF5B:;GK/?)FWMW?FH<[RKKY[T)DD9L:A:J1C9OA8K29CLMENDI?HDE=FYAE8/FAY1L/>G95*8J129>;KEHA<:BC=HH;K5W>A@FA=B6ALD@@H)9?@F8G?9@B8?@8:>D?[GD:?==>6@>F?A3[J5L489CGMIINGDVF<BI<<5G:;N@MB;>PH@B=C?>K<@?FFOSTL???)TA[AKBK;7@>E9A7IKIK<:4ACBM3KE6JLKKI9@E;G6MOAKE6A9J<AVJ7)Q-78MD=>E?KH>T@HCA[H><8MP@>DI7)EB[I;6NE.=YRGIRJ:D>BEA[:J))G6=D)LTB0F;4AIFAH[[B6HF-<8CE;<CJ??H@@DETADI>>KFF?GC@6AEK-:?=JBF?E85JJFJCODJC@A<7B9DE<@JIOF[EKGE.5@K:6C9AK9CUC5F9:>=CM*GE@ONMFK.=A;DT[V/;B8)KQH@/NJPHE-NA>A3<HG:MKB4F/M19C;1>J<=@[1R*HAW[EW6OJ:CD,IC[E93G4)ADCB)S70O>D0@71F:LQ)GU08KHK<K8;BJMHE<AJE3)5FCKTA7SY8)-56UB',
});
