/** Folder of the packaged lists, and the file in it that says of when they are. The lists lie there by `LIST_PATHS`. */
export const SNAPSHOT = { folder: 'trust-lists/', file: 'snapshot.json' } as const;
