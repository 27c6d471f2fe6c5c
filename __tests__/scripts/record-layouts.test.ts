import { expect, test } from "@jest/globals";
import { readRecordLayouts } from "../../scripts/layouts/record-layouts.ts";

const DUMP = `
*** Dumping AST Record Layout
         0 | struct _object
         0 |   long ob_refcnt
         4 |   struct _typeobject * ob_type
           | [sizeof=8, align=4]

*** Dumping AST Record Layout
         0 | PyBufferProcs
         0 |   struct inner base
         0 |     long deep
         4 |   int (*)(struct _object *, Py_buffer *, int) bf_getbuffer
     8:0-1 |   unsigned int flag
           | [sizeof=12, align=4]
`;

test("clang's dump of records is read as offsets, types and names of the direct fields", () => {
  const layouts = readRecordLayouts(DUMP);
  expect(layouts.get("_object")?.size).toBe(8);
  expect(layouts.get("PyBufferProcs")).toEqual({
    size: 12,
    fields: [
      { name: "base", offset: 0, type: "struct inner" },
      { name: "bf_getbuffer", offset: 4, type: "int (*)(struct _object *, Py_buffer *, int)" },
    ],
  });
});
