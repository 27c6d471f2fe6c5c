/* libffi's types and their layouts. */
#include <ffi.h>

#define TYPE(name, c, number)                                                                    \
    struct aligned_##name { char before; c value; };                                             \
    ffi_type ffi_type_##name = {sizeof(c), offsetof(struct aligned_##name, value), number, NULL}

ffi_type ffi_type_void = {1, 1, FFI_TYPE_VOID, NULL};
TYPE(uint8, unsigned char, FFI_TYPE_UINT8);
TYPE(sint8, signed char, FFI_TYPE_SINT8);
TYPE(uint16, unsigned short, FFI_TYPE_UINT16);
TYPE(sint16, short, FFI_TYPE_SINT16);
TYPE(uint32, unsigned int, FFI_TYPE_UINT32);
TYPE(sint32, int, FFI_TYPE_SINT32);
TYPE(uint64, unsigned long long, FFI_TYPE_UINT64);
TYPE(sint64, long long, FFI_TYPE_SINT64);
TYPE(float, float, FFI_TYPE_FLOAT);
TYPE(double, double, FFI_TYPE_DOUBLE);
TYPE(longdouble, long double, FFI_TYPE_LONGDOUBLE);
TYPE(pointer, void *, FFI_TYPE_POINTER);

#define COMPLEX(name, c)                                             \
    static ffi_type *parts_##name[] = {&ffi_type_##name, NULL};      \
    ffi_type ffi_type_complex_##name = {2 * sizeof(c), _Alignof(c), FFI_TYPE_COMPLEX, parts_##name}
COMPLEX(float, float);
COMPLEX(double, double);
COMPLEX(longdouble, long double);

/* Fills in a structure's size and alignment, as libffi's initialize_aggregate does, and its members' offsets. */
static ffi_status lay_out(ffi_type *type, size_t *offsets)
{
    if (type == NULL || type->type != FFI_TYPE_STRUCT) {
        return type == NULL ? FFI_BAD_TYPEDEF : FFI_OK;
    }
    if (type->elements == NULL) {
        return FFI_BAD_TYPEDEF;
    }
    size_t size = 0;
    unsigned short alignment = 1;
    for (ffi_type **member = type->elements; *member != NULL; member++) {
        if ((*member)->size == 0 && lay_out(*member, NULL) != FFI_OK) {
            return FFI_BAD_TYPEDEF;
        }
        size_t step = (*member)->alignment;
        size = (size + step - 1) / step * step;
        if (offsets != NULL) {
            *offsets++ = size;
        }
        size += (*member)->size;
        alignment = step > alignment ? (unsigned short)step : alignment;
    }
    type->alignment = alignment;
    type->size = (size + alignment - 1) / alignment * alignment;
    return type->size == 0 ? FFI_BAD_TYPEDEF : FFI_OK;
}

ffi_status ffi_get_struct_offsets(ffi_abi abi, ffi_type *type, size_t *offsets)
{
    if (abi != FFI_DEFAULT_ABI) {
        return FFI_BAD_ABI;
    }
    return type->type == FFI_TYPE_STRUCT ? lay_out(type, offsets) : FFI_BAD_TYPEDEF;
}

ffi_status ffi_prep_cif(ffi_cif *cif, ffi_abi abi, unsigned count, ffi_type *result, ffi_type **arguments)
{
    if (abi <= FFI_FIRST_ABI || abi >= FFI_LAST_ABI) {
        return FFI_BAD_ABI;
    }
    if (lay_out(result, NULL) != FFI_OK) {
        return FFI_BAD_TYPEDEF;
    }
    for (unsigned i = 0; i < count; i++) {
        if (lay_out(arguments[i], NULL) != FFI_OK) {
            return FFI_BAD_TYPEDEF;
        }
    }
    *cif = (ffi_cif){abi, count, arguments, result, 0, 0};
    return FFI_OK;
}

ffi_status ffi_prep_cif_var(ffi_cif *cif, ffi_abi abi, unsigned fixed, unsigned count, ffi_type *result, ffi_type **arguments)
{
    (void)fixed;
    return ffi_prep_cif(cif, abi, count, result, arguments);
}
