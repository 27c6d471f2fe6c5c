#include "provider_config.h"

long provider_add(long a, long b);
