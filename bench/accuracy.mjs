// Makes docs/accuracy.md of the reports that accuracy.sh left in a folder.
import { readdirSync, readFileSync, existsSync } from 'node:fs';

const work = process.argv[2];
const names = readdirSync(work).filter(f => f.endsWith('.json')).map(f => f.slice(0, -5)).sort();
const number = (x, digits = 2) => x === null || x === undefined ? '–' : x.toFixed(digits);
const percent = x => x === null || x === undefined ? '–' : `${(100 * x).toFixed(0)} %`;

// The reference numbers of a note: the rows of its table of methods, «method | h-RMSE | h-p50 | h-p95 | ...».
function references(name) {
  const file = `${work}/${name.replace('+survey', '')}.note`;
  if (!existsSync(file)) return {};
  const found = {};
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const cells = line.split('|').map(c => c.trim());
    if (cells.length < 5) continue;
    const kind = cells[1].startsWith('plain:') ? 'plain' : cells[1].includes('with the radio map') ? 'mapped' : cells[1].startsWith('strong:') ? 'strong' : null;
    if (kind) found[kind] = { rmse: cells[2], p50: cells[3], p95: cells[4], inside: cells[6] };
  }
  return found;
}

const reports = Object.fromEntries(names.map(n => [n, JSON.parse(readFileSync(`${work}/${n}.json`, 'utf8')).all]));
const recordings = names.filter(n => n !== 'simulated-coal-mine');
const out = [];
out.push('# Accuracy', '');
out.push('Made by `bench/accuracy.sh FOLDER`, which runs `shyraq locate` and `shyraq evaluate` on every recording of the folder and on a');
out.push('simulated mine. The scores are those of `docs/formats.md`: causal, from the sightings alone, the first 5 s of a tag not scored. One set of');
out.push('parameters for all.', '');
if (recordings.length > 0) {
  out.push('## Real recordings', '');
  out.push('Horizontal error in metres. *Plain* (an extended Kalman filter with fixed noise and a gate) and *strong* (a robust filter with bias states) are');
  out.push('the reference numbers in the NOTE.md of each recording; with `+survey`, *strong* has the same radio survey as we.', '');
  out.push('| recording | RMSE | p50 | p95 | max | inside radius95 | median radius95 | live | plain RMSE | strong RMSE |');
  out.push('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const name of recordings) {
    const { horizontal: h, ...r } = reports[name];
    const known = references(name);
    const strong = name.endsWith('+survey') ? known.mapped : known.strong;
    out.push(`| ${name} | ${number(h?.rmse)} | ${number(h?.p50)} | ${number(h?.p95)} | ${number(h?.max, 1)} | ${percent(r.insideRadius95)} | ${number(r.medianRadius95)} | ${percent(r.liveCoverage)} | ${name.endsWith('+survey') ? '–' : known.plain?.rmse ?? '–'} | ${strong?.rmse ?? '–'} |`);
  }
  out.push('');
}
const s = reports['simulated-coal-mine'];
out.push('## A simulated coal mine', '');
out.push('`shyraq simulate --people 40 --vehicles 5 --minutes 10 --seed 1`: 50 km of roadway, radios with the noise, losses, reflections, late bursts and wrong');
out.push('clocks that `docs/simulator.md` tells.', '');
out.push('| measure | horizontal | along the roadway |', '| --- | --- | --- |');
for (const [label, key] of [['mean, m', 'mean'], ['RMSE, m', 'rmse'], ['p50, m', 'p50'], ['p90, m', 'p90'], ['p95, m', 'p95'], ['max, m', 'max']])
  out.push(`| ${label} | ${number(s.horizontal?.[key])} | ${number(s.along?.[key])} |`);
out.push('', `Wrong roadway and more than 10 m of way off: ${number(100 * s.wrongRoadway, 1)} %. True place inside \`radius95\`: ${percent(s.insideRadius95)}; median`);
out.push(`\`radius95\` ${number(s.medianRadius95)} m. Seconds with a live fix: ${percent(s.liveCoverage)}; with any fix: ${percent(s.anyCoverage)}.`);
console.log(out.join('\n'));
