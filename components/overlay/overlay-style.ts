/** The overlay's style sheet: the design system's tokens and signs, moved from the host to the container inside. */
import signs from '../theme/signs.css?inline';
import tokens from '../theme/tokens.css?inline';
import overlay from './overlay.css?inline';

/**
 * A page can style the host, and its rules win over `:host`. So the tokens stand on `.lens`, which it cannot reach.
 */
const onContainer = (css: string): string => css.replace(/:host\(([^)]*)\)/g, '.lens$1').replaceAll(':host', '.lens');

export const OVERLAY_CSS = [tokens, signs].map(onContainer).concat(overlay).join('\n');
