// libffi's calls, as far as WebAssembly can have them.
//
// A call needs its type in the code that makes it, so code is made here for each type up to a size: any mix of the four
// value types up to four arguments, and more where all of them are integers of 32 bits, which pointers are. How C's
// types become value types: https://github.com/WebAssembly/tool-conventions/blob/main/BasicCABI.md
//
// A closure has no address that C code could call. Those who call it by ffi_call(), as ctypes does, reach it.
#include <ffi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace {

union value {
    uint32_t i;
    uint64_t l;
    float f;
    double d;
};

constexpr int MOST_ARGUMENTS = 16;
constexpr int MOST_MIXED = 4;

struct call {
    void (*function)();
    int count;
    char kinds[MOST_ARGUMENTS];
    value values[MOST_ARGUMENTS];
    char result_kind;
    value result;

    bool add(char kind, value given)
    {
        if (count == MOST_ARGUMENTS) return false;
        kinds[count] = kind;
        values[count] = given;
        count++;
        return true;
    }
};

template <class T> constexpr char kind_of();
template <> constexpr char kind_of<uint32_t>() { return 'i'; }
template <> constexpr char kind_of<uint64_t>() { return 'l'; }
template <> constexpr char kind_of<float>() { return 'f'; }
template <> constexpr char kind_of<double>() { return 'd'; }

void keep(value &result, uint32_t given) { result.i = given; }
void keep(value &result, uint64_t given) { result.l = given; }
void keep(value &result, float given) { result.f = given; }
void keep(value &result, double given) { result.d = given; }

template <class... Arguments> void make(call &call, Arguments... arguments)
{
    void (*function)() = call.function;
    switch (call.result_kind) {
    case 'i': return keep(call.result, reinterpret_cast<uint32_t (*)(Arguments...)>(function)(arguments...));
    case 'l': return keep(call.result, reinterpret_cast<uint64_t (*)(Arguments...)>(function)(arguments...));
    case 'f': return keep(call.result, reinterpret_cast<float (*)(Arguments...)>(function)(arguments...));
    case 'd': return keep(call.result, reinterpret_cast<double (*)(Arguments...)>(function)(arguments...));
    default: reinterpret_cast<void (*)(Arguments...)>(function)(arguments...);
    }
}

// Takes one argument after the other; each step knows the types of those before it.
template <bool only_integers, class... Arguments> bool step(call &call, Arguments... arguments)
{
    constexpr int at = sizeof...(Arguments);
    if (call.count == at) {
        make(call, arguments...);
        return true;
    }
    if constexpr (at < (only_integers ? MOST_ARGUMENTS : MOST_MIXED)) {
        const value &next = call.values[at];
        if constexpr (only_integers) {
            return step<true>(call, arguments..., next.i);
        } else {
            switch (call.kinds[at]) {
            case 'i': return step<false>(call, arguments..., next.i);
            case 'l': return step<false>(call, arguments..., next.l);
            case 'f': return step<false>(call, arguments..., next.f);
            default: return step<false>(call, arguments..., next.d);
            }
        }
    }
    return false;
}

// A structure of a single scalar travels as that scalar.
const ffi_type *unwrapped(const ffi_type *type)
{
    while (type->type == FFI_TYPE_STRUCT && type->elements[0] != nullptr && type->elements[1] == nullptr &&
           type->elements[0]->size == type->size) {
        type = type->elements[0];
    }
    return type;
}

// The kind of a value; 's' for what lies in memory and is passed by its address, 0 for what is not known.
char kind_of_type(const ffi_type *type)
{
    switch (unwrapped(type)->type) {
    case FFI_TYPE_VOID: return 'v';
    case FFI_TYPE_FLOAT: return 'f';
    case FFI_TYPE_DOUBLE: return 'd';
    case FFI_TYPE_UINT64:
    case FFI_TYPE_SINT64: return 'l';
    case FFI_TYPE_INT:
    case FFI_TYPE_UINT8:
    case FFI_TYPE_SINT8:
    case FFI_TYPE_UINT16:
    case FFI_TYPE_SINT16:
    case FFI_TYPE_UINT32:
    case FFI_TYPE_SINT32:
    case FFI_TYPE_POINTER: return 'i';
    case FFI_TYPE_STRUCT:
    case FFI_TYPE_COMPLEX: return 's';
    default: return 0;
    }
}

value loaded(const ffi_type *type, const void *from)
{
    value result{};
    switch (unwrapped(type)->type) {
    case FFI_TYPE_SINT8: result.i = *static_cast<const int8_t *>(from); break;
    case FFI_TYPE_SINT16: result.i = *static_cast<const int16_t *>(from); break;
    default: memcpy(&result, from, unwrapped(type)->size);
    }
    return result;
}

