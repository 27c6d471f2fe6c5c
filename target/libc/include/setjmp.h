/*
 * setjmp() is the compiler's on WebAssembly, through exception handling (-mllvm -wasm-enable-sjlj), and the SDK's header
 * refuses to be included without. The launchers pass the option where the result runs on every engine. Elsewhere code
 * with an error path by longjmp() compiles and works until it takes that path, which ends the program with a message.
 */
#pragma once
#if defined(__wasm_exception_handling__) && __has_include_next(<setjmp.h>)
#include_next <setjmp.h>
#else
#ifdef __cplusplus
extern "C" {
#endif
typedef int jmp_buf[1];
typedef int sigjmp_buf[1];
_Noreturn void __pywasi_longjmp(int);
#ifdef __cplusplus
}
#endif
#define setjmp(buffer) ((buffer)[0] = 0)
#define sigsetjmp(buffer, mask) ((void)(mask), setjmp(buffer))
#define _setjmp(buffer) setjmp(buffer)
#define longjmp(buffer, value) ((void)(buffer), __pywasi_longjmp(value))
#define siglongjmp(buffer, value) longjmp(buffer, value)
#define _longjmp(buffer, value) longjmp(buffer, value)
#endif
