import { type AddressInfo, createServer } from 'node:net';

/** A port that was free a moment ago; `hold` keeps it taken until `release`. */
export async function takePort(hold: boolean): Promise<{ readonly port: number; release(): Promise<unknown> }> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, resolve));
  const { port } = holder.address() as AddressInfo;
  const release = () => new Promise((resolve) => holder.close(resolve));
  if (!hold) await release();
  return { port, release };
}
