/** Part of a roadway, metres from its first vertex. */
export interface Section {
  roadway: string;
  from: number;
  to: number;
}

/** Somebody who is looked for. */
export interface Missing {
  kind: string;
  subject: string;
  tag: string | null;
  name: string;
  ageSeconds: number | null;
  /** Where they can have come to since they were heard; `sections` is null when that is too much to tell one by one. Null without a last place. */
  reach: { metres: number; length: number; sections: Section[] | null } | null;
}

export interface TeamRow {
  team: { id: string; name: string; members: string[]; task: string; recalled: string | null; acknowledged: string | null; acknowledgedBy: string };
  minutesLeft: number;
  places: { tag: string; place: { x: number; y: number; z: number; level: string } }[];
}

export interface Statement {
  number: number;
  about: string;
  claim: string;
  text: string;
  source: string;
  by: string;
  at: string;
  confirmations: { by: string; source: string }[];
  withdrawnWhy: string | null;
  needed: number;
  isConfirmed: boolean;
}

/** The board `rescue`, as docs/rescue.md has it. */
export interface RescueBoard {
  missing: Missing[];
  teams: TeamRow[];
  statements: Statement[];
  levels: { level: string; live: number; stale: number; radiosDead: number; neverCovered: number }[];
}
