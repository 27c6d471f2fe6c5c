/* Neighbouring numbers differ in one bit. */
unsigned long gray_encode(unsigned long number);
unsigned long gray_decode(unsigned long code);
