/* Progressive enhancement only: every page works without this file. Language and large text are the server's. */
(() => {
  const $$ = (sel, from = document) => [...from.querySelectorAll(sel)];
  const { tooLarge, most } = document.currentScript.dataset;
  document.documentElement.dataset.js = ''; /* what stands in for the browser's own only shows where this file has come */

  /* Recognised field <-> box on the paper */
  const mark = (id, on) => $$(`[data-box="${CSS.escape(id)}"]`).forEach(b => b.classList.toggle('on', on));
  for (const [event, on] of [['mouseover', true], ['focusin', true], ['mouseout', false], ['focusout', false]])
    document.addEventListener(event, e => { const row = e.target.closest?.('[data-field]'); if (row) mark(row.dataset.field, on); });

  /* Keys of the workbench: silent when turned off, in inputs and with a modifier; what refuses opens its dialog, what decides (data-arm) only takes the focus and waits for Enter */
  document.addEventListener('keydown', e => {
    if (document.documentElement.dataset.keys === 'off' || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || document.querySelector('dialog[open]')) return;
    if (e.key === '/') { const box = document.querySelector('.gsearch input'); if (box) { e.preventDefault(); box.focus(); } return; }
    const target = $$('[data-key]').find(k => k.dataset.key.toLowerCase() === e.key.toLowerCase());
    if (target) { e.preventDefault(); target.focus(); if (!('arm' in target.dataset)) target.click(); }
  });

  /* A paper beside its fields: data-zoom makes it larger or smaller by one of three steps */
  document.addEventListener('click', e => {
    const step = e.target.closest('[data-zoom]'), sheet = step && document.querySelector('.leaf[data-size]');
    if (sheet) sheet.dataset.size = Math.min(3, Math.max(1, +sheet.dataset.size + +step.dataset.zoom));
  });

  /* Dialogs: data-open="id" opens, data-close closes; one that was refused (data-shown) stands open from the beginning */
  document.addEventListener('click', e => {
    const open = e.target.closest('[data-open]');
    if (open) { const dialog = document.getElementById(open.dataset.open); if (dialog?.showModal) { e.preventDefault(); dialog.showModal(); } }
    if (e.target.closest('[data-close]')) e.target.closest('dialog')?.close();
  });
  document.querySelector('dialog[data-shown]')?.showModal?.();

  /* Back from a refusal to the form as it was typed; where the refusal was written into the page of the form, the link leads there */
  document.addEventListener('click', e => {
    if (e.target.closest('[data-back]') && !window.written) { e.preventDefault(); history.back(); }
  });

  /* A file on its way: how much of it has left the phone, then that it is being read. A form with one kind of paper sends by itself. */
  const say = (form, share) => {
    let line = form.querySelector('.sending');
    if (!line) {
      line = document.createElement('p'); line.className = 'sending'; line.setAttribute('role', 'status');
      line.append(document.createElement('progress'), document.createElement('span')); form.append(line);
    }
    const [bar, text] = line.children, { sending, reading } = form.dataset;
    if (share < 1) { bar.value = share; text.textContent = sending.replace('{0}', Math.floor(share * 100)); }
    else if (text.textContent !== reading) { bar.removeAttribute('value'); text.textContent = reading; }
  };
  const fail = (form, words) => {
    const line = document.createElement('p');
    line.className = 'failed warn-line'; line.setAttribute('role', 'alert'); line.textContent = words; form.append(line);
  };
  const send = form => {
    const request = new XMLHttpRequest();
    form.querySelector('.failed')?.remove(); form.dataset.sent = '1'; say(form, 0);
    $$('button', form).forEach(b => b.setAttribute('aria-disabled', 'true'));
    request.open('POST', form.action);
    request.upload.onprogress = e => { if (e.lengthComputable) say(form, e.loaded / e.total); };
    request.upload.onload = () => say(form, 1);
    request.onload = () => {
      if (request.status < 400) location.assign(request.responseURL);
      else { window.written = true; document.open(); document.write(request.responseText); document.close(); }
    };
    request.onerror = () => {
      form.querySelector('.sending')?.remove(); delete form.dataset.sent;
      $$('button', form).forEach(b => b.removeAttribute('aria-disabled'));
      fail(form, form.dataset.failed);
    };
    request.send(new FormData(form));
  };
  /* The browser's own field lies behind the button and is not seen: where nothing is sent by itself, what was chosen is told beside it */
  const tell = (form, file) => {
    const line = form.querySelector('.chosen') ?? document.createElement('p');
    line.className = 'chosen sm'; line.setAttribute('role', 'status'); line.textContent = file.name;
    form.querySelector('button').before(line);
  };
  /* A button that stands for a file which is not chosen yet lets it be chosen */
  document.addEventListener('click', e => {
    const file = e.target.closest('[data-sending] button')?.form?.querySelector('input[type=file]');
    if (file && !file.files.length) { e.preventDefault(); file.click(); }
  });
  document.addEventListener('submit', e => {
    const form = e.target;
    if (!form.dataset.sending) return;
    e.preventDefault();
    if (form.dataset.sent !== '1') send(form);
  });
  /* What would be refused for its size is not sent at all: on a telephone that takes minutes */
  document.addEventListener('change', e => {
    const form = e.target.type === 'file' && e.target.files.length ? e.target.form : null;
    form?.querySelector('.failed')?.remove(); form?.querySelector('.chosen')?.remove();
    if (form && [...e.target.files].some(file => file.size > most)) { e.target.value = ''; fail(form, tooLarge); return; }
    if (!form?.dataset.sending) return;
    if (form.querySelector('select, textarea')) tell(form, e.target.files[0]); else form.requestSubmit();
  });

  /* A field that is left is kept at once (data-keep): a session that ends or another device takes nothing away. One after the other, since each keeping makes a new version; what is sent meanwhile waits for it */
  let keeping = null;
  const keep = async (form, name) => {
    const body = new URLSearchParams([...new FormData(form)].filter(([key]) => key === name || !key.startsWith('f.')));
    const answer = await fetch(form.action, { method: 'POST', body, keepalive: true });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html'), version = page.querySelector('[name=version]');
    if (!answer.ok || !version) return;
    $$('[name=version]').forEach(held => { held.value = version.value; });
    form.elements.request_key.value = page.querySelector('[name=request_key]').value;
    document.querySelector('.pbar [role=status]').textContent = page.querySelector('.pbar [role=status]').textContent;
  };
  document.addEventListener('change', e => {
    const form = e.target.closest('[data-keep]');
    if (!form) return;
    form.setAttribute('aria-busy', 'true');
    const mine = keeping = (keeping ?? Promise.resolve()).then(() => keep(form, e.target.name)).catch(() => {}).finally(() => {
      if (keeping === mine) { keeping = null; form.removeAttribute('aria-busy'); }
    });
  });
  document.addEventListener('submit', e => {
    if (!keeping || !e.target.elements.version) return;
    e.preventDefault(); e.stopImmediatePropagation();
    keeping.then(() => e.target.requestSubmit(e.submitter));
  }, true);

  /* What was typed in a form that keeps nothing by itself (data-leave; "typed" where something unsaved came with the page) is not left unasked; its own buttons take it along */
  const leave = (form, as) => { if (form && 'leave' in form.dataset) form.dataset.leave = as; };
  document.addEventListener('input', e => leave(e.target.form, 'typed'));
  document.addEventListener('submit', e => leave(e.target, 'sent'), true);
  for (const failed of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout'])
    document.addEventListener(failed, e => leave(e.target, 'typed'));
  addEventListener('beforeunload', e => { if (document.querySelector('[data-leave=typed]')) e.preventDefault(); });

  /* A button that is answered by a page of its own (data-page) is none of the parts that its form else asks for */
  document.addEventListener('submit', e => { if (e.submitter?.matches('[data-page]')) e.stopImmediatePropagation(); }, true);

  /* A form is sent once: the second click does nothing (the server's request_key holds without scripts too) */
  document.addEventListener('submit', e => {
    const form = e.target;
    if (form.dataset.sending) return;
    if (form.dataset.sent === '1') { e.preventDefault(); return; }
    if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
    form.dataset.sent = '1';
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  addEventListener('pageshow', () => $$('form[data-sent]').forEach(f => delete f.dataset.sent));

  /* A text over its limit (data-most) is said so in the words of data-over and not sent; unlike maxlength nothing that is pasted is cut off */
  document.addEventListener('input', e => {
    const { most, over } = e.target.dataset ?? {};
    if (most) e.target.setCustomValidity(e.target.value.length > +most ? over : '');
  });

  /* Shown personal data hides itself after 30 seconds */
  const hide = from => $$('[data-reveal]', from).forEach(el => setTimeout(() => { el.textContent = el.dataset.reveal; }, 30000));
  hide(document);
  document.addEventListener('htmx:load', e => hide(e.target));

  /* A fault's place in a text: data-line="12" selects that line of what its link names */
  document.addEventListener('click', e => {
    const place = e.target.closest('[data-line]'), text = place && document.querySelector(place.getAttribute('href'));
    if (!text || text.value === undefined) return;
    e.preventDefault();
    const lines = text.value.split('\n'), line = Math.min(+place.dataset.line, lines.length) - 1;
    const from = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus(); text.setSelectionRange(from, from + lines[line].length);
    text.scrollTop = Math.max(0, line - 4) * parseFloat(getComputedStyle(text).lineHeight);
  });

  /* Where a part of the page was changed under what had the focus, it goes to what was refused, else stays with the row; it would fall to the beginning of the page */
  let row = '';
  document.addEventListener('htmx:beforeSwap', () => { row = document.activeElement?.closest('tr[id]')?.id ?? ''; });
  document.addEventListener('htmx:afterSettle', e => {
    if (document.activeElement !== document.body) return;
    const wrong = e.target.querySelector('.errsum[data-focus]'), at = wrong ?? document.getElementById(row) ?? e.target;
    if (at.tabIndex < 0) at.tabIndex = -1;
    at.focus({ preventScroll: at !== wrong });
  });

  /* The summary of errors takes the focus */
  document.querySelector('.errsum[data-focus]')?.focus();
})();
