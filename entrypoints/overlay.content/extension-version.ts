interface Manifests {
  readonly runtime?: { readonly getManifest?: () => { readonly version: string } };
}

/** For the copied summary; empty once the extension is gone. */
export const extensionVersion = (): string => {
  const { browser, chrome } = globalThis as unknown as { readonly browser?: Manifests; readonly chrome?: Manifests };
  try {
    return (browser?.runtime ?? chrome?.runtime)?.getManifest?.().version ?? '';
  } catch {
    return '';
  }
};
