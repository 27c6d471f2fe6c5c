#include "expect.h"
#include <ffi.h>
int main(void)
{
    ffi_cif cif;
    ffi_type *members[] = {&ffi_type_uint8, &ffi_type_double, NULL};
    ffi_type pair = {0, 0, FFI_TYPE_STRUCT, members};
    ffi_type *arguments[] = {&ffi_type_sint32, &pair};
    size_t offsets[2];
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 2, &ffi_type_pointer, arguments) == FFI_OK && cif.nargs == 2);
    EXPECT(pair.size == 16 && pair.alignment == 8);
    EXPECT(ffi_get_struct_offsets(FFI_DEFAULT_ABI, &pair, offsets) == FFI_OK && offsets[0] == 0 && offsets[1] == 8);
    EXPECT(ffi_prep_cif(&cif, FFI_FIRST_ABI, 0, &ffi_type_void, NULL) == FFI_BAD_ABI);
    EXPECT(ffi_type_longdouble.size == 16 && ffi_type_pointer.size == 4);
    void *code = &code;
    EXPECT(ffi_closure_alloc(sizeof(ffi_closure), &code) == NULL && code == NULL);
    printf("before the call\n");
    if (failures == 0) {
        ffi_call(&cif, FFI_FN(main), NULL, NULL);
    }
    return failures;
}
