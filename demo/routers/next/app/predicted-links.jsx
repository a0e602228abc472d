'use client';
import {useRouter} from 'next/navigation';
import {preloadWith} from 'predictive-buttons/routers/next';
import {useEffect, useRef} from 'react';

export function PredictedLinks({children}) {
  const region = useRef(null);
  const router = useRouter();
  useEffect(() => {
    void import('predictive-buttons');
    return preloadWith(region.current, router);
  }, [router]);
  return (
    <predictive-region ref={region} targets="a[href]" preload="prefetch">
      {children}
    </predictive-region>
  );
}
