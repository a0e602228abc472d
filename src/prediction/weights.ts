// Written by `npm run pretrain` from simulated movement and the figures of `pretrain/recorded-*.ts` only; not edited by hand.
import {unpackWeights} from './packed-weights.js';

/** The network that predicts before it has learned anything of a person. */
export const shippedWeights = /* @__PURE__ */ unpackWeights({
  widths: [24, 24, 12, 4],
  steps: [0.02381, 0.02381, 0.01985],
  text: '3I222F3KI@A@32<<4H>K36:K+<*/0:=><1?>0,88,=9@+/92H2.va)SGC^V((U((V(1NOPEN]U6<b}d4:YUQZXPPWGM[M>e9WlPtS02]}h]kSW@NUNKSccMY<?gSYR@z`mF?MwVE}gHJML^Z5W>R:6MhUIIWicDK[[neUAWKb}=(,W`7V<cnhDHX@5_tU(U)LQEQVSaGNNV^ZIUd,BP^FXKMVLSQYhVBJOJNV]VSWN^PKLZF_JS8@)G/[IQP>QYMRfID@TQ88uC<KSW^[SXcOGWPKFKWW>ObIOhHL{UORERCZOBSRFcKAlW<SmL>FS];Q9SPROHSTOZIQmTKWR`TMGKfZOjN]UOIRYZqTVRCS^FEWJ2GLDM;NWNFQP`nZVL;W[chHZOnSz(YJW;]TR;C5M[fTM}vXdPaI}oWjJ[g.SlHai(OUVeOH5ZBZeV[VTQgYS{d(e`{Q[}oUjG}LOX@@dOVY@(hAI^x}R`lKiXgQmFWlLP]RM0}6WLnR;>dV1NJWsZV^LuSP|jGXQH>TXVPUBONXXJW[OA[PSRISWQOV.REK^J+KVUOHRIOLPFFTxMEH]UA^jZTSGQD_R@NTIZETGMPWfSP}ZBdRSPZVRFNV]RF_QL}MK+BSx}k56erl(bV0=2/b<LVORI_dl[^q]YYZ6Zx[WUTARNSd>IiG<EIWSJ?Mac@Ha[KhGKdXoQ=WYUMf^ZdnOWiV]LT[_IGiJPSb(?e-=_HNCZ[^]_RIXUd`K(6C8J1P(+L9aQBXbWQTLVU(ZN3QOZ:cJ]dkB^gjB9}R_I17cZ}lRMmE[ePUjF9nm[8e[[_MQMqUeeWJRZ`Pc9/MjY-(M_bU}Ht1z[FIL[c:Y=0}gca6>SgQQ^bX]PdDQLL[dC,_BL`HwUUK]U-?dYCHHWXLEYn_R[XLbXe>I[`Pb};}R}}WSOSERVO]RVT^Ph`waWV3^YJQY]WXO[_(2>BKMMO7JVUQ`XUz[hV98=MPV[_>ACEUggb]_KUUSVN',
});
