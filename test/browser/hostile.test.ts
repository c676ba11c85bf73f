/** Pages that are built to get in the way. */
import { describe, expect, it } from 'vitest';
import { BROWSERS } from '../../scripts/driver/drivers';
import { waitForBadge } from '../../scripts/driver/overlay';
import { rowWhere } from '../../scripts/driver/popup';
import { img, useBrowser } from './session';

const FIELDS = ['parentNode', 'localName', 'nodeType', 'assignedSlot', 'childNodes', 'matches', 'querySelectorAll'];

describe.each(BROWSERS)('in $browser', ({ launch }) => {
  const session = useBrowser(launch);

  it('a form whose fields are named like properties hides no medium, and hangs nothing', async () => {
    const fields = FIELDS.map((name) => `<input name="${name}">`).join('');
    const page = await session.show(
      `<form>${fields}${img('inside', '/media/a1111.png')}</form><div id="host"></div><script>
        document.getElementById('host').attachShadow({ mode: 'closed' }).innerHTML =
          '<img src="/media/gb45438-xmp.jpg" width="480" height="320">';
      </script>`,
    );
    const popup = await session.popupFor(page);
    expect((await rowWhere(popup, '/media/a1111.png')).status).toBe('ai-generated');
    expect((await rowWhere(popup, '/media/gb45438-xmp.jpg')).status).toBe('ai-generated');
    await waitForBadge(session.driver, page, '#inside');
  });
});
