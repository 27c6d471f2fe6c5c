/** The host's end of the channel to a guest: a folder with its records and the orders for it. */
import { join } from "node:path";
import type { Files } from "../host/host.ts";
import { type GuestRecord, type Order, recordReader } from "./records.ts";

export interface Channel {
  /** What the guest has told since the last call. */
  read(): Promise<readonly GuestRecord[]>;
  answer(number: number, order: Order): Promise<void>;
}

/** @param folder absolute, empty, the guest's PYWASI_CHANNEL */
export function channelIn(files: Files, folder: string): Channel {
  const records = recordReader();
  let offset = 0;
  return {
    read: async () => {
      const bytes = await files.readFrom(join(folder, "records"), offset);
      offset += bytes.length;
      return records(bytes);
    },
    answer: (number, order) => files.write(join(folder, `order-${number}`), JSON.stringify(order)),
  };
}
