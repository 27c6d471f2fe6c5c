/* B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4 (1962). */
#include "welford.h"
#include <math.h>

void welford_add(struct welford *stream, double value)
{
    double distance = value - stream->mean;
    stream->count += 1;
    stream->mean += distance / stream->count;
    stream->squares += distance * (value - stream->mean);
}

double welford_variance(const struct welford *stream)
{
    return stream->count < 2 ? NAN : stream->squares / (stream->count - 1);
}
