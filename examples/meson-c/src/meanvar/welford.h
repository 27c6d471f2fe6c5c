#ifndef WELFORD_H
#define WELFORD_H

/* Count, mean and sum of squared distances from the mean of what was added so far. */
struct welford {
    long count;
    double mean;
    double squares;
};

void welford_add(struct welford *stream, double value);
/* NAN below two values. */
double welford_variance(const struct welford *stream);

#endif
