/*
 * The compiled part of libc++'s threads, for a libc++ that was built without (WASI SDK 25 and earlier). The overlay's
 * __config_site turns their declarations on; every member function here does what it has to with one thread, through
 * the locks of pthreads.c. Waiting for another thread would never end, and says so.
 */
#include <__config>
#ifdef _PYWASI_LIBCPP_THREADS
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <system_error>
#include <thread>
#include <time.h>

[[noreturn]] static void never(const char *what)
{
    std::fflush(nullptr);
    std::fprintf(stderr, "fatal: %s would wait for ever: WASI 0.1 has no threads, so nobody else can go on.\n", what);
    std::abort();
}

_LIBCPP_BEGIN_NAMESPACE_STD

void mutex::lock()
{
    if (int error = __libcpp_mutex_lock(&__m_)) __throw_system_error(error, "mutex lock failed");
}
bool mutex::try_lock() noexcept { return __libcpp_mutex_trylock(&__m_); }
void mutex::unlock() noexcept { __libcpp_mutex_unlock(&__m_); }
/* Defined without a value up to LLVM 19, with one after. */
#if !defined(_LIBCPP_HAS_TRIVIAL_MUTEX_DESTRUCTION) || (_LIBCPP_VERSION >= 200000 && !(_LIBCPP_HAS_TRIVIAL_MUTEX_DESTRUCTION + 0))
mutex::~mutex() noexcept {}
#endif
#if !defined(_LIBCPP_HAS_TRIVIAL_CONDVAR_DESTRUCTION) || (_LIBCPP_VERSION >= 200000 && !(_LIBCPP_HAS_TRIVIAL_CONDVAR_DESTRUCTION + 0))
condition_variable::~condition_variable() {}
#endif

recursive_mutex::recursive_mutex()
{
    if (int error = __libcpp_recursive_mutex_init(&__m_)) __throw_system_error(error, "recursive_mutex constructor failed");
}
recursive_mutex::~recursive_mutex() { __libcpp_recursive_mutex_destroy(&__m_); }
void recursive_mutex::lock() { __libcpp_recursive_mutex_lock(&__m_); }
void recursive_mutex::unlock() noexcept { __libcpp_recursive_mutex_unlock(&__m_); }
bool recursive_mutex::try_lock() noexcept { return __libcpp_recursive_mutex_trylock(&__m_); }

timed_mutex::timed_mutex() : __locked_(false) {}
timed_mutex::~timed_mutex() {}
void timed_mutex::lock()
{
    if (__locked_) never("std::timed_mutex::lock()");
    __locked_ = true;
}
bool timed_mutex::try_lock() noexcept { return __locked_ ? false : (__locked_ = true); }
void timed_mutex::unlock() noexcept { __locked_ = false; }

recursive_timed_mutex::recursive_timed_mutex() : __count_(0), __id_{} {}
recursive_timed_mutex::~recursive_timed_mutex() {}
void recursive_timed_mutex::lock() { (void)try_lock(); }
bool recursive_timed_mutex::try_lock() noexcept
{
    __id_ = this_thread::get_id();
    ++__count_;
    return true;
}
void recursive_timed_mutex::unlock() noexcept
{
    if (--__count_ == 0) __id_.__reset();
}

/* 1: held by a writer; else twice the number of readers. */
__shared_mutex_base::__shared_mutex_base() : __state_(0) {}
bool __shared_mutex_base::try_lock()
{
    if (__state_ != 0) return false;
    __state_ = 1;
    return true;
}
void __shared_mutex_base::lock()
{
    if (!try_lock()) never("std::shared_mutex::lock()");
}
void __shared_mutex_base::unlock() { __state_ = 0; }
bool __shared_mutex_base::try_lock_shared()
{
    if (__state_ == 1) return false;
    __state_ += 2;
    return true;
}
void __shared_mutex_base::lock_shared()
{
    if (!try_lock_shared()) never("std::shared_mutex::lock_shared()");
}
void __shared_mutex_base::unlock_shared() { __state_ -= 2; }

shared_timed_mutex::shared_timed_mutex() : __base_() {}
void shared_timed_mutex::lock() { __base_.lock(); }
bool shared_timed_mutex::try_lock() { return __base_.try_lock(); }
void shared_timed_mutex::unlock() { __base_.unlock(); }
void shared_timed_mutex::lock_shared() { __base_.lock_shared(); }
bool shared_timed_mutex::try_lock_shared() { return __base_.try_lock_shared(); }
void shared_timed_mutex::unlock_shared() { __base_.unlock_shared(); }

void condition_variable::notify_one() noexcept {}
void condition_variable::notify_all() noexcept {}
void condition_variable::wait(unique_lock<mutex> &) noexcept { never("std::condition_variable::wait()"); }
void condition_variable::__do_timed_wait(unique_lock<mutex> &,
                                         chrono::time_point<chrono::system_clock, chrono::nanoseconds> until) noexcept
{
    auto left = until - chrono::system_clock::now();
    if (left > left.zero()) this_thread::sleep_for(left);
}
void notify_all_at_thread_exit(condition_variable &, unique_lock<mutex> lock) { lock.unlock(); }

thread::~thread()
{
    if (!__libcpp_thread_isnull(&__t_)) terminate();
}
void thread::join() { __throw_system_error(EINVAL, "thread::join failed"); }
void thread::detach() { __throw_system_error(EINVAL, "thread::detach failed"); }
unsigned thread::hardware_concurrency() noexcept { return 1; }

