import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayMinute, minuteOf, newRule, ruleKinds, utcOffset, type RuleKind, type ZoneRule } from './board';

interface Props {
  rules: readonly ZoneRule[];
  /** The mine's time zone. */
  zone: string;
  now: number;
  onChange: (rules: ZoneRule[]) => void;
}

/** The rules of a zone, one line each; at most one of a kind. */
export function RuleForms({ rules, zone, now, onChange }: Props) {
  const { t } = useTranslation();
  const free = ruleKinds.filter(kind => !rules.some(r => r.kind === kind));
  const put = (next: ZoneRule): void => onChange(rules.map(r => (r.kind === next.kind ? next : r)));
  return (
    <fieldset className="rules">
      <legend>{t('zones.rules')}</legend>
      {rules.map(rule => (
        <div key={rule.kind} className="rule" data-testid={`rule-${rule.kind}`}>
          <b>{t(`zones.rule.${rule.kind}`)}</b>
          <RuleFields rule={rule} zone={zone} now={now} onChange={put} />
          <button type="button" className="rule-remove" aria-label={`${t('zones.remove')}: ${t(`zones.rule.${rule.kind}`)}`} onClick={() => onChange(rules.filter(r => r !== rule))}>×</button>
        </div>
      ))}
      {free.length > 0 && (
        <select aria-label={t('zones.addRule')} data-testid="add-rule" value="" onChange={e => onChange([...rules, newRule(e.target.value as RuleKind)])}>
          <option value="" disabled>{t('zones.addRule')}</option>
          {free.map(kind => <option key={kind} value={kind}>{t(`zones.rule.${kind}`)}</option>)}
        </select>
      )}
    </fieldset>
  );
}

function RuleFields({ rule, zone, now, onChange }: { rule: ZoneRule; zone: string; now: number; onChange: (rule: ZoneRule) => void }) {
  const { t } = useTranslation();
  switch (rule.kind) {
    case 'restricted': return (
      <>
        {(['roles', 'crews', 'tags'] as const).map(field => <Names key={field} label={t(`zones.field.${field}`)} names={rule[field]} onChange={names => onChange({ ...rule, [field]: names })} />)}
        <Hours rule={rule} zone={zone} now={now} onChange={onChange} />
      </>
    );
    case 'permitted': return <Names label={t('zones.field.tags')} names={rule.tags} onChange={tags => onChange({ ...rule, tags })} />;
    case 'key': return null;
    case 'capacity': return <Figure label={t('zones.field.max')} value={rule.max} step={1} onChange={max => onChange({ ...rule, max })} />;
    case 'overtime': return <Figure label={t('zones.field.minutes')} value={rule.minutes} onChange={minutes => onChange({ ...rule, minutes })} />;
    case 'tooFew': return (
      <>
        <Figure label={t('zones.field.min')} value={rule.min} step={1} onChange={min => onChange({ ...rule, min })} />
        <Figure label={t('zones.field.minutes')} value={rule.minutes} onChange={minutes => onChange({ ...rule, minutes })} />
      </>
    );
    case 'speedLimit': return <Figure label={t('zones.field.kmh')} value={rule.kilometresPerHour} onChange={kilometresPerHour => onChange({ ...rule, kilometresPerHour })} />;
    case 'proximity': return <Figure label={t('zones.field.metres')} value={rule.metres} onChange={metres => onChange({ ...rule, metres })} />;
  }
}

function Figure({ label, value, step = 0.5, onChange }: { label: string; value: number; step?: number; onChange: (value: number) => void }) {
  return <label className="figure"><input type="number" min={0} step={step} value={value} onChange={e => { if (e.target.value !== '') onChange(Number(e.target.value)); }} /> {label}</label>;
}

/** Names parted by commas; what is being typed is only taken when it is left. */
function Names({ label, names, onChange }: { label: string; names: readonly string[]; onChange: (names: string[]) => void }) {
  const [text, setText] = useState(names.join(', '));
  const take = (): void => onChange(text.split(',').map(n => n.trim()).filter(n => n !== ''));
  return <label className="names">{label}<input value={text} onChange={e => setText(e.target.value)} onBlur={take} /></label>;
}

function Hours({ rule, zone, now, onChange }: { rule: Extract<ZoneRule, { kind: 'restricted' }>; zone: string; now: number; onChange: (rule: ZoneRule) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(rule.hours.map(h => `${dayMinute(h.from)}–${dayMinute(h.to)}`).join(', '));
  const take = (): void => {
    const hours = text.split(',').flatMap(part => {
      const [from, to] = part.split(/[–-]/).map(minuteOf);
      return from == null || to == null || from > 1439 ? [] : [{ from, to, utcOffset: utcOffset(zone, now) }];
    });
    onChange({ ...rule, hours });
    setText(hours.map(h => `${dayMinute(h.from)}–${dayMinute(h.to)}`).join(', '));
  };
  return <label className="names">{t('zones.field.hours')}<input value={text} placeholder={t('zones.field.always')} onChange={e => setText(e.target.value)} onBlur={take} /></label>;
}
