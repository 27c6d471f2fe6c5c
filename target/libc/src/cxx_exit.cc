/*
 * Destructors of thread_local objects, for a libc++abi that was built without threads: the one thread ends with the
 * process. Itanium C++ ABI, thread_local destructors.
 */
extern "C" int __cxa_atexit(void (*)(void *), void *, void *);

extern "C" __attribute__((weak)) int __cxa_thread_atexit(void (*destructor)(void *), void *object, void *library) noexcept
{
    return __cxa_atexit(destructor, object, library);
}