namespace this_thread
{
void sleep_for(const chrono::nanoseconds &time)
{
    if (time > chrono::nanoseconds::zero()) __libcpp_thread_sleep_for(time);
}
}

/* One thread's data; its destructors would run at its end, which is the process's. */
__thread_specific_ptr<__thread_struct> &__thread_local_data()
{
    static __thread_specific_ptr<__thread_struct> *data = new __thread_specific_ptr<__thread_struct>;
    return *data;
}
__thread_struct::__thread_struct() : __p_(nullptr) {}
__thread_struct::~__thread_struct() {}
void __thread_struct::notify_all_at_thread_exit(condition_variable *, mutex *lock) { lock->unlock(); }
void __thread_struct::__make_ready_at_thread_exit(__assoc_sub_state *state) { state->__make_ready(); }

/* std::atomic_load() and friends of std::shared_ptr. */
static mutex shared_pointers;
_LIBCPP_CONSTEXPR __sp_mut::__sp_mut(void *lock) noexcept : __lx_(lock) {}
void __sp_mut::lock() noexcept { static_cast<mutex *>(__lx_)->lock(); }
void __sp_mut::unlock() noexcept { static_cast<mutex *>(__lx_)->unlock(); }
__sp_mut &__get_sp_mut(const void *)
{
    static __sp_mut one(&shared_pointers);
    return one;
}

namespace
{
struct future_errors : error_category {
    const char *name() const noexcept override { return "future"; }
    string message(int value) const override
    {
        switch (static_cast<future_errc>(value)) {
        case future_errc::broken_promise:
            return "The associated promise has been destructed prior to the associated state becoming ready.";
        case future_errc::future_already_retrieved:
            return "The future has already been retrieved from the promise or packaged_task.";
        case future_errc::promise_already_satisfied:
            return "The state of the promise has already been set.";
        case future_errc::no_state:
            return "Operation not permitted on an object without an associated state.";
        }
        return "unspecified future_errc value";
    }
};
}
const error_category &future_category() noexcept
{
    static future_errors category;
    return category;
}
future_error::future_error(error_code code) : logic_error(code.message()), __ec_(code) {}
future_error::~future_error() noexcept {}

void __assoc_sub_state::__on_zero_shared() noexcept { delete this; }
void __assoc_sub_state::set_value()
{
    if (__has_value()) __throw_future_error(future_errc::promise_already_satisfied);
    __state_ |= __constructed | ready;
}
void __assoc_sub_state::set_value_at_thread_exit() { set_value(); }
void __assoc_sub_state::set_exception(exception_ptr exception)
{
    if (__has_value()) __throw_future_error(future_errc::promise_already_satisfied);
    __exception_ = exception;
    __state_ |= ready;
}
void __assoc_sub_state::set_exception_at_thread_exit(exception_ptr exception) { set_exception(exception); }
void __assoc_sub_state::__make_ready() { __state_ |= ready; }
void __assoc_sub_state::copy()
{
    wait();
    if (__exception_ != nullptr) rethrow_exception(__exception_);
}
void __assoc_sub_state::wait()
{
    unique_lock<mutex> lock(__mut_);
    __sub_wait(lock);
}
void __assoc_sub_state::__sub_wait(unique_lock<mutex> &lock)
{
    if (__is_ready()) return;
    if ((__state_ & deferred) == 0) never("std::future::wait()");
    __state_ &= ~static_cast<unsigned>(deferred);
    lock.unlock();
    __execute();
}
void __assoc_sub_state::__execute() { __throw_future_error(future_errc::no_state); }

future<void>::future(__assoc_sub_state *state) : __state_(state) { __state_->__attach_future(); }
future<void>::~future()
{
    if (__state_) __state_->__release_shared();
}
void future<void>::get()
{
    unique_ptr<__shared_count, __release_shared_count> guard(__state_);
    __assoc_sub_state *state = __state_;
    __state_ = nullptr;
    state->copy();
}
promise<void>::promise() : __state_(new __assoc_sub_state) {}
promise<void>::~promise()
{
    if (!__state_) return;
    if (!__state_->__has_value() && __state_->use_count() > 1) {
        __state_->set_exception(make_exception_ptr(future_error(make_error_code(future_errc::broken_promise))));
    }
    __state_->__release_shared();
}
future<void> promise<void>::get_future()
{
    if (__state_ == nullptr) __throw_future_error(future_errc::no_state);
    return future<void>(__state_);
}
void promise<void>::set_value()
{
    if (__state_ == nullptr) __throw_future_error(future_errc::no_state);
    __state_->set_value();
}
void promise<void>::set_exception(exception_ptr exception)
{
    if (__state_ == nullptr) __throw_future_error(future_errc::no_state);
    __state_->set_exception(exception);
}
void promise<void>::set_value_at_thread_exit() { set_value(); }
void promise<void>::set_exception_at_thread_exit(exception_ptr exception) { set_exception(exception); }
shared_future<void>::~shared_future()
{
    if (__state_) __state_->__release_shared();
}
shared_future<void> &shared_future<void>::operator=(const shared_future &other)
{
    if (other.__state_) other.__state_->__add_shared();
    if (__state_) __state_->__release_shared();
    __state_ = other.__state_;
    return *this;
}

_LIBCPP_END_NAMESPACE_STD
#endif
