// Stands in for the image library in the bundle (scripts/build.mjs): Seogi embeds texts only.
export default function sharp() {
  throw new Error('Seogi is bundled without image support');
}
