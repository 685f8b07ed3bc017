const languages = ['ru', 'kk', 'en'];
const all = selector => [...document.querySelectorAll(selector)];
const rows = all('#people tbody tr');
const search = document.getElementById('search');
let language = document.documentElement.lang;

function speak(chosen) {
  language = chosen;
  const n = languages.indexOf(chosen);
  document.documentElement.lang = chosen;
  for (const e of all('[data-t]')) e.textContent = words[e.dataset.t][n];
  search.placeholder = words.search[n];
  for (const b of all('[data-language]')) b.setAttribute('aria-pressed', String(b.dataset.language === chosen));
  tellAge();
}

/** How old the sheet is by the clock of this computer, which may be wrong. */
function tellAge() {
  const old = document.getElementById('old');
  const minutes = Math.floor((Date.now() - Number(old.dataset.at)) / 60000);
  const n = languages.indexOf(language);
  old.textContent = minutes < 1 ? '' : `${minutes} ${words.min[n]} ${words.ago[n]}.`;
}

function show(subject) {
  for (const e of all('.shown')) e.classList.remove('shown');
  for (const e of all('[data-of]')) if (e.dataset.of === subject) e.classList.add('shown');
  document.querySelector('svg .p.shown')?.scrollIntoView({ block: 'center' });
}

const fold = text => text.toLowerCase().replace(/[ёәғқңөұүһі]/g, c => 'еагкноуухи'['ёәғқңөұүһі'.indexOf(c)]);
search.addEventListener('input', () => {
  const parts = fold(search.value).split(/\s+/).filter(p => p);
  for (const row of rows) row.hidden = !parts.every(p => fold(row.textContent).includes(p));
});
addEventListener('keydown', e => {
  const at = document.activeElement;
  if (e.key === '/' && at !== search) { search.focus(); e.preventDefault(); }
  else if (e.key === 'Escape') { search.value = ''; search.dispatchEvent(new Event('input')); show(null); }
  else if (e.key === 'Enter' && at === search) { const first = rows.find(r => !r.hidden); if (first) { first.focus(); show(first.dataset.of); } }
  else if (e.key === 'Enter' && at.dataset.of) show(at.dataset.of);
  else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    const shown = rows.filter(r => !r.hidden);
    const next = shown[shown.indexOf(at) + (e.key === 'ArrowDown' ? 1 : -1)];
    if (next && (at.dataset.of || at === search)) { next.focus(); e.preventDefault(); }
  }
});
document.addEventListener('click', e => {
  const button = e.target.closest('[data-language]');
  if (button) speak(button.dataset.language);
  const of = e.target.closest('[data-of]');
  if (of) show(of.dataset.of);
});
speak(language);
setInterval(tellAge, 30000);
