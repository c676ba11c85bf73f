import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TrustListsProps, UpdateState } from '@/components/options/trust/trust-lists';
import { watchTrust } from '@/utils/trust/changes';
import { addOwnList, removeOwnList } from '@/utils/trust/own-lists';
import { loadTrustState, type TrustState } from '@/utils/trust/state';
import { UPDATE_TOOLS, updateNow } from '@/utils/trust/update';

/** The lists as they are kept, whoever changes them. `undefined` until read. */
export const useTrustLists = (say: (text: string) => void): TrustListsProps | undefined => {
  const [state, setState] = useState<TrustState | null>();
  const [update, setUpdate] = useState<UpdateState>({ kind: 'idle' });

  const load = (): Promise<void> => loadTrustState().then(setState, () => setState(null));
  useEffect(() => {
    void load();
    return watchTrust(() => void load());
  }, []);

  if (state === undefined) return undefined;
  return {
    state,
    update,
    onUpdate: () => {
      setUpdate({ kind: 'running', part: null });
      updateNow(UPDATE_TOOLS, (_, part) => setUpdate({ kind: 'running', part }))
        .then(
          (outcomes) => setUpdate({ kind: 'ended', outcomes }),
          () => setUpdate({ kind: 'failed' }),
        )
        .then(load);
    },
    onAdd: async (name, text) => {
      const fault = await addOwnList(name, text);
      if (fault === null) say(i18n.t('options.trust.added'));
      await load();
      return fault;
    },
    onRemove: (name) =>
      void removeOwnList(name)
        .then(
          () => say(i18n.t('options.trust.removed')),
          () => say(i18n.t('options.trust.notRemoved')),
        )
        .then(load),
  };
};