// Small integers are widened to a word, as libffi does.
void stored(const ffi_type *type, const value &result, void *to)
{
    switch (unwrapped(type)->type) {
    case FFI_TYPE_UINT8: *static_cast<ffi_arg *>(to) = static_cast<uint8_t>(result.i); break;
    case FFI_TYPE_SINT8: *static_cast<ffi_sarg *>(to) = static_cast<int8_t>(result.i); break;
    case FFI_TYPE_UINT16: *static_cast<ffi_arg *>(to) = static_cast<uint16_t>(result.i); break;
    case FFI_TYPE_SINT16: *static_cast<ffi_sarg *>(to) = static_cast<int16_t>(result.i); break;
    default: memcpy(to, &result, unwrapped(type)->size);
    }
}

struct live_closure {
    ffi_closure closure;
    live_closure *next;
};
live_closure *closures;

ffi_closure *closure_at(const void *address)
{
    for (live_closure *each = closures; each != nullptr; each = each->next) {
        if (&each->closure == address) return &each->closure;
    }
    return nullptr;
}

} // namespace

extern "C" {

extern void pywasi_flush(void) __attribute__((weak));

void ffi_call(ffi_cif *cif, void (*function)(void), void *result, void **arguments)
{
    // Room for what the caller does not want to have.
    alignas(16) char unwanted[16];
    void *to = result != nullptr ? result : cif->rtype->size <= sizeof unwanted ? unwanted : alloca(cif->rtype->size);
    if (ffi_closure *closure = closure_at(reinterpret_cast<const void *>(function))) {
        closure->fun(cif, to, arguments, closure->user_data);
        return;
    }
    call call{};
    call.function = function;
    call.result_kind = kind_of_type(cif->rtype);
    bool known = call.result_kind != 0;
    if (call.result_kind == 's') {
        call.add('i', value{static_cast<uint32_t>(reinterpret_cast<uintptr_t>(to))});
        call.result_kind = 'v';
    }
    bool only_integers = true;
    for (unsigned i = 0; i < cif->nargs && known; i++) {
        const ffi_type *type = cif->arg_types[i];
        char kind = kind_of_type(type);
        if (kind == 's') {
            void *copy = alloca(type->size);
            memcpy(copy, arguments[i], type->size);
            known = call.add('i', value{static_cast<uint32_t>(reinterpret_cast<uintptr_t>(copy))});
        } else {
            known = kind != 0 && kind != 'v' && call.add(kind, loaded(type, arguments[i]));
            only_integers = only_integers && kind == 'i';
        }
    }
    if (known && (only_integers ? step<true>(call) : step<false>(call))) {
        if (call.result_kind != 'v') stored(cif->rtype, call.result, to);
        return;
    }
    if (pywasi_flush) pywasi_flush();
    fflush(nullptr);
    fputs("fatal: ffi_call() was called for a type that no code was made for: WebAssembly cannot call a function whose type "
          "is known at run time only.\nUse the package's compiled mode where it has one (cffi: API mode), or another package "
          "than one that loads C libraries.\n",
          stderr);
    abort();
}

void *ffi_closure_alloc(size_t size, void **code)
{
    size_t more = size > sizeof(ffi_closure) ? size - sizeof(ffi_closure) : 0;
    auto *made = static_cast<live_closure *>(calloc(1, sizeof(live_closure) + more));
    if (made == nullptr) return nullptr;
    made->next = closures;
    closures = made;
    *code = &made->closure;
    return &made->closure;
}

void ffi_closure_free(void *closure)
{
    for (live_closure **each = &closures; *each != nullptr; each = &(*each)->next) {
        if (&(*each)->closure == closure) {
            live_closure *old = *each;
            *each = old->next;
            free(old);
            return;
        }
    }
}

ffi_status ffi_prep_closure_loc(ffi_closure *closure, ffi_cif *cif, void (*function)(ffi_cif *, void *, void **, void *),
                                void *data, void *code)
{
    if (closure_at(code) == nullptr) return FFI_BAD_ABI;
    closure->cif = cif;
    closure->fun = function;
    closure->user_data = data;
    return FFI_OK;
}

ffi_status ffi_prep_closure(ffi_closure *closure, ffi_cif *cif, void (*function)(ffi_cif *, void *, void **, void *),
                            void *data)
{
    return ffi_prep_closure_loc(closure, cif, function, data, closure);
}
}
