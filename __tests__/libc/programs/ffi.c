#include "expect.h"
#include <ffi.h>
#include <stdint.h>
struct pair { uint8_t first; double second; };
struct wrapped { float only; };
static int calls;
static void nothing(void) { calls++; }
static int8_t negative(int8_t a, uint16_t b) { return (int8_t)(a - b); }
static double mixed(int a, long long b, float c, double d) { return a + (double)b + c + d; }
static int sum(int a, int b, int c, int d, int e, int f, int g, int h) { return a + b + c + d + e + f + g + h; }
static struct pair swapped(struct pair in, struct wrapped more)
{
    return (struct pair){(uint8_t)in.second, in.first + more.only};
}
static struct wrapped half(struct wrapped in) { return (struct wrapped){in.only / 2}; }
static void called_back(ffi_cif *cif, void *result, void **arguments, void *data)
{
    EXPECT(cif->nargs == 2);
    *(ffi_sarg *)result = *(int *)arguments[0] * *(int *)arguments[1] + *(int *)data;
}
static long long ignored(struct pair *out, double a, double b, double c, double d, double e)
{
    out->second = a + b + c + d + e;
    return 1;
}
int main(void)
{
    ffi_cif cif;
    ffi_type *members[] = {&ffi_type_uint8, &ffi_type_double, NULL};
    ffi_type pair = {0, 0, FFI_TYPE_STRUCT, members};
    ffi_type *one[] = {&ffi_type_float, NULL};
    ffi_type wrapped = {0, 0, FFI_TYPE_STRUCT, one};
    ffi_type *two[] = {&pair, &wrapped};
    size_t offsets[2];
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 2, &pair, two) == FFI_OK && cif.nargs == 2);
    EXPECT(pair.size == 16 && pair.alignment == 8);
    EXPECT(ffi_get_struct_offsets(FFI_DEFAULT_ABI, &pair, offsets) == FFI_OK && offsets[0] == 0 && offsets[1] == 8);
    struct pair in = {3, 4.0}, out;
    struct wrapped more = {0.5f}, less;
    ffi_call(&cif, FFI_FN(swapped), &out, (void *[]){&in, &more});
    EXPECT(out.first == 4 && out.second == 3.5 && in.first == 3);
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 1, &wrapped, &two[1]) == FFI_OK);
    ffi_call(&cif, FFI_FN(half), &less, (void *[]){&more});
    EXPECT(less.only == 0.25f);

    EXPECT(ffi_prep_cif(&cif, FFI_FIRST_ABI, 0, &ffi_type_void, NULL) == FFI_BAD_ABI);
    EXPECT(ffi_type_longdouble.size == 16 && ffi_type_pointer.size == 4);
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 0, &ffi_type_void, NULL) == FFI_OK);
    ffi_call(&cif, FFI_FN(nothing), NULL, NULL);
    EXPECT(calls == 1);

    ffi_type *small[] = {&ffi_type_sint8, &ffi_type_uint16};
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 2, &ffi_type_sint8, small) == FFI_OK);
    int8_t a = -2;
    uint16_t b = 5;
    ffi_sarg word = 0;
    ffi_call(&cif, FFI_FN(negative), &word, (void *[]){&a, &b});
    EXPECT(word == -7);

    ffi_type *four[] = {&ffi_type_sint32, &ffi_type_sint64, &ffi_type_float, &ffi_type_double};
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 4, &ffi_type_double, four) == FFI_OK);
    int i = 1;
    long long l = 1LL << 40;
    float f = 0.25f;
    double d = 0.5, result = 0;
    ffi_call(&cif, FFI_FN(mixed), &result, (void *[]){&i, &l, &f, &d});
    EXPECT(result == 1099511627777.75);

    ffi_type *eight[8];
    void *ones[8];
    for (int n = 0; n < 8; n++) eight[n] = &ffi_type_sint32, ones[n] = &i;
    int total = 0;
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 8, &ffi_type_sint32, eight) == FFI_OK);
    ffi_call(&cif, FFI_FN(sum), &total, ones);
    EXPECT(total == 8);

    /* A closure is reached by those who call through libffi. */
    void *code = NULL;
    int seven = 7, six = 6, more_data = 100;
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 2, &ffi_type_sint32, eight) == FFI_OK);
    ffi_closure *closure = ffi_closure_alloc(sizeof(ffi_closure), &code);
    EXPECT(closure != NULL && code != NULL);
    EXPECT(ffi_prep_closure_loc(closure, &cif, called_back, &more_data, code) == FFI_OK);
    ffi_call(&cif, FFI_FN(code), &word, (void *[]){&six, &seven});
    EXPECT(word == 142);
    ffi_closure_free(closure);
    EXPECT(ffi_prep_closure_loc(closure, &cif, called_back, NULL, code) == FFI_BAD_ABI);

    printf("before the call\n");
    ffi_type *six_types[] = {&ffi_type_pointer, &ffi_type_double, &ffi_type_double, &ffi_type_double, &ffi_type_double,
                             &ffi_type_double};
    EXPECT(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 6, &ffi_type_sint64, six_types) == FFI_OK);
    struct pair *address = &out;
    if (failures == 0) {
        ffi_call(&cif, FFI_FN(ignored), &l, (void *[]){&address, &d, &d, &d, &d, &d});
    }
    return failures;
}
