/**
 * The soft bindings of the C2PA's algorithm list (c2pa-org/softbinding-algorithm-list, as of 2026-08), for naming them: all but
 * those of text. Neither kind says anything about AI. Two names of Trufo's stood on the list until 2026.
 */
export type SoftBindingKind = 'watermark' | 'fingerprint';

export interface SoftBindingAlgorithm {
  readonly kind: SoftBindingKind;
  readonly name: string;
}

const WATERMARKS: Readonly<Record<string, string>> = {
  'com.digimarc.validate.1': 'Digimarc Validate',
  'org.atsc.a336': 'ATSC A/336',
  'com.adobe.trustmark.Q': 'TrustMark Q',
  'com.adobe.trustmark.C': 'TrustMark C',
  'com.adobe.trustmark.P': 'TrustMark P',
  'com.adobe.hiermark.A': 'Adobe HierMark A',
  'com.adobe.flowmark.A': 'Adobe FlowMark A',
  'ai.steg.api': 'Steg.AI',
  'ai.trufo.gen1.image': 'Trufo',
  'ai.trufo.gen1.image-lite': 'Trufo Lite',
  'ai.trufo.pawprint.watermark': 'Trufo PawPrint',
  'app.overlai.watermark.1': 'Overlai',
  'tv.kinetiq.watercast.48.1': 'Teletrax',
  'castLabs.watermark.1': 'castLabs',
  'com.imatag.lamark.v1': 'Imatag',
  'com.nagra.nexguard.watermark.1': 'NAGRA NexGuard',
  'com.mentaport.watermark.1': 'Mentaport',
  'com.sonicorigin.watermark.1': 'SonicOrigin',
  'com.microsoft.invismark.1': 'Microsoft InvisMark',
  'com.microsoft.wavmark.1': 'Microsoft WavMark',
  'ai.contentlens.image.basewmk': 'ContentLens Image (Base)',
  'ai.contentlens.image.ensemblewmk': 'ContentLens Image (Ensemble)',
  'ai.contentlens.image.customwmk': 'ContentLens Image (Custom)',
  'ai.contentlens.audio.mono': 'ContentLens Audio (Mono)',
  'ai.contentlens.audio.stereo': 'ContentLens Audio (Stereo)',
  'es.lumatrace': 'LumaTrace',
  'com.markany.watermark.1': 'MarkAny',
  'com.verimatrix.watermark.1': 'Verimatrix',
  'com.aiwatermark.videoseal.1': 'AIWatermark VideoSeal',
  'com.aiwatermark.pixelseal.1': 'AIWatermark PixelSeal',
  'com.aiwatermark.audioseal.1': 'AIWatermark AudioSeal',
  'me.reconize.videoseal.1': 'Reconize VideoSeal',
  'eu.sasha.softbinding.v1': 'Sasha',
  'ai.verda.watermark.image.1': 'VerdaAI Image',
  'ai.verda.watermark.video.1': 'VerdaAI Video',
  'ai.verda.watermark.audio.1': 'VerdaAI Audio',
  'com.evixar.eaw.1': 'Evixar EAW',
  'me.deepmark.audio.vigil.128': 'DeepMark Vigil',
  'io.blockfact.audio.watermark.32': 'BlockFact',
  'com.doverunner.watermark.1': 'DoveRunner',
  'com.museblossom.contentsdefence.1': 'Contents Defence',
  'io.diker.sigi.v1': 'Sigi',
};

const FINGERPRINTS: Readonly<Record<string, string>> = {
  'io.iscc.v0': 'ISCC',
  'com.adobe.icn.dense': 'Adobe Image Comparator Network',
  'ai.trufo.pawprint.fingerprint': 'Trufo PawPrint',
  'com.digicaps.fingerprint.1': 'DigiCAP',
  'com.evixar.efp.type3.1': 'Evixar EFP Type 3',
  'com.joinmonolith.sha256': 'Monolith SHA-256',
};

const named = (kind: SoftBindingKind, names: typeof WATERMARKS): readonly (readonly [string, SoftBindingAlgorithm])[] =>
  Object.entries(names).map(([alg, name]) => [alg, { kind, name }]);

const ALGORITHMS = new Map([...named('watermark', WATERMARKS), ...named('fingerprint', FINGERPRINTS)]);

/** @param alg As an assertion has it: names are compared whole and by case. */
export const softBindingAlgorithm = (alg: string): SoftBindingAlgorithm | undefined => ALGORITHMS.get(alg);
