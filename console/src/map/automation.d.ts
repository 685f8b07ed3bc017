/** The console's automation interface: for tests and for other screens of the control room. See docs/console.md. */
interface Window {
  shyraq?: {
    /** Where every tag is drawn at this moment: east, north, elevation in the mine's grid, metres. */
    positions(): Record<string, [number, number, number]>;
    /** Selects a tag, goes to its level and flies there, as Enter in the list does; null closes the panel. */
    pick(tag: string | null): void;
    /** Milliseconds of script that each of the last drawn frames took. */
    costs(): number[];
  };
}
