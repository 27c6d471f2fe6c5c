long provider_add(long a, long b) { return a + b; }
