/** How the lists are called in the library's answers. */
export const LIST_NAMES = {
  official: 'c2pa-official',
  timeStamping: 'c2pa-official-tsa',
  interim: 'c2pa-interim',
} as const;
export const OWN_LIST_PREFIX = 'own:';
