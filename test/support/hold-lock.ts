/** A program (for `node --input-type=module -e`) that takes a data folder's writer lock, says so, and keeps it. */
export const HOLD_LOCK = `const { default: Database } = await import('libsql');
const db = new Database(process.argv[1]); db.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
