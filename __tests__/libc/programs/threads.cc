#include "expect.h"
#include <atomic>
#include <cstdlib>
#include <condition_variable>
#include <chrono>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <sstream>
#include <string>
#include <thread>
using namespace std::chrono_literals;
struct Noisy {
    ~Noisy() { std::printf("thread_local destructed\n"); }
    int value = 5;
};
thread_local Noisy noisy;
int main()
{
    std::mutex mutex;
    {
        std::lock_guard<std::mutex> guard(mutex);
        EXPECT(!mutex.try_lock());
    }
    EXPECT(mutex.try_lock());
    mutex.unlock();
    std::recursive_mutex recursive;
    std::timed_mutex timed;
    {
        std::scoped_lock all(mutex, recursive, timed);
        std::lock_guard<std::recursive_mutex> again(recursive);
        EXPECT(!timed.try_lock_for(1ms));
    }
    std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
    EXPECT(lock.try_lock() && lock.owns_lock());
    std::condition_variable condition;
    condition.notify_all();
    EXPECT(!condition.wait_for(lock, 2ms, [] { return false; }));
    condition.wait(lock, [] { return true; });
    std::shared_mutex shared;
    {
        std::shared_lock<std::shared_mutex> a(shared), b(shared);
        EXPECT(!shared.try_lock());
    }
    EXPECT(shared.try_lock());
    std::once_flag once;
    int calls = 0;
    for (int i = 0; i < 3; i++) std::call_once(once, [&] { calls++; });
    EXPECT(calls == 1);
    EXPECT(std::thread::hardware_concurrency() == 1 && std::this_thread::get_id() == std::this_thread::get_id());
    auto start = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(3ms);
    // The timers of node:wasi count whole milliseconds, and may round down.
    EXPECT(std::chrono::steady_clock::now() - start >= 2ms);
    EXPECT(std::async(std::launch::async, [](int a) { return a * 2; }, 21).get() == 42);
    EXPECT(std::async([] { return std::string("text"); }).get() == "text");
    std::promise<int> promise;
    auto future = promise.get_future();
    promise.set_value(7);
    EXPECT(future.wait_for(0s) == std::future_status::ready && future.get() == 7);
    std::promise<void> nothing;
    auto shared_future = nothing.get_future().share();
    nothing.set_value();
    shared_future.get();
    std::packaged_task<int()> task([] { return 3; });
    auto result = task.get_future();
    task();
    EXPECT(result.get() == 3);
    std::atomic<int> counter{0};
    counter.fetch_add(2);
    auto pointer = std::make_shared<int>(4);
    EXPECT(counter == 2 && *std::atomic_load(&pointer) == 4);
    {
        std::ofstream out("/tmp/stream.txt");
        out << "line " << 1 << "\n";
    }
    std::ifstream in("/tmp/stream.txt");
    std::string line;
    EXPECT(static_cast<bool>(std::getline(in, line)) && line == "line 1");
    EXPECT(!std::ifstream("/tmp/nothing").is_open());
    EXPECT(noisy.value == 5);
    std::fflush(stdout);
    if (failures == 0 && std::getenv("START_A_THREAD")) {
        std::thread thread([] {});
        thread.join();
    }
    return failures;
}
