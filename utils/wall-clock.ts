export interface WallClock {
  /** `2026-11-23` */
  readonly date: string;
  /** `14:05:12.480` */
  readonly time: string;
  readonly isWest: boolean;
  /** Distance to UTC without its sign: `08:00`. */
  readonly distance: string;
}

/** A moment as clocks show it that stand `offsetMinutes` from UTC, east positive. */
export const wallClock = (at: Date, offsetMinutes: number): WallClock => {
  const shifted = new Date(at.getTime() + offsetMinutes * 60_000).toISOString();
  const minutes = Math.abs(offsetMinutes);
  const distance = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 23), isWest: offsetMinutes < 0, distance };
};
