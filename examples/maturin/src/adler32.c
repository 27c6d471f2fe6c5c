/* Adler-32 (RFC 1950, section 8.2). */
#include <stddef.h>
#include <stdint.h>

enum { BASE = 65521, BEFORE_OVERFLOW = 5552 };

uint32_t example_adler32(uint32_t sum, const unsigned char *bytes, size_t length) {
  uint32_t low = sum & 0xffff, high = sum >> 16;
  while (length > 0) {
    size_t part = length < BEFORE_OVERFLOW ? length : BEFORE_OVERFLOW;
    for (size_t i = 0; i < part; i++) high += low += bytes[i];
    low %= BASE;
    high %= BASE;
    bytes += part;
    length -= part;
  }
  return high << 16 | low;
}
