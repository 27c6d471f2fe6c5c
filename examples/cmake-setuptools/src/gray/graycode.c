#include "graycode.h"

unsigned long gray_encode(unsigned long number) { return number ^ (number >> 1); }

unsigned long gray_decode(unsigned long code) {
  unsigned long number = 0;
  for (; code != 0; code >>= 1) number ^= code;
  return number;
}
