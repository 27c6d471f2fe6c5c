/** `npm run mirror -- PART… [--serve] [--folder DIR]`: `pywasi mirror`, run from the sources. */
process.argv.splice(2, 0, "mirror");
await import("../src/cli.ts");
