int chosen(void) { return 10; }
__attribute__((weak)) int own(void) { return 5; }
